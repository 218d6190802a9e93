"""How long lies between two dates, as arithmetic over the years or the days of the month that their quotes hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from seedqa.index.quantities import Quantity
from seedqa.qa.figures.operations import Formula

_SPANS = frozenset({"days", "years", "difference"})
_KNOWN = {"year": 4, "month": 6, "day": 8}


def duration_of(operation: str, dates: Sequence[Quantity]) -> tuple[Formula, tuple[Quantity, Quantity]] | None:
    """The formula from the later date (a) and the earlier one (b), with the part of each that it reckons with.

    Days need both days known; years are whole ones where both months are known. None for what are not two dates.
    """
    if operation not in _SPANS or len(dates) != 2 or not all(_is_dated(one) for one in dates):
        return None
    earlier, later = sorted(dates, key=digits_of)
    return _days(later, earlier) if operation == "days" else _years(later, earlier)


def _is_dated(one: Quantity) -> bool:
    """Whether a quantity is a date whose year is told, as far as its unit says."""
    return one.kind == "date" and one.high is None and len(digits_of(one)) == _KNOWN.get(one.unit)


def digits_of(one: Quantity) -> str:
    """A date as its digits, from the year on, which sort as the dates do."""
    return format(one.value, "f")


def _years(later: Quantity, earlier: Quantity) -> tuple[Formula, tuple[Quantity, Quantity]]:
    end, begin = digits_of(later), digits_of(earlier)
    shared = min(len(end), len(begin))
    unfinished = end[4:shared] < begin[4:shared]
    years = tuple(replace(one, value=Decimal(digits_of(one)[:4]), unit="year") for one in (later, earlier))
    return Formula("a - b - 1" if unfinished else "a - b", "year"), (years[0], years[1])


def _days(later: Quantity, earlier: Quantity) -> tuple[Formula, tuple[Quantity, Quantity]] | None:
    """The days of the months differ by ``a - b``; what the months between them have is added."""
    if (later.unit, earlier.unit) != ("day", "day"):
        return None
    end, begin = (date.fromisoformat(digits_of(one)) for one in (later, earlier))
    months = (end.replace(day=1) - begin.replace(day=1)).days
    days = tuple(replace(q, value=Decimal(d.day), unit="day") for q, d in ((later, end), (earlier, begin)))
    return Formula(f"a - b + {months}" if months else "a - b", "day"), (days[0], days[1])
