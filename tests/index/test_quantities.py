"""What a figure says: value, unit, span, bound, noun; each expectation worked out by hand from the sentence."""

import subprocess
import sys
from decimal import Decimal

import pytest
from seedqa.index.quantities import Quantity, read_quantities


def only(text: str) -> Quantity:
    found = read_quantities(text)
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "kind", "value", "unit"),
    [
        ("funds of 54.16 million yuan were given", "54.16 million yuan", "money", "54160000", "yuan"),
        ("a prize of US$5m was paid", "US$5m", "money", "5000000", "USD"),
        ("it cost HK$3.5 billion to build", "HK$3.5 billion", "money", "3500000000", "HKD"),
        ("worth Rs 2,50,000 then", "Rs 2,50,000", "money", "250000", "INR"),
        ("worth ₹5 lakh then", "₹5 lakh", "money", "500000", "INR"),
        ("a fine of 18,400 crowns", "18,400 crowns", "money", "18400", "crown"),
        ("拨款5416万元", "5416万元", "money", "54160000", "yuan"),
        ("拨款1.2亿元", "1.2亿元", "money", "120000000", "yuan"),
        ("a fee of 50 cents", "50 cents", "money", "50", "cent"),
        ("spread over 1,633.3 hectares of land", "1,633.3 hectares", "area", "1633.3", "hectare"),
        ("a 1.7-hectare orchard", "1.7-hectare", "area", "1.7", "hectare"),
        ("the 843-acre park", "843-acre", "area", "843", "acre"),
        ("fields of 20 mu in all", "20 mu", "area", "20", "mu"),
        ("about 300 catties of grain", "300 catties", "mass", "300", "catty"),
        ("it weighs 50,000 kilograms", "50,000 kilograms", "mass", "50000", "kilogram"),
        ("ten tons of sand", "ten tons", "mass", "10", "tonne"),
        ("made 376 million kilowatt-hours", "376 million kilowatt-hours", "energy", "376000000", "kilowatt-hour"),
        ("made 5 GWh of power", "5 GWh", "energy", "5", "gigawatt-hour"),
        ("rated at 733,600 kilowatts", "733,600 kilowatts", "power", "733600", "kilowatt"),
        ("a climb of 1.234,5 km", "1.234,5 km", "distance", "1234.5", "kilometre"),
        ("a bore of .50 in (12.7 mm)", ".50 in", "distance", "0.50", "inch"),
        ("she is 44 years old", "44 years old", "age", "44", "year"),
        ("a 24-year-old", "24-year-old", "age", "24", "year"),
        ("children under the age of 13.", "13", "age", "13", "year"),
        ("it took 3 1/2 years", "3 1/2 years", "duration", "3.5", "year"),
        ("six-and-a-half years passed", "six-and-a-half years", "duration", "6.5", "year"),
        ("it rose by 15.8%", "15.8%", "percentage", "15.8", "percent"),
        ("fifty per cent of it", "fifty per cent", "percentage", "50", "percent"),
        ("down 3.5 percentage points", "3.5 percentage points", "percentage", "3.5", "percentage point"),
        ("at -5 °C it froze", "-5 °C", "temperature", "-5", "degree Celsius"),
        ("he paid 10,000 yuan per mu", "10,000 yuan per mu", "rate", "10000", "yuan/mu"),
        ("he earns 3,000 yuan a month", "3,000 yuan a month", "rate", "3000", "yuan/month"),
        ("winds of 140 mph", "140 mph", "rate", "140", "mile/hour"),
        ("they came seven times", "seven times", "multiple", "7", "time"),
        ("planted twice", "twice", "multiple", "2", "time"),
        ("a tenfold rise", "tenfold", "multiple", "10", "time"),
        ("four out of five doctors", "four out of five", "multiple", "0.8", "fraction"),
        ("the 21st visit", "21st", "ordinal", "21", ""),
        ("the twenty-first visit", "twenty-first", "ordinal", "21", ""),
        ("it began at 7:30 pm", "7:30 pm", "time", "1170", "minute"),
        ("born July 4, 1776 there", "July 4, 1776", "date", "17760704", "day"),
        ("there were half a million people", "half a million", "count", "500000", "person"),
        ("one hundred and five men sang", "one hundred and five", "count", "105", "man"),
        ("with 1 234 567 people", "1 234 567", "count", "1234567", "person"),
        ("a dozen eggs broke", "a dozen", "count", "12", "egg"),
        ("捐赠14000只口罩", "14000", "count", "14000", "口罩"),
        ("三十五人参加", "三十五", "count", "35", "人"),
    ],
)
def test_value_unit_and_span(text: str, span: str, kind: str, value: str, unit: str) -> None:
    quantity = read_quantities(text)[0]
    assert text[quantity.start : quantity.end] == span
    assert (quantity.kind, quantity.value, quantity.unit) == (kind, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "bound", "words"),
    [
        ("more than 10 tons of sand", "more_than", "more than"),
        ("nearly 100 people came", "nearly", "nearly"),
        ("as many as 360 officials", "at_most", "as many as"),
        ("up to $5,000 each", "at_most", "up to"),
        ("about 170,000 yuan", "about", "about"),
        ("some 400 books", "about", "Some"),
        ("no less than 118 uprisings", "at_least", "no less than"),
        ("less than 300 catties", "less_than", "less than"),
        ("it now tops 66.7 hectares", "more_than", "tops"),
        ("three or more years", "at_least", "or more"),
        ("300 or so people", "about", "or so"),
        ("over 200 steps", "more_than", "over"),
        ("超过360名干部", "more_than", "超过"),
        ("10多吨", "more_than", "多"),
        ("exactly 5 km", "exact", ""),
    ],
)
def test_bound_and_where_it_stands(text: str, bound: str, words: str) -> None:
    quantity = only(text)
    assert quantity.bound == bound
    found = "" if quantity.bound_start is None else text[quantity.bound_start : quantity.bound_end]
    assert found.lower() == words.lower()


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        (
            "its 1,622 village-level photovoltaic power stations produced more",
            "village-level photovoltaic power stations",
        ),
        ("its 113 Party and government cadres", "Party and government cadres"),
        ("more than 50 kinds of flowers on a hill", "kinds of flowers"),
        ("more than 10 tons of disinfectant", "disinfectant"),
        ("with a growth rate of 15.8%", "growth rate"),
        ("The monthly salary is more than 3,000 yuan", "monthly salary"),
        ("families with incomes below $60,000", "incomes"),
        ("two or more vertebrae", "vertebrae"),
        ("335 Rhodes Scholars", "Rhodes Scholars"),
        ("42 intercollegiate sports in all", "intercollegiate sports"),
        ("seven million fewer dependents", "dependents"),
        ("half the population", "population"),
        ("20 women's teams", "women's teams"),
        ("the two of them", None),
    ],
)
def test_thing_counted_or_measured(text: str, noun: str | None) -> None:
    quantity = only(text)
    assert quantity.noun == noun
    if noun is not None:
        assert text[quantity.noun_start : quantity.noun_end] == noun


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("from 3 to 5 percent", "3", "5", "percent"),
        ("10-15 km", "10", "15", "kilometre"),
        ("between 5 and 7 million people", "5000000", "7000000", "person"),
        ("$60,000 to $80,000", "60000", "80000", "USD"),
        ("£5m–£7m", "5000000", "7000000", "GBP"),
        ("two or three people", "2", "3", "person"),
        ("40% to 45%", "40", "45", "percent"),
        ("between the ages of 13 and 17", "13", "17", "year"),
    ],
)
def test_ranges_share_scale_and_unit(text: str, low: str, high: str, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.high, quantity.unit) == (Decimal(low), Decimal(high), unit)


def test_a_change_from_one_figure_to_another_is_no_range() -> None:
    text = "sales rose from 3 million yuan to 5 million yuan"
    assert [(q.value, q.high) for q in read_quantities(text)] == [(Decimal(3000000), None), (Decimal(5000000), None)]


def test_an_amount_told_twice_is_one_quantity_with_its_equivalent() -> None:
    text = "funds of 54.16 million yuan($8 million) were given"
    quantity = only(text)
    assert text[quantity.start : quantity.end] == "54.16 million yuan"
    assert quantity.equivalent is not None
    assert (quantity.equivalent.value, quantity.equivalent.unit) == (Decimal(8000000), "USD")
    assert text[quantity.equivalent_start : quantity.equivalent_end] == "$8 million"


def test_a_bracket_of_another_kind_is_no_equivalent() -> None:
    first, second = read_quantities("it lost 22% (approximately $8 billion)")
    assert (first.kind, first.equivalent) == ("percentage", None)
    assert (second.kind, second.bound) == ("money", "about")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("up 62.05% year-on-year", "up"),
        ("a growth rate of 15.8%", "up"),
        ("prices fell 3%", "down"),
        ("a 3% drop", "down"),
        ("an 8 percent increase", "up"),
        ("made up about 24% of them", None),
        ("同比增长62.05%", "up"),
    ],
)
def test_direction_of_change(text: str, direction: str | None) -> None:
    assert only(text).direction == direction


@pytest.mark.parametrize(
    "text",
    [
        "the COVID-19 outbreak",
        "on Route 66 and 5G",
        "Chapter 5 says so",
        "call 716-859-8559 or 020 7946 0018",
        "they won 36–17 and lost 67 -- 80",
        "the third party",
        "at first",
        "one of them, and no one else",
        "number one",
        "version 5.1.1 at 192.168.0.1",
        "the Big Ten Conference",
        "(1) the point and (2) the line",
        "H2O and MP3 in 3D",
        "West 110th Street",
    ],
)
def test_names_and_codes_are_no_quantities(text: str) -> None:
    assert read_quantities(text) == []


def test_years_are_not_counts_and_counts_are_not_years() -> None:
    kinds = [(q.kind, q.value) for q in read_quantities("In 2017 the firm had 2000 workers and 1,900 machines.")]
    assert kinds == [("date", Decimal(2017)), ("count", Decimal(2000)), ("count", Decimal(1900))]


def test_importing_brings_no_heavy_library() -> None:
    code = (
        "import sys, index.quantities as q; q.read_quantities('about 5 km in May 2010');"
        "print(sorted({'torch','pydantic','numpy','pint','dateutil','transformers','llama_index'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "text", ["So far Hull's 113 nurses have worked", "the Smiths’ 113 nurses", "Hull’s 113 nurses"]
)
def test_a_number_behind_its_owner_is_no_name(text: str) -> None:
    assert (only(text).value, only(text).unit) == (Decimal(113), "nurse")
