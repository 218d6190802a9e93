"""Proof that a corpus does not answer: searches that say yes only where nothing could be an answer.

They err on the side of no. What they search is words and figures near a name; they understand nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seedqa.evals.gazetteer import Gazetteer, Sentence
from seedqa.evals.parties import gifts

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|once|twice|double)", re.IGNORECASE
)
_SPAN = re.compile(r"\b(?:since|until|till|between|for the past|every|always|annual|each year|from \d)", re.IGNORECASE)
_MOST_MENTIONS = 2
_OPENING = 2


def is_unknown(name: str, gazetteer: Gazetteer) -> bool:
    """Whether none of the words of a name stands in any document."""
    words = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in name.split()]
    return not any(word.search(document.text) for document in gazetteer.library.by_id.values() for word in words)


def lacks_words(name: str, words: str, gazetteer: Gazetteer) -> bool:
    """Whether no document that mentions the name, or a word of it, has a word that matches ``words``."""
    named = re.compile("|".join(rf"\b{re.escape(part)}" for part in name.split() if part[0].isupper()))
    sought = re.compile(words, re.IGNORECASE)
    texts = [document.text for document in gazetteer.library.by_id.values() if named.search(document.text)]
    return bool(texts) and not any(sought.search(text) for text in texts)


@dataclass(frozen=True, slots=True)
class Asides:
    """Names mentioned in passing: those without a number near them, and those without another name."""

    uncounted: tuple[str, ...]
    unaccompanied: tuple[str, ...]

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> "Asides":
        """The names about which a document says next to nothing."""
        asides = [name for name in gazetteer.names if _is_aside(name, gazetteer)]
        return cls(
            tuple(name for name in asides if _no_number_near(name, gazetteer)),
            tuple(name for name in asides if _no_name_near(name, gazetteer)),
        )


def _is_aside(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a single document mentions the name, at most twice, and is not about it."""
    word = re.compile(rf"\b{re.escape(name)}(?!\w)")
    keys = [key for key, document in gazetteer.library.by_id.items() if word.search(document.text)]
    if len(keys) != 1:
        return False
    text, sentences = gazetteer.library.by_id[keys[0]].text, gazetteer.sentences[keys[0]]
    opening = text[: sentences[min(_OPENING, len(sentences)) - 1].end] if sentences else text
    return len(word.findall(text)) <= _MOST_MENTIONS and not word.search(opening)


def _no_number_near(name: str, gazetteer: Gazetteer) -> bool:
    """Whether no sentence that mentions the name, nor the one after it, holds a number."""
    return not any(_NUMBER.search(sentence.text) for sentence in _around(name, gazetteer))


def _no_name_near(name: str, gazetteer: Gazetteer) -> bool:
    """Whether the sentences that mention the name, and those after them, name nothing else."""
    parts = set(name.split())
    named = {mention.name for sentence in _around(name, gazetteer) for mention in gazetteer.mentions(sentence.text)}
    return all(set(other.split()) <= parts for other in named)


def never_gave(giver: str, taker: str, gazetteer: Gazetteer) -> bool:
    """Whether in documents that name both ``giver`` never stands before a verb of giving."""
    one, other = _heads(giver), _heads(taker)
    for key, sentences in gazetteer.sentences.items():
        text = gazetteer.library.by_id[key].text
        if one.search(text) and other.search(text) and any(_gives(one, each, gazetteer) for each in sentences):
            return False
    return True


def tells_of_one_time(sentences: Sequence[str]) -> bool:
    """Whether none of the sentences speaks of a stretch of time or of something that recurs."""
    return not any(_SPAN.search(sentence) for sentence in sentences)


def _gives(name: re.Pattern[str], sentence: Sentence, gazetteer: Gazetteer) -> bool:
    found = gifts(sentence.text, gazetteer.mentions(sentence.text))
    return any(name.search(sentence.text, gift.giver[0], gift.giver[1]) for gift in found)


def _heads(name: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(part)}\b" for part in name.split() if part[0].isupper()))


def _around(name: str, gazetteer: Gazetteer) -> Iterator[Sentence]:
    word = re.compile(rf"\b{re.escape(name)}(?!\w)")
    for sentences in gazetteer.sentences.values():
        places = [place for place, sentence in enumerate(sentences) if word.search(sentence.text)]
        for place in places:
            yield from sentences[place : place + 2]
