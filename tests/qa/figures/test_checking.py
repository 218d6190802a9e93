"""The check of a derivation, against errors put in on purpose."""

from dataclasses import replace
from decimal import Decimal

import pytest
from seedqa.qa.figures.checking import problems
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.computing import bound_calculation, computed_of
from seedqa.qa.figures.wording import figure_words
from seedqa.qa.reading import PassageReading
from seedqa.qa.types import Derivation

from tests.qa.figures.made import read

SALES = read(
    "More than 54 million yuan came from bread and 16.82 million yuan from milk.",
    "sum",
    ("More than 54 million yuan", "member"),
    ("16.82 million yuan", "member"),
)
CROP = read("The farm sold 500 tonnes, of which 120 tonnes were rye.", "share", ("120 tonnes", "first"),
            ("500 tonnes", "second"))  # fmt: skip


def worked_out(passage: PassageReading) -> tuple[Derivation, Computed]:
    calculation = bound_calculation([passage])
    assert calculation is not None
    computed = computed_of(calculation, 0.9)
    assert computed is not None
    assert computed.derivation is not None
    return computed.derivation, computed


@pytest.mark.parametrize("passage", [SALES, CROP], ids=["a sum", "a share"])
def test_what_was_worked_out_passes(passage: PassageReading) -> None:
    derivation, computed = worked_out(passage)
    assert problems(derivation, computed.citations) == ()


@pytest.mark.parametrize("power", [-4, -3, 3, 4])
@pytest.mark.parametrize("passage", [SALES, CROP], ids=["a sum", "a share"])
def test_a_wrong_scale_is_caught(passage: PassageReading, power: int) -> None:
    derivation, computed = worked_out(passage)
    first = derivation.operands[0]
    wrong = replace(first, value=str(Decimal(first.value).scaleb(power)))
    assert problems(replace(derivation, operands=(wrong, *derivation.operands[1:])), computed.citations)
    value = Decimal(derivation.value).scaleb(power)
    told = replace(derivation, value=format(value, "f"), rounded=figure_words(value, derivation.unit))
    assert problems(told, computed.citations)
    assert problems(replace(derivation, rounded=told.rounded), computed.citations)


@pytest.mark.parametrize(("passage", "other"), [(SALES, "USD"), (CROP, "yuan")], ids=["a sum", "a share"])
def test_a_swapped_unit_is_caught(passage: PassageReading, other: str) -> None:
    derivation, computed = worked_out(passage)
    wrong = replace(derivation.operands[0], unit=other)
    assert problems(replace(derivation, operands=(wrong, *derivation.operands[1:])), computed.citations)
    assert problems(replace(derivation, unit=other), computed.citations)


def test_a_dropped_bound_is_caught() -> None:
    derivation, computed = worked_out(SALES)
    assert derivation.rounded == "more than 70.82 million yuan"
    assert problems(replace(derivation, rounded="70.82 million yuan"), computed.citations)


def test_an_invented_bound_is_caught() -> None:
    derivation, computed = worked_out(CROP)
    assert problems(replace(derivation, rounded=f"more than {derivation.rounded}"), computed.citations)


@pytest.mark.parametrize("expression", ["__import__('os')", "a / 0"])
def test_an_expression_that_is_no_arithmetic_is_caught(expression: str) -> None:
    derivation, computed = worked_out(CROP)
    assert problems(replace(derivation, expression=expression), computed.citations)
