"""The time between two dates as a difference of what their quotes say: their years, or their days of the month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seedqa.qa.llm.faults import NotProvenError
from seedqa.qa.llm.operands import Day, Operand


@dataclass(frozen=True, slots=True)
class Interval:
    """``expression`` over the operands gives ``value``."""

    expression: str
    operands: tuple[Operand, ...]
    value: Decimal
    unit: str


def interval(function: str, first: Day, last: Day) -> Interval:
    """The days or the whole years from one date to another; raises ``NotProvenError``."""
    return _days(first, last) if function == "days" else _years(first, last)


def _years(first: Day, last: Day) -> Interval:
    short = first.month_day is not None and last.month_day is not None and last.month_day < first.month_day
    value = Decimal(last.year - first.year - short)
    ends = (_part(last, last.year, "year"), _part(first, first.year, "year"))
    return Interval(f"{last.name} - {first.name}{' - 1' if short else ''}", ends, value, "year")


def _days(first: Day, last: Day) -> Interval:
    if first.month_day is None or last.month_day is None:
        raise NotProvenError("days need two whole dates")
    try:
        begin, end = date(first.year, *first.month_day), date(last.year, *last.month_day)
    except ValueError:
        raise NotProvenError("there is no such day") from None
    months = (end.replace(day=1) - begin.replace(day=1)).days
    expression = f"{last.name} - {first.name} {'+' if months >= 0 else '-'} {abs(months)}"
    ends = (_part(last, end.day, "day"), _part(first, begin.day, "day"))
    return Interval(expression, ends, Decimal((end - begin).days), "day")


def _part(day: Day, value: int, unit: str) -> Operand:
    return Operand(day.name, Decimal(value), unit, "exact", day.place)
