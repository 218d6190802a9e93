"""Durations against the calendar itself: any two dates, in any order, as days and as whole years."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.figures.arithmetic import evaluate
from seedqa.qa.figures.computing import bound_calculation, computed_of
from seedqa.qa.figures.durations import duration_of

from tests.qa.figures.made import read

_DATES = st.dates(min_value=date(1700, 1, 1), max_value=date(2099, 12, 31))


def quantity(day: date) -> Quantity:
    [found] = read_quantities(f"It began on {day.day} {day:%B} {day.year}.")
    return found


def length(operation: str, one: date, other: date) -> Decimal:
    made = duration_of(operation, [quantity(one), quantity(other)])
    assert made is not None
    formula, parts = made
    return evaluate(formula.expression, {"a": parts[0].value, "b": parts[1].value})


@given(_DATES, _DATES)
def test_days_are_those_of_the_calendar(one: date, other: date) -> None:
    assert length("days", one, other) == abs((one - other).days)


@given(_DATES, _DATES)
def test_years_are_whole_ones(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    birthdays = sum((year, earlier.month, earlier.day) <= (later.year, later.month, later.day)
                    for year in range(earlier.year + 1, later.year + 1))  # fmt: skip
    assert length("years", one, other) == birthdays


@pytest.mark.parametrize(
    ("text", "operation", "first", "second", "told"),
    [
        ("Opened in 1998, it shut in 2016.", "years", "1998", "2016", "18 years"),
        ("Opened in 1998, it shut in 2016.", "difference", "2016", "1998", "18 years"),
        ("Begun in May 2004, it was done in March 2011.", "years", "May 2004", "March 2011", "6 years"),
        ("Begun on 1 May 2010, it was done in 2016.", "years", "1 May 2010", "2016", "6 years"),
        ("Begun on 28 February 2024, ended on 1 March 2024.", "days", "28 February 2024", "1 March 2024", "2 days"),
    ],
)
def test_a_tagged_duration_is_worked_out(text: str, operation: str, first: str, second: str, told: str) -> None:
    calculation = bound_calculation([read(text, operation, (first, "first"), (second, "second"))])
    assert calculation is not None
    computed = computed_of(calculation, 0.9)
    assert computed is not None
    assert computed.short_answer == told


@pytest.mark.parametrize(
    ("text", "operation", "first", "second"),
    [
        ("Begun in May 2004, ended on 1 March 2011.", "days", "May 2004", "1 March 2011"),
        ("Begun on 3 May, ended in 2011.", "years", "3 May", "2011"),
        ("Begun in 2004, it took 12 days.", "years", "2004", "12 days"),
        ("Begun in 2004, ended in 2008.", "sum", "2004", "2008"),
    ],
)
def test_what_is_not_known_is_not_reckoned(text: str, operation: str, first: str, second: str) -> None:
    assert bound_calculation([read(text, operation, (first, "first"), (second, "second"))]) is None
