"""A tagged calculation -> the figure; every value here is worked out by hand."""

from decimal import Decimal

import pytest
from seedqa.qa.figures.arithmetic import evaluate
from seedqa.qa.figures.checking import problems
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.computing import bound_calculation, computed_of
from seedqa.qa.reading import PassageReading

from tests.qa.figures.made import read


def worked_out(*passages: PassageReading) -> Computed | None:
    calculation = bound_calculation(passages)
    return None if calculation is None else computed_of(calculation, 0.9)


CASES = [
    (read("The roof was 12,000 euros, a door 300 euros.", "sum", ("12,000 euros", "member"), ("300 euros", "member")),
     "12300", "EUR", "€12,300"),
    (read("Sales rose to 54.16 million yuan from 16.82 million yuan.", "difference", ("54.16 million yuan", "first"),
          ("16.82 million yuan", "second")), "37340000", "yuan", "37.34 million yuan"),
    (read("In 2021 it was 40 km, in 2022 it was 30 km.", "difference", ("30 km", "first"), ("40 km", "second")),
     "10", "kilometre", "10 kilometres"),
    (read("The short way is 900 m, the long one 1.2 km.", "difference", ("900 m", "first"), ("1.2 km", "second")),
     "300", "metre", "300 metres"),
    (read("Of 250 tonnes 40 tonnes were lost.", "share", ("40 tonnes", "first"), ("250 tonnes", "second")),
     "16", "percent", "16%"),
    (read("The fee is 80 euros; it was 100 euros.", "change", ("80 euros", "first"), ("100 euros", "second")),
     "20", "percent", "20%"),
    (read("It was 660 tonnes, 10 percent more.", "before rise", ("660 tonnes", "first"), ("10 percent", "second")),
     "600", "tonne", "600 tonnes"),
    (read("Wages of 500 euros rise by 4 percent.", "after rise", ("500 euros", "first"), ("4 percent", "second")),
     "520", "EUR", "€520"),
    (read("Costs were 10 euros, 20 euros and 60 euros.", "average", ("10 euros", "member"), ("20 euros", "member"),
          ("60 euros", "member")), "30", "EUR", "€30"),
    (read("The grant of 9,000 euros goes to 36 farms.", "ratio", ("9,000 euros", "first"), ("36 farms", "second")),
     "250", "EUR", "€250"),
    (read("A ton costs 30 euros, and 12 trucks came.", "product", ("30 euros", "member"), ("12 trucks", "member")),
     "360", "EUR", "€360"),
    (read("Men were 35 percent and women 40 percent.", "rest", ("35 percent", "member"), ("40 percent", "member")),
     "25", "percent", "25%"),
    (read("A fifth, 20 percent, of the 350 hectares is wood.", "part", ("20 percent", "member"),
          ("350 hectares", "member")), "70", "hectare", "70 hectares"),
]  # fmt: skip


@pytest.mark.parametrize(("passage", "value", "unit", "words"), CASES, ids=lambda case: str(case)[:12])
def test_a_tagged_calculation_is_worked_out(passage: PassageReading, value: str, unit: str, words: str) -> None:
    computed = worked_out(passage)
    assert computed is not None
    derivation = computed.derivation
    assert derivation is not None
    assert (derivation.value, derivation.unit, derivation.rounded) == (value, unit, words)
    assert computed.short_answer == words
    replayed = evaluate(derivation.expression, {o.name: Decimal(o.value) for o in derivation.operands})
    assert replayed == Decimal(value)
    assert problems(derivation, computed.citations) == ()


def test_every_operand_stands_in_the_sentence_cited_for_it() -> None:
    computed = worked_out(read("Bread sold for 40 euros. Milk sold for 25 euros.", "sum", ("40 euros", "member"),
                               ("25 euros", "member")))  # fmt: skip
    assert computed is not None
    assert [citation.quote for citation in computed.citations] == [
        "Bread sold for 40 euros.",
        "Milk sold for 25 euros.",
    ]
    assert computed.derivation is not None
    assert [operand.citation for operand in computed.derivation.operands] == [1, 2]


@pytest.mark.parametrize(
    "passage",
    [
        read("It took 3 hours and 40 euros.", "sum", ("3 hours", "member"), ("40 euros", "member")),
        read("Sales were 40 euros.", "difference", ("40 euros", "first")),
        read("Rain fell on 40 percent of 12 days.", "before rise", ("40 percent", "first"), ("12 days", "second")),
        read("Half of it, some say, was lost.", "sum", ("Half", "member"), ("some", "member")),
        read("It was 30 to 40 euros, then 50 euros.", "sum", ("30 to 40 euros", "member"), ("50 euros", "member")),
        read("The figure of 40 euros, then 50 euros.", "other", ("40 euros", "first"), ("50 euros", "second")),
        read("It was 45 euros, then 0 euros.", "ratio", ("45 euros", "first"), ("0 euros", "second")),
    ],
    ids=["units", "one operand", "no percentage", "no figures", "a range", "unknown", "by nothing"],
)
def test_what_cannot_be_put_together_gives_no_figure(passage: PassageReading) -> None:
    assert worked_out(passage) is None


def test_an_operand_of_another_passage_completes_a_calculation() -> None:
    here = read("The barn cost 900 euros.", "sum", ("900 euros", "member"))
    there = read("The gate cost 100 euros.", "sum", ("100 euros", "member"), sure=0.8)
    computed = worked_out(here, there)
    assert computed is not None
    assert computed.short_answer == "€1,000"


def test_a_bound_is_kept() -> None:
    computed = worked_out(read("More than 40 euros and 25 euros came in.", "sum", ("More than 40 euros", "member"),
                               ("25 euros", "member")))  # fmt: skip
    assert computed is not None
    assert computed.short_answer == "more than €65"


def test_a_question_that_asks_for_no_calculation_gets_none() -> None:
    assert bound_calculation([]) is None
    assert bound_calculation([read("It cost 40 euros.", "sum")]) is None
