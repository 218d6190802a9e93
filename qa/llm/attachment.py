"""A figure of a claim is told of what its quote tells it of: of the words around it there, and not of others."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.llm.proof import Proof
from seedqa.qa.terms import content_stems, stem

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_EDGE = re.compile(r"[,;:()—–]|[.!?](?=\s)")
_PART_OF = re.compile(r"\bof (?:which|whom|them|these|those)\b")
_ROW = re.compile(r"[|\t]")
_EMPTY = frozenset("a an the of and is are was were be been has have had it its".split())
_LINKS = frozenset(stem(word) for word in "against from with before after into onto than about over under".split())
_JOINTS = frozenset({"to", "and", "or", "–", "-"})
_SMALL = 0.3
_NEAR = 5
_CLEARLY = 1.0


@dataclass(frozen=True, slots=True)
class _Attached:
    """A figure with the words of its clause up to the figures beside it; ``lead`` are those before it."""

    figure: Quantity
    told: str
    lead: frozenset[str]
    behind: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """All of them."""
        return self.lead | self.behind


def detached(claim: str, proof: Proof) -> str | None:
    """The first figure of a claim whose words are those of another figure of its quote; None where there is none."""
    sentences = dict.fromkeys(quote.sentence_text for quote in proof.quotes)
    there = [one for text in sentences if not _ROW.search(text) for one in _attached(text)]
    for one in _attached(claim):
        own = [_shared(one, other) for other in there if _value(other) == _value(one)]
        rivals = [other for other in there if _alike(one, other) and _value(other) != _value(one)]
        nearer = [other for other in rivals if own and _shared(one, other) >= max(own) + _CLEARLY]
        if nearer:
            return f"the quote says this of {nearer[0].told!r}, not of {one.told!r}"
    return None


def _shared(one: _Attached, other: _Attached) -> float:
    """How many words two figures share; the small ones count little."""
    return sum(_SMALL if len(word) <= 3 or word in _LINKS else 1.0 for word in one.words & other.words)


def _value(one: _Attached) -> tuple[object, object]:
    return one.figure.value, one.figure.high


def _alike(one: _Attached, other: _Attached) -> bool:
    """Whether one figure could be taken for the other."""
    return one.figure.kind == other.figure.kind or one.figure.unit == other.figure.unit


def _attached(text: str) -> list[_Attached]:
    figures = [figure for figure in read_quantities(text) if figure.kind != "date"]
    found: list[_Attached] = []
    for place, figure in enumerate(figures):
        before = figures[place - 1].end if place else 0
        after = figures[place + 1].start if place + 1 < len(figures) else len(text)
        edges = [match.end() for match in _EDGE.finditer(text, before, figure.start)]
        end = _EDGE.search(text, figure.end, after)
        lead = _words(text[edges[-1] if edges else before : figure.start], _NEAR)
        # What says little by itself goes on from the figure before: "260 for seniors, 130 for students".
        if found and (not _telling(lead) or _PART_OF.search(text, before, after)):
            lead |= found[-1].words if _PART_OF.search(text, before, after) else found[-1].lead
        behind = _words(text[figure.end : end.start() if end else after])
        found.append(_Attached(figure, text[figure.start : figure.end], lead, behind))
    for place, (one, other) in enumerate(pairwise(found)):
        # "From 60 to 75 an evening": what follows the second is said of both.
        if text[one.figure.end : other.figure.start].strip() in _JOINTS:
            found[place] = replace(one, behind=one.behind | other.behind)
    return found


def _telling(words: frozenset[str]) -> bool:
    return any(content_stems(word) for word in words)


def _words(text: str, last: int = 0) -> frozenset[str]:
    """The stems of a text, or of its ``last`` words: what stands far before a figure is said of others as well."""
    words = [stem(word.lower()) for word in _WORD.findall(text) if word.lower() not in _EMPTY]
    return frozenset(words[-last:])
