"""Names in running text with "the district", "the county" and the like resolved to the name that carries the noun.

Looks back from a place in the document, then to its title. It does not resolve pronouns.
"""

import re
from dataclasses import dataclass

from seedqa.index.documents import Document
from seedqa.index.spans import Span
from seedqa.qa.names import read_names
from seedqa.qa.patterns import any_of
from seedqa.qa.question import name_words
from seedqa.qa.terms import stem

_NOUNS = any_of(
    "county district city province village town township company university college school hospital bureau department "
    "committee club museum port harbou?r bank firm group agency authority council team court foundation association"
)
_DEFINITE = re.compile(rf"\b[Tt]he (?P<noun>{_NOUNS})\b(?![-\w])")
_LOOK_BACK = 6000


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a definite noun that stands for one, at ``text[start:end]``; ``words`` are the name's own stems."""

    start: int
    end: int
    words: frozenset[str]


def mentions(document: Document, sentence: Span) -> list[Mention]:
    """Who and what a sentence names, in order."""
    text = document.text
    found = [_named(text, name.start, name.end) for name in read_names(text, sentence.start, sentence.end)]
    for match in _DEFINITE.finditer(text, sentence.start, sentence.end):
        words = _carrier(document, match["noun"], match.start())
        if words:
            found.append(Mention(match.start(), match.end(), words))
    parties = [mention for mention in found if mention.words and not any(word.isdigit() for word in mention.words)]
    return sorted(parties, key=lambda mention: mention.start)


def _named(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, frozenset(stem(word) for word in name_words(text[start:end])))


def _carrier(document: Document, noun: str, place: int) -> frozenset[str]:
    """The words of the last name before ``place`` that carries the noun ("Mill County"), else of one in the title."""
    carrying = re.compile(rf"\b([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}}) (?i:{noun})")
    before = document.text[max(0, place - _LOOK_BACK) : place]
    found = [m[1] for source in (document.title, before) for m in carrying.finditer(source)]
    return frozenset(stem(word) for word in name_words(found[-1])) if found else frozenset()
