"""The sentences and proper names of a corpus, for the generators of mutants and twins.

Form only: a name is a run of capitalised words seen inside a sentence, a person is a name in a position where
persons stand. It is kept apart from the product's own reading of names, which it helps to test.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from seedqa.evals.alterations import years_in
from seedqa.evals.library import Library, SourceText
from seedqa.index.blocks import read_layout
from seedqa.index.sentences import sentence_spans

_WORD = r"[A-Z](?:[\w&-]|['’](?!s\b))*"
_OWNED = r"['’]s (?=(?:Library|Hospital|Cooperative|Guild|School|College|Church|Hall|Row|Association|Museum)\b)"
_RUN = re.compile(rf"\b{_WORD}(?:(?:{_OWNED}| (?:of (?:the )?)?){_WORD})*")
_TITLES = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Captain|Judge|Mayor|Councillor|Director|President|Chairman|Secretary|Deputy)"
    r"\.? )+"
)
_SAYS = r"(?:said|says|told|added|explained|noted|warned|hopes|thanked|reported)"
_ROLE = (
    r"(?:director|manager|captain|chair|master|engineer|treasurer|librarian|coach|secretary|founder|coxswain|skipper)"
)
_HONORIFIC = r"(?:Mr|Mrs|Ms|Dr|Captain|Judge|Mayor|Professor|Party secretary|reporter|villager|farmer|[Aa]ccording to)"
_PERSON_BEFORE = re.compile(rf"(?:\b{_SAYS}|\b{_HONORIFIC}|\b{_ROLE},?|(?:led|headed|run|chaired) by)\.? $")
_PERSON_AFTER = re.compile(
    rf" {_SAYS}\b|, (?:\d\d\b|who\b|(?:the |a |an )?(?:[\w'’-]+ ){{0,4}}"
    rf"(?:{_ROLE}|head|chief|president|expert|mayor|dean|villager|farmer|officer|executive)\b)"
)
_BODY = re.compile(
    r"\b(?:Authority|Line|Institute|Museum|Court|Hospital|Foundation|Board|School|Group|Shipping|Energy|Company|Bureau|"
    r"University|College|District|County|City|Town|Township|Village|Province|Island|Bay|Head|Street|Market|Yard|"
    r"Shipyard|United|Rovers|Trust|Office|Department|Committee|Council|Party|Service|Center|Centre|Park|Station)\b"
)
_SEAT = re.compile(
    r"^\S+ (?:County|District|City|Province|Town|Township|Village|Prefecture|Island|Foundation|Shipping|Energy)$"
)
_NOT_NAMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "i a the an mr mrs ms dr professor captain judge mayor covid tv".split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document's prose."""

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name at ``text[start:end]`` of the text that was read."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What stands in a corpus: sentences by document, names, which of them are persons, and years."""

    library: Library
    sentences: Mapping[str, tuple[Sentence, ...]]
    names: tuple[str, ...]
    persons: frozenset[str]
    years: tuple[str, ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, library: Library) -> "Gazetteer":
        """The gazetteer of these documents."""
        sentences = {key: tuple(_sentences(document)) for key, document in library.by_id.items()}
        texts = [sentence.text for found in sentences.values() for sentence in found]
        names = _names(texts)
        persons = frozenset(name for name in names if _is_person(name, texts))
        wanted = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        years = tuple(sorted({year for text in texts for year in years_in(text)}))
        return cls(
            library, sentences, names, persons, years, re.compile(rf"\b(?:{wanted})(?!\w)" if wanted else r"(?!)")
        )

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The known names in a text, the longest where several begin at one place."""
        return tuple(Mention(found.start(), found.end(), found[0]) for found in self.pattern.finditer(text))

    def names_of(self, document_id: str) -> frozenset[str]:
        """The known names that a document's sentences mention."""
        return frozenset(
            mention.name for sentence in self.sentences[document_id] for mention in self.mentions(sentence.text)
        )

    def everything(self) -> Iterator[Sentence]:
        """Every sentence of every document."""
        for found in self.sentences.values():
            yield from found

    def text(self, document_id: str) -> str:
        """The prose of a document."""
        return "\n".join(sentence.text for sentence in self.sentences[document_id])

    def alike(self, name: str) -> tuple[str, ...]:
        """Names of the same kind that share no word with this one; those that end or look alike come first."""
        words, person = set(name.split()), name in self.persons
        others = (other for other in self.names if (other in self.persons) == person and not words & set(other.split()))
        return tuple(sorted(others, key=lambda other: (" " in other) != (" " in name)))


def _sentences(document: SourceText) -> Iterator[Sentence]:
    for block in read_layout(document.text).blocks:
        if block.kind == "prose":
            for start, end in sentence_spans(document.text, block.start, block.end):
                yield Sentence(document.id, start, end, document.text[start:end])


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    """Runs that stand inside a sentence at least once, without titles; single words only if never in lower case."""
    inside, words = Counter[str](), set[str]()
    for text in texts:
        words.update(re.findall(r"\b[a-z]+\b", text))
        for run in _RUN.finditer(text):
            if re.search(r"[\w,;] $", text[: run.start()]):
                inside[_TITLES.sub("", run[0]).rstrip("'’&-")] += 1
    full = {name for name in inside if len(name) > 2 and _fit(name, words)}
    heads = {name.split()[0] for name in full if _SEAT.search(name)}
    return tuple(sorted(full | {head for head in heads if len(head) > 3 and _fit(head, words)}))


def _fit(name: str, words: set[str]) -> bool:
    parts = [part.lower() for part in name.split()]
    if any(part in _NOT_NAMES for part in parts):
        return False
    return len(parts) > 1 or (name[1:].islower() and parts[0] not in words)


def _is_person(name: str, texts: Iterable[str]) -> bool:
    if not 2 <= len(name.split()) <= 3 or " of " in name or _BODY.search(name):
        return False
    places = [(text, at) for text in texts if name in text for at in [text.index(name)]]
    return any(_PERSON_BEFORE.search(text[:at]) or _PERSON_AFTER.match(text, at + len(name)) for text, at in places)
