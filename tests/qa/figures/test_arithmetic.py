"""Arithmetic over operands: bounds against brute force, rounding and units against their definitions."""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from seedqa.qa.figures.arithmetic import NotArithmeticError, bound_of, evaluate, plain, rounded, shortened
from seedqa.qa.figures.computing import shown_value
from seedqa.qa.figures.units import converted, same_dimension
from seedqa.qa.figures.wording import figure_words, plural

_VALUES = st.decimals(min_value=1, max_value=10**7, places=2)
_FORMS = ("a + b", "a - b", "a / b", "a * b", "a / b * 100", "a / (1 + b / 100)")
_MOVES = {"exact": (0,), "more_than": (1,), "less_than": (-1,), "at_least": (0, 1), "about": (-1, 0, 1)}
_WAYS = {"more_than": {1}, "less_than": {-1}, "at_least": {0, 1}, "at_most": {-1, 0}, "exact": {0}}


@given(st.sampled_from(_FORMS), _VALUES, _VALUES, st.sampled_from(sorted(_MOVES)), st.sampled_from(sorted(_MOVES)))
def test_a_bound_holds_wherever_the_operands_may_be(form: str, a: Decimal, b: Decimal, of_a: str, of_b: str) -> None:
    base = evaluate(form, {"a": a, "b": b})
    bound = bound_of(form, {"a": a, "b": b}, {"a": of_a, "b": of_b})
    reached = set()
    for up_a, up_b in product(_MOVES[of_a], _MOVES[of_b]):
        moved = evaluate(form, {"a": a * (1 + Decimal(up_a) / 100), "b": b * (1 + Decimal(up_b) / 100)})
        reached.add((moved > base) - (moved < base))
    assert bound == "about" or reached <= _WAYS[bound]


@given(st.decimals(min_value="0.0001", max_value=10**12, places=4))
def test_rounding_keeps_a_figure_within_half_a_percent(value: Decimal) -> None:
    if value:
        near = rounded(value, [Decimal(123)])
        assert abs(near - value) <= value / 200
        assert len(plain(near).replace(".", "").strip("0")) <= 4


# What people write as fractions ends nowhere as a decimal: 16 2/3, a seventh.
_PARTS = st.fractions(min_value=0, max_value=10**6, max_denominator=60)
_SHOWN = re.compile(r"(?:about )?([\d,]+(?:\.(\d+))?)(?: (million|billion|trillion))?")
_SCALES = {None: 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@given(st.sampled_from(_FORMS), _PARTS, _PARTS)
def test_what_is_shown_is_short_and_near_the_exact_value(form: str, a: Fraction, b: Fraction) -> None:
    values = {name: Decimal(part.numerator) / Decimal(part.denominator) for name, part in (("a", a), ("b", b))}
    assume(b)
    exact = Fraction(eval(form, {}, {"a": a, "b": b}))
    assume(exact > 0)
    shown = figure_words(shown_value(evaluate(form, values), form, list(values.values()), "exact"), "")
    told = _SHOWN.fullmatch(shown)
    assert told, shown
    near = Fraction(told[1].replace(",", "")) * _SCALES[told[3]]
    assert len((told[2] or "").lstrip("0")) <= 4
    assert abs(near - exact) <= exact * Fraction(1, 1999)
    if "/" not in form and "*" not in form:
        assert abs(near - exact) <= Fraction(1, 2) + Fraction(1, 10**20)


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("16.666666666666666666666666667", "16.67"),
        ("0.1666666666666666666666666667", "0.1667"),
        ("72783456.33333333333333333333", "72783456"),
        ("1234.5678", "1234.5678"),
        ("9999.99999", "10000"),
        ("0.00001234", "0.00001234"),
        ("0.0000123456", "0.00001235"),
        ("-16.66666666666", "-16.67"),
        ("72783456", "72783456"),
    ],
)
def test_a_long_tail_is_cut(value: str, short: str) -> None:
    assert plain(shortened(Decimal(value))) == short


@given(
    _VALUES, st.sampled_from("kilogram tonne catty pound hectare acre mu metre mile kilowatt-hour".split()), st.data()
)
def test_a_conversion_there_and_back_is_the_figure(value: Decimal, unit: str, data: st.DataObject) -> None:
    others = [o for o in "kilogram tonne catty pound hectare acre mu metre mile".split() if same_dimension(unit, o)]
    other = data.draw(st.sampled_from(others or [unit]))
    there = evaluate(converted("a", unit, other), {"a": value})
    back = evaluate(converted("a", other, unit), {"a": there})
    assert abs(Fraction(back) - Fraction(value)) <= Fraction(value) / 10**24


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        ("50000", "kilogram", "tonne", "50"),
        ("300", "catty", "kilogram", "150"),
        ("30", "mu", "hectare", "2"),
        ("2", "hectare", "mu", "30"),
        ("1", "mile", "kilometre", "1.609344"),
        ("3", "megawatt-hour", "kilowatt-hour", "3000"),
        ("1", "acre", "hectare", "0.40468564224"),
    ],
)
def test_known_conversions(value: str, unit: str, wanted: str, expected: str) -> None:
    assert evaluate(converted("a", unit, wanted), {"a": Decimal(value)}) == Decimal(expected)


def test_money_has_no_dimension() -> None:
    assert not same_dimension("yuan", "USD")


@pytest.mark.parametrize("expression", ["a ** b", "c", "a if b else a", "f(a)", "a +", "a / 0"])
def test_what_is_not_arithmetic_is_refused(expression: str) -> None:
    with pytest.raises(NotArithmeticError):
        evaluate(expression, {"a": Decimal(1), "b": Decimal(2)})


@pytest.mark.parametrize(
    ("value", "unit", "bound", "words"),
    [
        ("72780000", "yuan", "exact", "72.78 million yuan"),
        ("72780000", "yuan", "more_than", "more than 72.78 million yuan"),
        ("8000000", "USD", "exact", "$8 million"),
        ("12.5", "percent", "about", "about 12.5%"),
        ("25", "county", "exact", "25 counties"),
        ("1", "child", "exact", "1 child"),
        ("231800", "kilowatt-hour", "exact", "231,800 kilowatt-hours"),
        ("3500", "yuan/person", "exact", "3,500 yuan per person"),
        ("16.66666666666666666666666667", "percent", "about", "about 16.67%"),
        ("3.333333333333333333333333333", "tonne", "exact", "3.333 tonnes"),
    ],
)
def test_figures_in_words(value: str, unit: str, bound: str, words: str) -> None:
    assert figure_words(Decimal(value), unit, bound) == words


def test_small_words() -> None:
    assert plural("child") == "children"
    assert plural("pear tree") == "pear trees"
