"""Units of an expression: only like is added, and what a ratio or a product measures follows from its parts."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, localcontext

from seedqa.index.quantities import read_quantities
from seedqa.qa.figures.arithmetic import PRECISION, evaluate
from seedqa.qa.figures.units import converted, same_dimension, units_like

_PURE = frozenset({"", "percent", "time", "fraction"})
_COUNTED = frozenset({"count", "number", "ordinal", "multiple"})


class NotMeasurableError(Exception):
    """An expression puts together what does not belong together."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value in a unit; empty for a pure number."""

    value: Decimal
    unit: str


def measure(node: ast.expr, values: Mapping[str, Measured]) -> Measured:
    """The value and unit of plain arithmetic over the values; raises ``NotMeasurableError``."""
    try:
        with localcontext(Context(prec=PRECISION)):
            return _measured(node, values)
    except (DecimalException, RecursionError) as error:
        raise NotMeasurableError(type(error).__name__) from None


def is_counted(unit: str) -> bool:
    """Whether a unit is no measure, but things that are counted."""
    return "/" not in unit and all(read.kind in _COUNTED for read in read_quantities(f"3 {unit}"))


def _measured(node: ast.expr, values: Mapping[str, Measured]) -> Measured:
    match node:
        case ast.Name(name) if name in values:
            return values[name]
        case ast.Constant(int() | float() as number):
            return Measured(Decimal(str(number)), "")
        case ast.BinOp(left, operator, right):
            one, other = _measured(left, values), _measured(right, values)
            if isinstance(operator, ast.Add | ast.Sub):
                one, other = _in_like_units(left, one, other), _in_like_units(right, other, one)
            return _applied(operator, one, other)
        case _:
            raise NotMeasurableError(f"{ast.unparse(node)!r} is not arithmetic over the operands")


def _applied(operator: ast.operator, one: Measured, other: Measured) -> Measured:
    match operator:
        case ast.Add():
            return Measured(one.value + other.value, _alike(one.unit, other.unit))
        case ast.Sub():
            return Measured(one.value - other.value, _alike(one.unit, other.unit))
        case ast.Mult():
            return Measured(one.value * other.value, _product(one.unit, other.unit))
        case ast.Div():
            return Measured(one.value / other.value, _ratio(one.unit, other.unit))
        case _:
            raise NotMeasurableError(f"{type(operator).__name__} is not one of + - * /")


def _in_like_units(node: ast.expr, told: Measured, beside: Measured) -> Measured:
    """What is converted by a factor ("a * 60") in the unit that it is converted to."""
    if told.unit == beside.unit or not same_dimension(told.unit, beside.unit):
        return told
    factor = factor_between(told.unit, beside.unit)
    return Measured(told.value, beside.unit) if _multiplied(node, factor) else told


def _multiplied(node: ast.expr, factor: Decimal) -> bool:
    return any(
        isinstance(part, ast.BinOp)
        and isinstance(part.op, ast.Mult)
        and any(isinstance(s, ast.Constant) and Decimal(str(s.value)) == factor for s in (part.left, part.right))
        for part in ast.walk(node)
    )


def factor_between(unit: str, wanted: str) -> Decimal:
    """By how much a figure grows when it is told in another unit of its dimension."""
    return evaluate(converted("a", unit, wanted), {"a": Decimal(1)})


def conversions(unit: str) -> frozenset[Decimal]:
    """The factors from a unit to others of its dimension, and back."""
    others = [other for other in units_like(unit) if other != unit]
    return frozenset(factor_between(*pair) for other in others for pair in ((unit, other), (other, unit)))


def _alike(one: str, other: str) -> str:
    """The unit of a sum: bare figures of a list take that of the others, things counted together are things."""
    if one == other or not other or other == one.partition("/")[0]:
        return one
    if not one or one == other.partition("/")[0]:
        return other
    if same_dimension(one, other) or not (is_counted(one) and is_counted(other)):
        raise NotMeasurableError(f"{one} and {other} cannot be put together")
    return ""


def _product(one: str, other: str) -> str:
    if one in _PURE or other in _PURE:
        return other if one in _PURE else one
    for rate, unit in ((one, other), (other, one)):
        if rate.endswith(f"/{unit}"):
            return rate.removesuffix(f"/{unit}")
        # So many things at so much each.
        if is_counted(unit) and not is_counted(rate):
            return rate.partition("/")[0]
    return f"{one}*{other}"


def _ratio(one: str, other: str) -> str:
    if one == other or (is_counted(one) and is_counted(other)):
        return ""
    if other in _PURE:
        return one
    return f"{one}/{other}"
