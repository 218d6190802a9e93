"""The judge's own reading of quantities and dates, against values worked out by hand."""

from decimal import Decimal

import pytest
from seedqa.evals.dates import Date, read_dates
from seedqa.evals.quantities import read_quantities, to_base

READINGS = [
    ("54.16 million yuan", [("54160000", "yuan")]),
    ("54,160,000 yuan", [("54160000", "yuan")]),
    ("RMB 54.16 million", [("54160000", "yuan")]),
    ("5416万元", [("54160000", "yuan")]),
    ("2 hundred million yuan", [("200000000", "yuan")]),
    ("US$8 million", [("8000000", "usd")]),
    ("8 million U.S. dollars", [("8000000", "usd")]),
    ("9 yuan ($1.3)", [("9", "yuan"), ("1.3", "usd")]),
    ("15.8 per cent", [("15.8", "percent")]),
    ("up 3 percentage points", [("3", "percentage point")]),
    ("-5%", [("-5", "percent")]),
    ("10 tons", [("10000", "kg")]),
    ("10-15 tons", [("10000", "kg"), ("15000", "kg")]),
    ("a 1.7-hectare orchard", [("17000", "m2")]),
    ("376 million kWh", [("376000000", "kwh")]),
    ("two hundred and fifty-one people", [("251", "")]),
    ("a hundred mu", [("100", "mu")]),
    ("seven times", [("7", "")]),
    ("100 masks", [("100", "")]),
    ("COVID-19 on a 5G network", []),
    ("the 14th of many hundreds", []),
    ("nothing here", []),
]


@pytest.mark.parametrize(("text", "expected"), READINGS)
def test_quantities_are_read_in_base_units(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(quantity.value, quantity.unit) for quantity in read_quantities(text)] == [
        (Decimal(value), unit) for value, unit in expected
    ]


def test_bounds_years_and_words_are_marked() -> None:
    over, under, year, count = read_quantities("more than 10 tons, no more than 3 km, in 2016, 2,016 people")
    assert (over.bound, under.bound, year.year_like, count.year_like) == (">", "<", True, False)
    (many,) = read_quantities("2000 million people")
    assert (many.value, many.year_like) == (Decimal(2_000_000_000), False)
    assert [quantity.spelled for quantity in read_quantities("seven or 8")] == [True, False]


def test_base_units_of_a_gold_figure() -> None:
    assert to_base(Decimal(3), "hectares") == (Decimal(30000), "m2")
    assert to_base(Decimal(3), "kg") == (Decimal(3), "kg")
    assert to_base(Decimal(3), "county") == (Decimal(3), "")


DATES = [
    ("June 14th to 16th", [(None, 6, 14), (None, 6, 16)]),
    ("14-16 June 2023", [(2023, 6, 14), (2023, 6, 16)]),
    ("July 21, 2023", [(2023, 7, 21)]),
    ("2020-09-18", [(2020, 9, 18)]),
    ("18 Sept. 2020", [(2020, 9, 18)]),
    ("2020年9月18日", [(2020, 9, 18)]),
    ("June 30 to July 2", [(None, 6, 30), (None, 7, 2)]),
    ("in September", [(None, 9, None)]),
    ("since 2016", [(2016, None, None)]),
    ("2,016 people marched 14 km", []),
    ("2020-13-45", []),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_are_read_as_far_as_they_are_stated(
    text: str, expected: list[tuple[int | None, int | None, int | None]]
) -> None:
    assert read_dates(text)[0] == [Date(*parts) for parts in expected]


def test_an_open_part_fits_any_and_conflicts_with_none() -> None:
    assert Date(None, 6, 14).fits(Date(2023, 6, 14))
    assert not Date(2023, 6, 14).fits(Date(None, 6, 14))
    assert not Date(2023, 6, 14).conflicts(Date(None, 6, 14))
    assert Date(2023, 6, 14).conflicts(Date(2023, 7, 14))
