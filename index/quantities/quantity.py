"""What one figure in a text says: its value, unit, bound and the thing it measures.

A quantity knows nothing of who or when: that is read from its sentence by whoever keeps the ledger.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure as a person would quote it: ``text[start:end]`` is figure, scale and unit.

    ``kind``: money, count, percentage, area, mass, volume, energy, power, distance, age, duration, date, time,
    ordinal, rate, temperature, multiple, data or number (a figure with no thing and no unit).
    ``value`` is exact in the unit named ("54.16 million yuan" is 54160000 yuan, "15.8%" is 15.8 percent); a
    fraction that decimals cannot hold is rounded to 28 places. ``high`` is the upper end of a range.
    ``unit`` is canonical and singular; for a count it is the head noun, for a rate "yuan/mu". A date has its
    digits as value (20200918 in unit "day", 202009 "month", 2020 "year"), a time its minutes since midnight.
    ``bound``: exact, more_than, at_least, less_than, at_most, about or nearly.
    ``noun`` is the thing counted or measured where it stands beside the figure.
    ``equivalent`` is the same amount told again in brackets in another unit.
    ``direction`` is up or down for a percentage (or an amount) of change.
    """

    start: int
    end: int
    kind: str
    value: Decimal
    unit: str
    high: Decimal | None = None
    bound: str = "exact"
    bound_start: int | None = None
    bound_end: int | None = None
    noun: str | None = None
    noun_start: int | None = None
    noun_end: int | None = None
    equivalent: "Quantity | None" = None
    equivalent_start: int | None = None
    equivalent_end: int | None = None
    direction: str | None = None
