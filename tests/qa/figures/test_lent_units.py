"""A bare number may borrow the unit that its own quote names, and no other."""

from dataclasses import replace

import pytest
from seedqa.qa.figures.checking import problems
from seedqa.qa.types import Citation, Derivation, Operand

_QUOTE = "Anla has 94,000 inhabitants and Berta 61,000; a fire on 12 June 1904 cost 5 million yuan."


def _cited() -> Citation:
    return Citation(1, "d", "t", "u", 0, len(_QUOTE), _QUOTE, "s", 0, len(_QUOTE), None)


def _sum(unit: str) -> Derivation:
    operands = (Operand("a", "94000", unit, 1), Operand("b", "61000", unit, 1))
    return Derivation("a + b", operands, "155000", unit, f"155,000 {unit}s")


def test_a_number_beside_the_unit_bears_it() -> None:
    assert problems(_sum("inhabitant"), [_cited()]) == ()


@pytest.mark.parametrize("unit", ["tonne", "yuan", "household"])
def test_a_unit_that_is_not_the_quoted_one_is_caught(unit: str) -> None:
    assert problems(_sum(unit), [_cited()])


def test_the_year_of_a_date_stands_in_it() -> None:
    span = Derivation(
        "a - b", (Operand("a", "1904", "year", 1), Operand("b", "1904", "year", 1)), "0", "year", "0 years"
    )
    assert problems(span, [_cited()]) == ()
    wrong = replace(span.operands[0], value="1905")
    assert problems(replace(span, operands=(wrong, span.operands[1]), value="1"), [_cited()])
