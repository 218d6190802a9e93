"""The gate: does an exact span of a document bear a statement? It is the only way out of ``qa``.

A statement passes if a citation's quote, which must be the document's text at its offsets, holds it word for word;
or if it restates whole sentences: with every figure, date and name of theirs and none besides, in the same order, no
negation more or less, and hardly a word of its own. Figures are compared by value, unit and scale.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from seedqa.index.quantities import Quantity, read_dates, read_quantities
from seedqa.index.sentences import sentence_spans
from seedqa.qa.names import read_names
from seedqa.qa.terms import content_stems, stems

_MARKER = re.compile(r"\s*\[\d+\]")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot|fail(?:s|ed)?|den(?:y|ies|ied))\b|n[’']t\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_THINGS = re.compile(r"\b[Tt]he [a-z]+\b")
_OWN_WORDS = 0.15


class Cited(Protocol):
    """A span of a document offered as proof."""

    @property
    def document_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def quote(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a statement does not pass, in plain words."""

    why: str


def gate(statement: str, citations: Sequence[Cited], documents: Mapping[str, str]) -> Rejection | None:
    """None if one of the citations bears the statement, else why the nearest does not.

    ``documents`` maps ids to canonical texts; ``[n]`` markers in the statement are passed over.
    """
    plain = " ".join(_MARKER.sub("", statement).split())
    if not plain or not citations:
        return Rejection("nothing is cited")
    for citation in citations:
        if (
            documents.get(citation.document_id, "")[citation.start : citation.end] != citation.quote
            or not citation.quote
        ):
            return Rejection(f"the quote is not the text of {citation.document_id} at {citation.start}-{citation.end}")
    rejections = [_unborne(plain, citation, documents[citation.document_id]) for citation in citations]
    return None if None in rejections else rejections[0]


def _unborne(statement: str, citation: Cited, text: str) -> Rejection | None:
    quote = " ".join(citation.quote.split())
    if _holds(quote, statement):
        return None
    if not _whole(text, citation):
        return Rejection("the quote cuts through a sentence and does not hold the statement word for word")
    for check in (_figures, _dates, _names, _negation, _words):
        rejection = check(statement, quote)
        if rejection is not None:
            return rejection
    return None


def _holds(quote: str, statement: str) -> bool:
    """Whether the statement stands in the quote, whole words only."""
    pattern = rf"(?<![^\W_]){re.escape(statement)}(?![^\W_])(?!,\d|\.\d)"
    return re.search(pattern, quote, re.IGNORECASE) is not None


def _whole(text: str, citation: Cited) -> bool:
    """Whether the span begins and ends where sentences of its paragraph do."""
    begin = text.rfind("\n", 0, citation.start) + 1
    newline = text.find("\n", citation.end)
    spans = sentence_spans(text, begin, len(text) if newline < 0 else newline)
    return citation.start in {start for start, _ in spans} and citation.end in {end for _, end in spans}


def _figures(statement: str, quote: str) -> Rejection | None:
    there = _all_quantities(quote)
    for figure in _all_quantities(statement):
        if not any(_same(figure, other) for other in there):
            return Rejection(f"the quote does not state {figure.value:f} {figure.unit}")
    digits = set(_DIGITS.findall(quote))
    read = {(figure.start, figure.end) for figure in read_quantities(statement)}
    for match in _DIGITS.finditer(statement):
        if match[0] not in digits and not any(start <= match.start() < end for start, end in read):
            return Rejection(f"the quote does not state {match[0]}")
    return None


def _all_quantities(text: str) -> list[Quantity]:
    """The quantities of a text and their equivalents in brackets."""
    found = read_quantities(text)
    return [*found, *(quantity.equivalent for quantity in found if quantity.equivalent is not None)]


def _same(one: Quantity, other: Quantity) -> bool:
    return (one.value, one.high, one.unit, one.kind) == (other.value, other.high, other.unit, other.kind) and (
        one.bound == other.bound
    )


def _dates(statement: str, quote: str) -> Rejection | None:
    there = {date.value for date in read_dates(quote)}
    missing = [date for date in read_dates(statement) if date.value not in there]
    return Rejection(f"the quote does not state {statement[missing[0].start : missing[0].end]}") if missing else None


def _names(statement: str, quote: str) -> Rejection | None:
    """Names, and nouns with an article ("the county"), have to stand in the quote's order."""
    stated = [statement[name.start : name.end] for name in read_names(statement, 0, len(statement))]
    for name in stated:
        if name not in quote:
            return Rejection(f"the quote does not name {name}")
    parties = [*dict.fromkeys([*stated, *(match[0] for match in _THINGS.finditer(statement))])]
    known = [party for party in parties if party.lower() in quote.lower()]
    same = _ordered(known, statement) == _ordered(known, quote)
    return None if same else Rejection("the quote names these in another order")


def _ordered(parties: Sequence[str], text: str) -> list[str]:
    lower = text.lower()
    return sorted(parties, key=lambda party: lower.find(party.lower()))


def _negation(statement: str, quote: str) -> Rejection | None:
    same = len(_NEGATION.findall(statement)) == len(_NEGATION.findall(quote))
    return None if same else Rejection("the quote and the statement do not deny the same")


def _words(statement: str, quote: str) -> Rejection | None:
    asserted, there = content_stems(statement), stems(quote)
    own = [word for word in asserted if word not in there]
    return Rejection(f"the quote does not say {own[0]!r}") if len(own) > _OWN_WORDS * len(asserted) else None
