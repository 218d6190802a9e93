"""Dates at the precision they were written with, each expectation read off the text."""

import pytest
from seedqa.index.quantities import read_dates


@pytest.mark.parametrize(
    ("text", "span", "value", "end_value", "precision", "kind"),
    [
        ("From June 14th to 16th, the", "June 14th to 16th", "--06-14", "--06-16", "day", "fragment"),
        ("发布于 2020-09-18 28 次", "2020-09-18", "2020-09-18", None, "day", "absolute"),
        ("于2020年9月18日发布", "2020年9月18日", "2020-09-18", None, "day", "absolute"),
        ("于2020年9月发布", "2020年9月", "2020-09", None, "month", "absolute"),
        ("in 2017, it", "2017", "2017", None, "year", "absolute"),
        ("since March 2023, it", "March 2023", "2023-03", None, "month", "absolute"),
        ("on July 21, 2023 /PR", "July 21, 2023", "2023-07-21", None, "day", "absolute"),
        ("from 14 June to 15 July 2018", "14 June to 15 July 2018", "2018-06-14", "2018-07-15", "day", "absolute"),
        ("the 5th of June 2010", "5th of June 2010", "2010-06-05", None, "day", "absolute"),
        ("From 14–20 April, ash", "14–20 April", "--04-14", "--04-20", "day", "fragment"),
        ("sold in July.", "July", "--07", None, "month", "fragment"),
        ("the 2016–17 season", "2016–17", "2016", "2017", "year", "absolute"),
        ("between 1990 and 1995", "1990 and 1995", "1990", "1995", "year", "absolute"),
        ("(c. 1455–1536)", "1455–1536", "1455", "1536", "year", "absolute"),
        ("in the 1990s", "1990s", "199X", None, "decade", "absolute"),
        ("in the late 80's", "80's", "198X", None, "decade", "absolute"),
        ("the 18th century", "18th century", "17XX", None, "century", "absolute"),
        ("an eighteenth-century tale", "eighteenth-century", "17XX", None, "century", "absolute"),
        ("killed in 44 BC", "44 BC", "-0043", None, "year", "absolute"),
        ("in 506 the synod", "506", "0506", None, "year", "absolute"),
        ("on 12/25/2016", "12/25/2016", "2016-12-25", None, "day", "absolute"),
        ("on 25/12/2016", "25/12/2016", "2016-12-25", None, "day", "absolute"),
        ("done last year", "last year", "last year", None, "relative", "relative"),
        (
            "in the first half of this year",
            "the first half of this year",
            "the first half of this year",
            None,
            "relative",
            "relative",
        ),
    ],
)
def test_dates(text: str, span: str, value: str, end_value: str | None, precision: str, kind: str) -> None:
    (date,) = read_dates(text)
    assert text[date.start : date.end] == span
    assert (date.value, date.end_value, date.precision, date.kind) == (value, end_value, precision, kind)


@pytest.mark.parametrize(
    "text",
    [
        "with 1800 soldiers",
        "about 2000 people",
        "you may 5 be",
        "2,200 pear trees",
        "costs $1999 now",
        "Route 2000",
        "on June 31 never",
        "the May family",
        "march on",
    ],
)
def test_no_dates(text: str) -> None:
    assert [text[d.start : d.end] for d in read_dates(text) if d.precision == "year" or d.kind == "absolute"] == []


def test_two_years_side_by_side_stay_two() -> None:
    assert [d.value for d in read_dates("They won in 1933 and 1960.")] == ["1933", "1960"]
