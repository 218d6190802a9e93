"""Retrieved passages -> what the model is shown: numbered excerpts, as many as its context holds.

A short document is shown whole, a table too; the best passages get their neighbours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from seedqa.index.documents import Document
from seedqa.index.spans import Span
from seedqa.qa.types import Evidence

_SHORT_DOCUMENT = 2_400
_REACH = 700
_WIDENED = 3
_NEAR = 200
_LONGEST_TABLE = 3_000
_PROMPT_TOKENS = 1_400
_ROW = re.compile(r"[^\n]*(?:\|[^\n]*\||\t[^\n]*\t|\t)[^\n]*")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")
_CHARACTERS_A_TOKEN = 3.5


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A numbered stretch of a document."""

    number: int
    document: Document
    start: int
    end: int
    heading: str

    @property
    def text(self) -> str:
        """Its exact words."""
        return self.document.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def united(found: Sequence[Sequence[Evidence]], most: int) -> list[Evidence]:
    """The passages of several searches, each search's best first, none twice."""
    taken: dict[tuple[str, int], Evidence] = {}
    for rank in range(max(map(len, found), default=0)):
        for search in found:
            if rank < len(search):
                evidence = search[rank]
                taken.setdefault((evidence.document.id, evidence.passage.start), evidence)
    return list(taken.values())[:most]


def excerpts(evidence: Sequence[Evidence], tokens: int) -> list[Excerpt]:
    """The excerpts around passages, best first, as far as ``tokens`` of a model's context go."""
    found: list[Excerpt] = []
    for place, one in enumerate(evidence):
        found = _with(found, _around(one, place < _WIDENED))
    return list(_numbered(found, tokens - _PROMPT_TOKENS))


def _numbered(found: Sequence[Excerpt], room: float) -> Iterator[Excerpt]:
    for number, excerpt in enumerate(found, 1):
        room -= _tokens(excerpt.text)
        if room < 0 and number > 1:
            return
        yield replace(excerpt, number=number)


def _tokens(text: str) -> float:
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) / _CHARACTERS_A_TOKEN


def _with(found: list[Excerpt], new: Excerpt) -> list[Excerpt]:
    """The excerpts with one more; those of a document that touch or nearly do become one, at the better's place."""
    near = [one for one in found if one.document.id == new.document.id and _touch(one, new)]
    if not near:
        return [*found, new]
    joined = [*near, new]
    first = min(joined, key=lambda one: one.start)
    whole = replace(near[0], start=first.start, end=max(one.end for one in joined), heading=first.heading)
    return [whole if one is near[0] else one for one in found if one is near[0] or one not in near]


def _touch(one: Excerpt, other: Excerpt) -> bool:
    return one.start <= other.end + _NEAR and other.start <= one.end + _NEAR


def _around(evidence: Evidence, widened: bool) -> Excerpt:
    document, passage = evidence.document, evidence.passage
    start, end = passage.start, passage.end
    if len(document.text) <= _SHORT_DOCUMENT:
        start, end = 0, len(document.text.rstrip())
    elif widened:
        start, end = _with_neighbours(document.text, start, end)
    start, end = _whole_table(document.text, start, end)
    return Excerpt(0, document, start, end, passage.heading)


def _with_neighbours(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the lines beside it, as far as they are near."""
    before = text.find("\n", max(0, start - _REACH), start)
    behind = text.rfind("\n", end, end + _REACH)
    first = 0 if start <= _REACH else start if before < 0 else before + 1
    last = len(text.rstrip()) if end + _REACH >= len(text) else end if behind < 0 else behind
    return first, max(last, end)


def _whole_table(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with all of the table that it begins or ends in, if that is not long."""
    first, last = start, end
    while (above := _line_above(text, first)) is not None and _ROW.fullmatch(text, *above):
        first = above[0]
    while (below := _line_below(text, last)) is not None and _ROW.fullmatch(text, *below):
        last = below[1]
    return (first, last) if last - first <= max(_LONGEST_TABLE, end - start) else (start, end)


def _line_above(text: str, place: int) -> tuple[int, int] | None:
    begin = text.rfind("\n", 0, place) + 1
    if begin < place:
        return begin, max(text.find("\n", begin), begin) if text.find("\n", begin) >= 0 else len(text)
    return None if begin == 0 else (text.rfind("\n", 0, begin - 1) + 1, begin - 1)


def _line_below(text: str, place: int) -> tuple[int, int] | None:
    newline = text.find("\n", place)
    if newline < 0 or text[place:newline].strip():
        return None
    end = text.find("\n", newline + 1)
    return newline + 1, len(text) if end < 0 else end
