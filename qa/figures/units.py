"""Units of one dimension -> the exact factor between them, written so that a derivation can hold it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_TABLE = {
    "mass": "kilogram 1 gram 0.001 milligram 0.000001 tonne 1000 catty 0.5 jin 0.5 pound 0.45359237 "
    "ounce 0.028349523125 stone 6.35029318",
    "area": "square_metre 1 square_kilometre 1000000 hectare 10000 acre 4046.8564224 square_mile 2589988.110336 "
    "square_foot 0.09290304 square_yard 0.83612736",
    "distance": "metre 1 kilometre 1000 centimetre 0.01 millimetre 0.001 mile 1609.344 nautical_mile 1852 foot 0.3048 "
    "inch 0.0254 yard 0.9144",
    "energy": "kilowatt-hour 1 megawatt-hour 1000 gigawatt-hour 1000000 terawatt-hour 1000000000",
    "power": "watt 1 kilowatt 1000 megawatt 1000000 gigawatt 1000000000",
    "volume": "litre 1 millilitre 0.001 cubic_metre 1000 gallon 3.785411784 barrel 158.987294928",
    "duration": "minute 1 second 1/60 hour 60 day 1440 week 10080",
}


@dataclass(frozen=True, slots=True)
class _Known:
    dimension: str
    factor: Fraction


def _known() -> dict[str, _Known]:
    table = {"mu": _Known("area", Fraction(2000, 3))}
    for dimension, line in _TABLE.items():
        words = line.split()
        pairs = zip(words[::2], words[1::2], strict=True)
        table |= {unit.replace("_", " "): _Known(dimension, Fraction(factor)) for unit, factor in pairs}
    return table


_UNITS = _known()


def same_dimension(one: str, other: str) -> bool:
    """Whether a figure in one unit can be told in the other."""
    return one == other or (one in _UNITS and other in _UNITS and _UNITS[one].dimension == _UNITS[other].dimension)


def units_like(unit: str) -> tuple[str, ...]:
    """All units of a unit's dimension."""
    known = _UNITS.get(unit)
    return tuple(name for name, one in _UNITS.items() if known is not None and one.dimension == known.dimension)


def converted(name: str, unit: str, wanted: str) -> str:
    """The expression for operand ``name`` in ``unit``, told in ``wanted``: ``a / 1000``."""
    if unit == wanted:
        return name
    factor = _UNITS[unit].factor / _UNITS[wanted].factor
    if factor.denominator == 1:
        return f"{name} * {factor.numerator}"
    if factor.numerator == 1:
        return f"{name} / {factor.denominator}"
    decimal = _terminating(factor)
    if decimal is not None:
        return f"{name} * {decimal}"
    inverse = _terminating(1 / factor)
    return f"{name} / {inverse}" if inverse is not None else f"{name} * {factor.numerator} / {factor.denominator}"


def _terminating(factor: Fraction) -> str | None:
    """The fraction as a decimal of at most 15 digits; None where it has none."""
    scaled = factor * 10**15
    if scaled.denominator != 1:
        return None
    return format((Decimal(scaled.numerator) / Decimal(10**15)).normalize(), "f")
