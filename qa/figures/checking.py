"""The check that every computed figure passes before it is told: it is worked out again from the quotes alone.

It does not know how the operands were chosen; it sees a wrong scale, unit or bound, and a result that does not replay.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, DecimalException

from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.figures.arithmetic import NotArithmeticError, bound_of, evaluate
from seedqa.qa.types import Citation, Derivation, Operand

_PARTS_OF_DATES = {"year": slice(4), "day": slice(-2, None)}
_ROUNDING = Decimal("0.006")
_UPWARD = frozenset({"more_than", "at_least"})
_DOWNWARD = frozenset({"less_than", "at_most", "nearly"})


def problems(derivation: Derivation, citations: Sequence[Citation]) -> tuple[str, ...]:
    """What is wrong with a derivation; empty where all of it holds."""
    quotes = {citation.marker: citation.quote for citation in citations}
    read = {operand.name: _in_quote(operand, quotes.get(operand.citation, "")) for operand in derivation.operands}
    missing = [f"operand {name} is not in its quote" for name, found in read.items() if found is None]
    if missing:
        return tuple(missing)
    try:
        return tuple(_worked_out(derivation, {name: found for name, found in read.items() if found is not None}))
    except (NotArithmeticError, DecimalException) as error:
        return (f"the expression cannot be evaluated: {error}",)


def _in_quote(operand: Operand, quote: str) -> Quantity | None:
    """The quantity of a quote that has the operand's value and unit."""
    try:
        value = Decimal(operand.value)
    except DecimalException:
        return None
    found = [told for read in read_quantities(quote) for told in (read, read.equivalent) if told is not None]
    exact = next((told for told in found if (told.value, told.unit) == (value, operand.unit)), None)
    return exact or _dated(found, value, operand.unit) or _lent(found, value, operand.unit)


def _dated(found: Sequence[Quantity], value: Decimal, unit: str) -> Quantity | None:
    """The year, or the day of the month, of a date."""
    if unit not in _PARTS_OF_DATES:
        return None
    part = _PARTS_OF_DATES[unit]
    dates = (q for q in found if q.kind == "date")
    told = next((q for q in dates if value in {Decimal(str(end)[part]) for end in (q.value, q.high) if end}), None)
    return replace(told, value=value, unit=unit) if told else None


def _lent(found: Sequence[Quantity], value: Decimal, unit: str) -> Quantity | None:
    """A bare number beside a figure that has the unit: "94,000 inhabitants ... (61,000)"."""
    lent = any(q.unit == unit for q in found)
    return next((q for q in found if lent and q.kind == "number" and not q.unit and q.value == value), None)


def _worked_out(derivation: Derivation, read: dict[str, Quantity]) -> list[str]:
    values = {name: quantity.value for name, quantity in read.items()}
    bounds = {name: quantity.bound for name, quantity in read.items()}
    value = evaluate(derivation.expression, values)
    found: list[str] = []
    if value != Decimal(derivation.value):
        found.append(f"the expression gives {value}, not {derivation.value}")
    told = read_quantities(derivation.rounded)
    if len(told) != 1:
        return [*found, "the rounded figure cannot be read"]
    if not _close(told[0].value, value):
        found.append(f"the rounded figure {derivation.rounded} is not {value}")
    if told[0].kind != "count" and told[0].unit != derivation.unit:
        found.append(f"the rounded figure is in {told[0].unit}, not {derivation.unit}")
    if not _same_bound(bound_of(derivation.expression, values, bounds), told[0].bound):
        found.append(f"the bound of {derivation.rounded} is not that of its operands")
    return found


def _close(told: Decimal, value: Decimal) -> bool:
    return abs(told - value) <= _ROUNDING * abs(value)


def _same_bound(expected: str, told: str) -> bool:
    if expected == "exact":
        return told in {"exact", "about"}
    if expected in _UPWARD:
        return told in _UPWARD
    return told in _DOWNWARD if expected in _DOWNWARD else told == expected
