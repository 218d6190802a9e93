"""What holds of every text: spans, order, determinism, exact values against an oracle, and no slow text."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.quantities import read_dates, read_quantities

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_PIECES = (
    "5 12 1,234 3.5 20% $ ¥ yuan million km -year-old ( ) , . to and of between more than about half a dozen two third"
    " May 2010 June 14th – - masks people per mu 万 元 年 \n 1990s 3:15 pm 'No.' A.B. twenty- ½ +"
).split(" ")
_TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=25).map("".join),
)


def in_words(number: int) -> str:
    """An oracle: a number below a billion in British words, written independently of the reader."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        tail = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{tail}"
    name, size = ("million", 10**6) if number >= 10**6 else ("thousand", 1000)
    rest = number % size
    return f"{in_words(number // size)} {name}" + (f"{' and' if rest < 100 else ''} {in_words(rest)}" if rest else "")


@given(_TEXTS)
def test_quantities_are_ordered_disjoint_and_exact_spans(text: str) -> None:
    found = read_quantities(text)
    position = 0
    for quantity in found:
        assert position <= quantity.start < quantity.end <= len(text)
        assert quantity.high is None or quantity.kind in ("date", "time") or quantity.high > quantity.value
        position = quantity.equivalent_end or quantity.end
        if quantity.noun is not None:
            assert text[quantity.noun_start : quantity.noun_end] == quantity.noun
        if quantity.bound != "exact":
            assert quantity.bound_start is not None
            assert quantity.bound_start < (quantity.bound_end or 0) <= len(text)
    assert read_quantities(text) == found


@given(_TEXTS)
def test_dates_are_ordered_and_disjoint(text: str) -> None:
    position = 0
    for span in read_dates(text):
        assert position <= span.start < span.end <= len(text)
        position = span.end


@given(st.integers(min_value=1000, max_value=10**9))
def test_separators_of_every_kind_give_the_same_value(number: int) -> None:
    for separator in (",", "\u00a0", "\u202f", " ", "'"):
        written = f"{number:,}".replace(",", separator)
        (quantity,) = read_quantities(f"with {written} hectares of land")
        assert (quantity.value, quantity.unit) == (Decimal(number), "hectare")


@given(st.integers(min_value=2, max_value=10**9 - 1))
def test_numbers_in_words(number: int) -> None:
    text = f"there were {in_words(number)} hectares"
    (quantity,) = read_quantities(text)
    assert (quantity.value, quantity.unit) == (Decimal(number), "hectare")
    assert text[quantity.start : quantity.end] == f"{in_words(number)} hectares"


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999.99"), places=2),
    st.sampled_from([("thousand", 10**3), ("million", 10**6), ("billion", 10**9), ("trillion", 10**12)]),
    st.sampled_from([("yuan", "yuan"), ("dollars", "USD"), ("euros", "EUR"), ("rupees", "INR")]),
)
def test_scaled_money_is_exact(amount: Decimal, scale: tuple[str, int], currency: tuple[str, str]) -> None:
    (quantity,) = read_quantities(f"the sum of {amount} {scale[0]} {currency[0]}.")
    assert (quantity.value, quantity.unit) == (amount * scale[1], currency[1])


@given(st.integers(min_value=1, max_value=99_999))
def test_chinese_scales(number: int) -> None:
    (quantity,) = read_quantities(f"投入{number}万元")
    assert (quantity.value, quantity.unit) == (Decimal(number * 10_000), "yuan")


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "a",
        " ",
        "$",
        "1-",
        "123 ",
        "1,234,",
        "twenty-",
        "one hundred and ",
        "and red ",
        "A.",
        "1'",
        "May ",
        "half a ",
        "of ",
    ],
)
def test_hostile_repetition_is_read_to_its_end(unit: str) -> None:
    """Quadratic reading of these lines would take hours; what is read lies in the line, in order, apart."""
    line = "5 " + unit * (60_000 // len(unit))
    for found in ([(q.start, q.end) for q in read_quantities(line)], [(d.start, d.end) for d in read_dates(line)]):
        edges = [edge for span in found for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(line) for start, end in found)


def test_a_megabyte_in_one_line() -> None:
    rng = random.Random(7)
    words = "the county gave villages and farmers help with crops in many ways since then for all of them".split()
    line = " ".join(rng.choices(words, k=210_000))[:1_000_000]
    planted = line + " more than 14,000 masks"
    assert [q.value for q in read_quantities(planted)] == [Decimal(14000)]
