"""The operands of a formula: figures and dates at their places, read as the document has them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from seedqa.index.quantities import Quantity, read_dates
from seedqa.qa.llm.excerpts import Excerpt
from seedqa.qa.llm.faults import NotProvenError
from seedqa.qa.llm.proof import figures_in, in_units
from seedqa.qa.llm.proposal import FormulaOperand, Quoted
from seedqa.qa.llm.quoting import Placed, placed
from seedqa.qa.llm.table_units import declared
from seedqa.qa.llm.tables import row_at


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure at its place, in base units; ``header`` tells its unit where that stands apart."""

    name: str
    value: Decimal
    unit: str
    bound: str
    place: Placed
    header: Placed | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A date at its place; ``month_day`` is None where it tells no more than a year or a month."""

    name: str
    year: int
    month_day: tuple[int, int] | None
    place: Placed


def read_figure(operand: FormulaOperand, excerpts: Sequence[Excerpt]) -> Operand:
    """The operand's figure, as its quote and its table's header tell it."""
    place, value = value_place(operand, excerpts)
    found = figures_in(value)
    if len(found) != 1:
        raise NotProvenError(f"the value {operand.value!r} of {operand.name} is not one figure")
    header: Placed | None = None
    beside: tuple[Quantity, ...] = ()
    if operand.unit_quote:
        header = place_of(Quoted(place.excerpt.number, operand.unit_quote), excerpts, "the unit quote")
        beside = () if found[0].row is not None and row_at(header) is not None else declared(header.sentence_text)
    figure = replace(found[0], quantity=_negative(value, found[0].quantity))
    told = next(iter(in_units(figure, beside)), figure.quantity)
    return Operand(operand.name, *_based(told), told.bound, place, header)


def read_day(operand: FormulaOperand, excerpts: Sequence[Excerpt]) -> Day:
    """The operand's date; where it tells no year, that of its document counts."""
    place, _ = value_place(operand, excerpts)
    read = read_dates(operand.value)
    if len(read) != 1 or read[0].precision == "relative":
        raise NotProvenError(f"{operand.value!r} is not a date")
    told = read[0].value
    if told.startswith("--"):
        told = f"{(place.document.published or '')[:4]}-{told[2:]}"
    year, *rest = told.split("-")
    if not year.isdigit() or not all(part.isdigit() for part in rest):
        raise NotProvenError(f"{operand.value!r} has no year")
    return Day(operand.name, int(year), (int(rest[0]), int(rest[1])) if len(rest) == 2 else None, place)


def value_place(operand: FormulaOperand, excerpts: Sequence[Excerpt]) -> tuple[Placed, Placed]:
    """Where an operand's quote stands, and its value within it."""
    place = place_of(operand.quote, excerpts, f"the quote of {operand.name}")
    within = replace(place.excerpt, start=place.start, end=place.end)
    value = placed(Quoted(place.excerpt.number, operand.value), [within])
    if not value:
        raise NotProvenError(f"the value {operand.value!r} does not stand in the quote of {operand.name}")
    return place, Placed(place.excerpt, value[0].start, value[0].end)


def place_of(quoted: Quoted, excerpts: Sequence[Excerpt], what: str) -> Placed:
    """The place of a quote that has to have one."""
    found = placed(quoted, excerpts)
    if not found:
        raise NotProvenError(f"{what} {quoted.text!r} does not stand in passage {quoted.passage}")
    return found[0]


def _negative(place: Placed, figure: Quantity) -> Quantity:
    """A figure of a table in brackets is below nothing."""
    text, begin = place.document.text, place.sentence.start
    start, end = begin + figure.start, begin + figure.end
    line = text[text.rfind("\n", 0, start) + 1 : end + 1]
    bracketed = text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"
    tabled = "|" in line or "\t" in line
    return replace(figure, value=-figure.value) if bracketed and tabled and figure.value > 0 else figure


def _based(figure: Quantity) -> tuple[Decimal, str]:
    """Value and unit; of a date its year."""
    if figure.kind != "date":
        return figure.value, figure.unit
    digits = format(figure.value, "f")
    if len(digits) < 4:
        raise NotProvenError("a date without a year is no figure")
    return Decimal(digits[:4]), "year"
