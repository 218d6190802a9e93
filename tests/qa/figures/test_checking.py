"""The check of a derivation, against errors put in on purpose."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from seedqa.evals.ledger_made import Made
from seedqa.qa.figures import Computed
from seedqa.qa.figures.checking import problems
from seedqa.qa.figures.wording import figure_words
from seedqa.qa.types import Derivation

Answers = list[tuple[Made, Computed | None]]
_SWAPPED = {
    "yuan": "USD",
    "tonne": "kilogram",
    "kilogram": "tonne",
    "hectare": "acre",
    "percent": "yuan",
    "mu": "hectare",
}


def _derived(answers: Answers) -> Iterator[tuple[Derivation, Computed]]:
    for _, computed in answers:
        if computed is not None and computed.derivation is not None:
            yield computed.derivation, computed


def _scaled(derivation: Derivation, power: int) -> Derivation:
    """The first operand wrong by a power of ten, with all that follows from it."""
    first = derivation.operands[0]
    wrong = replace(first, value=str(Decimal(first.value).scaleb(power)))
    return replace(derivation, operands=(wrong, *derivation.operands[1:]))


def _result_scaled(derivation: Derivation, power: int) -> Derivation:
    value = Decimal(derivation.value).scaleb(power)
    return replace(derivation, value=format(value, "f"), rounded=figure_words(value, derivation.unit))


def test_what_was_worked_out_passes(answers: Answers) -> None:
    for derivation, computed in _derived(answers):
        assert problems(derivation, computed.citations) == ()


@pytest.mark.parametrize("power", [-4, -3, 3, 4])
@pytest.mark.parametrize("wrong", [_scaled, _result_scaled])
def test_a_wrong_scale_is_caught(answers: Answers, wrong: Callable[[Derivation, int], Derivation], power: int) -> None:
    for derivation, computed in _derived(answers):
        assert problems(wrong(derivation, power), computed.citations)


def test_only_the_shown_figure_wrong_by_a_scale_is_caught(answers: Answers) -> None:
    for derivation, computed in _derived(answers):
        shown = figure_words(Decimal(derivation.value) * 1000, derivation.unit)
        assert problems(replace(derivation, rounded=shown), computed.citations)


def test_a_swapped_unit_is_caught(answers: Answers) -> None:
    seen = 0
    for derivation, computed in _derived(answers):
        first = derivation.operands[0]
        if first.unit in _SWAPPED:
            wrong = (replace(first, unit=_SWAPPED[first.unit]), *derivation.operands[1:])
            assert problems(replace(derivation, operands=wrong), computed.citations)
        if derivation.unit in _SWAPPED:
            seen += 1
            assert problems(replace(derivation, unit=_SWAPPED[derivation.unit]), computed.citations)
    assert seen > 50


def test_a_dropped_bound_is_caught(answers: Answers) -> None:
    seen = 0
    for derivation, computed in _derived(answers):
        if derivation.rounded.startswith("more than "):
            seen += 1
            assert problems(replace(derivation, rounded=derivation.rounded[10:]), computed.citations)
    assert seen > 0


def test_an_invented_bound_is_caught(answers: Answers) -> None:
    for derivation, computed in _derived(answers):
        if not derivation.rounded.startswith(("more", "about")):
            assert problems(replace(derivation, rounded=f"more than {derivation.rounded}"), computed.citations)


def test_an_expression_that_is_no_arithmetic_is_caught(answers: Answers) -> None:
    derivation, computed = next(_derived(answers))
    assert problems(replace(derivation, expression="__import__('os')"), computed.citations)
    assert problems(replace(derivation, expression="a / 0"), computed.citations)
