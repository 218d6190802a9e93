"""Chosen entries and an expression over them -> a computed answer with citations and a derivation that replays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from seedqa.index.ledger import Entry
from seedqa.qa.composition import cite
from seedqa.qa.figures.arithmetic import bound_of, evaluate, plain, rounded, shortened
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.material import Material
from seedqa.qa.figures.wording import figure_words, one_line
from seedqa.qa.types import Citation, Derivation, Operand

_WAYS = {
    "more_than": ROUND_FLOOR, "at_least": ROUND_FLOOR, "less_than": ROUND_CEILING, "at_most": ROUND_CEILING,
    "nearly": ROUND_CEILING,
}  # fmt: skip
NAMES = "abcdefghijklmnopqrstuvwxyz"
MOST_OPERANDS = len(NAMES)


@dataclass(frozen=True, slots=True)
class Sources:
    """Citations of entries' sentences, each sentence once, and the marker of each entry."""

    citations: tuple[Citation, ...]
    markers: tuple[int, ...]


def cited(entries: Sequence[Entry], material: Material) -> Sources:
    """Cites the sentences of entries, in order."""
    places: dict[tuple[str, int], int] = {}
    citations: list[Citation] = []
    for entry in entries:
        place = (entry.document_id, entry.sentence.start)
        if place not in places:
            places[place] = len(citations) + 1
            longest = max(
                (e.sentence for e in entries if (e.document_id, e.sentence.start) == place), key=lambda s: s.end
            )
            citations.append(cite(places[place], material.evidence(entry), longest))
    return Sources(tuple(citations), tuple(places[(e.document_id, e.sentence.start)] for e in entries))


def derivation(expression: str, entries: Sequence[Entry], unit: str, markers: Sequence[int]) -> Derivation:
    """The derivation of an expression whose operands a, b, c ... are the entries."""
    values = {name: entry.value for name, entry in zip(NAMES, entries, strict=False)}
    bounds = {name: entry.bound for name, entry in zip(NAMES, entries, strict=False)}
    value = evaluate(expression, values)
    operands = tuple(
        Operand(name, plain(entry.value), entry.unit, marker)
        for name, entry, marker in zip(NAMES, entries, markers, strict=False)
    )
    return Derivation(expression, operands, plain(value), unit, shown(expression, values, bounds, unit))


def shown(expression: str, values: Mapping[str, Decimal], bounds: Mapping[str, str], unit: str) -> str:
    """The result as the reader is told it: rounded to what it bears, with its bound."""
    value, bound = evaluate(expression, values), bound_of(expression, values, bounds)
    exact = "/" not in expression and "*" not in expression  # sums and differences bear all their digits
    way = _WAYS.get(bound, ROUND_HALF_UP)
    near = shortened(value, way) if exact else rounded(value, list(values.values()), way)
    return figure_words(near, unit, "about" if near != value and bound == "exact" else bound)


def result(
    form: str, lead: str, expression: str, entries: Sequence[Entry], unit: str, material: Material, score: float
) -> Computed:
    """An answer of one figure; ``lead`` has ``{}`` where the figure goes, and the operands follow it."""
    sources = cited(entries, material)
    derived = derivation(expression, entries, unit, sources.markers)
    told = "; ".join(f"{label(e, material)} [{m}]" for e, m in zip(entries, sources.markers, strict=True))
    return Computed(
        form=form,
        status="answered",
        reason=None,
        answer=f"{_capital(lead.format(derived.rounded))}, from {told}.",
        short_answer=derived.rounded,
        parts=(),
        citations=sources.citations,
        derivation=derived,
        score=round(min(1.0, score), 4),
    )


def with_answer(computed: Computed, answer: str, short_answer: str | None = None) -> Computed:
    """The same computed figure told in other words."""
    return replace(computed, answer=answer, short_answer=short_answer or computed.short_answer)


def label(entry: Entry, material: Material) -> str:
    """A figure as its text has it, with the thing it measures: "54.16 million yuan (financial assistance funds)"."""
    text = material.document(entry.document_id).text
    figure = figure_text(entry, material)
    noun = entry.noun_span
    if noun is None:
        return figure
    if noun.start >= entry.span.end and noun.end - entry.span.end < 80:
        return one_line(figure + text[entry.span.end : noun.end])
    return f"{figure} ({one_line(text[noun.start : noun.end])})"


def figure_text(entry: Entry, material: Material) -> str:
    """A figure as its text has it, with its bound."""
    text = material.document(entry.document_id).text
    bound = figure_words(Decimal(1), "", entry.bound).removesuffix("1")
    return bound + one_line(text[entry.span.start : entry.span.end])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
