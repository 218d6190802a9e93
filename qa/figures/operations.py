"""What each operation works out: an expression over its operands, and the unit of what comes of it.

Operands keep the values and units they have in their quotes; a figure without a unit takes that of its partner.
Where units cannot be put together there is no formula.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seedqa.index.quantities import Quantity
from seedqa.qa.figures.arithmetic import evaluate
from seedqa.qa.figures.units import converted, same_dimension

NAMES = "abcdefghijklmnopqrstuvwxyz"
_COUNTED = frozenset({"count", "number", "ordinal"})
TIMELESS = frozenset({"time", "date"})


@dataclass(frozen=True, slots=True)
class Slots:
    """The operands of an operation: what is left of the sign, what is right of it, and those without an order."""

    first: tuple[Quantity, ...]
    second: tuple[Quantity, ...]
    members: tuple[Quantity, ...]

    @property
    def all(self) -> tuple[Quantity, ...]:
        """Every operand, in the order in which the letters of an expression name them."""
        return (*self.first, *self.second, *self.members)


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression over the letters a, b, c ... of ``Slots.all``, and the unit of its value."""

    expression: str
    unit: str


def formula_of(operation: str, slots: Slots) -> Formula | None:
    """The formula of an operation over its operands; None where these are not the operands that it needs."""
    maker = _MAKERS.get(operation)
    figures = slots.all
    if maker is None or not 0 < len(figures) <= len(NAMES) or any(figure.kind in TIMELESS for figure in figures):
        return None
    if any(figure.high is not None for figure in figures):
        return None
    return maker(slots)


def _sum(slots: Slots) -> Formula | None:
    terms = in_one_unit(slots.all)
    return Formula(" + ".join(terms[0]), terms[1]) if terms is not None and len(terms[0]) > 1 else None


def _average(slots: Slots) -> Formula | None:
    total = _sum(slots)
    return None if total is None else Formula(f"({total.expression}) / {len(slots.all)}", total.unit)


def _difference(slots: Slots) -> Formula | None:
    terms = in_one_unit(slots.all)
    if terms is None or len(slots.first) != 1 or not slots.second or slots.members:
        return None
    names, unit = terms
    if len(names) == 2 and _falls(names, slots.all):
        names.reverse()
    return Formula(" - ".join(names), unit)


def _ratio(slots: Slots) -> Formula | None:
    if (len(slots.first), len(slots.second), len(slots.members)) != (1, 1, 0) or not slots.second[0].value:
        return None
    one, other = slots.first[0], slots.second[0]
    terms = in_one_unit(slots.all)
    if terms is not None and one.kind not in _COUNTED:
        return Formula(" / ".join(terms[0]), "")
    if other.kind in _COUNTED or not one.unit:
        return Formula("a / b", one.unit if one.kind not in _COUNTED else "")
    return Formula("a / b", "" if one.kind in _COUNTED else f"{one.unit}/{other.unit}")


def _share(slots: Slots) -> Formula | None:
    return _hundredths(slots, "{0} / {1} * 100")


def _change(slots: Slots) -> Formula | None:
    terms = in_one_unit(slots.all)
    if terms is None or len(terms[0]) != 2:
        return None
    fallen = _falls(terms[0], slots.all)
    return _hundredths(slots, "({1} - {0}) / {1} * 100" if fallen else "({0} - {1}) / {1} * 100")


def _hundredths(slots: Slots, shape: str) -> Formula | None:
    if (len(slots.first), len(slots.second), len(slots.members)) != (1, 1, 0) or not slots.second[0].value:
        return None
    terms = in_one_unit(slots.all)
    return None if terms is None else Formula(shape.format(*terms[0]), "percent")


def _part(slots: Slots) -> Formula | None:
    shares = [place for place, figure in enumerate(slots.all) if figure.unit == "percent"]
    if len(slots.all) != 2 or len(shares) != 1:
        return None
    return Formula("a * b / 100", slots.all[1 - shares[0]].unit)


def _grown(shape: str) -> Callable[[Slots], Formula | None]:
    def maker(slots: Slots) -> Formula | None:
        if (len(slots.first), len(slots.second), len(slots.members)) != (1, 1, 0):
            return None
        return Formula(shape, slots.first[0].unit) if slots.second[0].unit == "percent" else None

    return maker


def _product(slots: Slots) -> Formula | None:
    figures = slots.all
    rates = [figure for figure in figures if "/" in figure.unit]
    measured = [figure for figure in figures if figure.kind not in _COUNTED and figure not in rates]
    if len(figures) < 2 or len(rates) > 1 or any(figure.unit == "percent" for figure in figures):
        return None
    expression = " * ".join(NAMES[: len(figures)])
    if rates:
        over = rates[0].unit.partition("/")
        fits = all(figure.unit in ("", over[2]) or figure.kind in _COUNTED for figure in figures if figure != rates[0])
        return Formula(expression, over[0]) if fits else None
    return Formula(expression, measured[0].unit if measured else "") if len(measured) <= 1 else None


def _rest(slots: Slots) -> Formula | None:
    if any(figure.unit not in ("percent", "") for figure in slots.all):
        return None
    return Formula(" - ".join(["100", *NAMES[: len(slots.all)]]), "percent")


_MAKERS: dict[str, Callable[[Slots], Formula | None]] = {
    "sum": _sum,
    "average": _average,
    "difference": _difference,
    "ratio": _ratio,
    "share": _share,
    "change": _change,
    "part": _part,
    "before rise": _grown("a / (1 + b / 100)"),
    "before fall": _grown("a / (1 - b / 100)"),
    "after rise": _grown("a * (1 + b / 100)"),
    "after fall": _grown("a * (1 - b / 100)"),
    "product": _product,
    "rest": _rest,
}


def in_one_unit(figures: Sequence[Quantity]) -> tuple[list[str], str] | None:
    """The operands' names told in one unit, and the unit; counts of different things have none, nor bare numbers."""
    measured = [figure for figure in figures if figure.kind not in _COUNTED]
    if not measured:
        units = {figure.unit for figure in figures if figure.unit}
        return list(NAMES[: len(figures)]), units.pop() if len(units) == 1 else ""
    unit = measured[0].unit
    if not all(figure.kind == "number" or same_dimension(figure.unit, unit) for figure in figures):
        return None
    return [
        name if figure.kind == "number" else converted(name, figure.unit, unit)
        for name, figure in zip(NAMES, figures, strict=False)
    ], unit


def _falls(terms: Sequence[str], figures: Sequence[Quantity]) -> bool:
    """Whether the second of two terms is more than the first: what is asked for is how far apart they are."""
    values = {name: figure.value for name, figure in zip(NAMES, figures, strict=False)}
    return evaluate(f"{terms[0]} - {terms[1]}", values) < 0
