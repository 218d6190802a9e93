"""The safe evaluator: arithmetic only, in decimal."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.evals.derivations import NotEvaluableError, evaluate, operands_cited, replays
from seedqa.evals.given import GivenCitation, GivenDerivation, GivenOperand, read_answer

from tests.evals.made import reply

VALUES = {"a": Decimal("54.16"), "b": Decimal("16.82"), "c": Decimal("0")}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("a + b", "70.98"),
        ("a - b", "37.34"),
        ("-(a - b) * 2", "-74.68"),
        ("0.1 + 0.2", "0.3"),
        ("(b / a) * 0 + 1", "1"),
        (" a ", "54.16"),
        ("1 / 3", "0.3333333333333333333333333333"),
        ("2 - 3 - 4", "-5"),
    ],
)
def test_arithmetic(expression: str, value: str) -> None:
    assert evaluate(expression, VALUES) == Decimal(value)


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os')",
        "abs(a)",
        "a.real",
        "a[0]",
        "a ** b",
        "9 ** 9 ** 9",
        "a // b",
        "a % b",
        "a if b else c",
        "a and b",
        "a < b",
        "lambda: a",
        "[a]",
        "'a'",
        "a := b",
        "a; b",
        "d",
        "True",
        "None",
        "1j",
        "0x10",
        "a / c",
        "c / c",
        "",
        "a +",
        "(" * 500 + "a" + ")" * 500,
        "-" * 1999 + "a",
        "a" + " + a" * 1000,
        "1\x00",
        "a # b",
        "\uff41 + 1",
        "a\nb",
    ],
)
def test_everything_else_is_refused(expression: str) -> None:
    with pytest.raises(NotEvaluableError):
        evaluate(expression, VALUES)


@given(st.decimals(-(10**9), 10**9, places=3), st.decimals(-(10**9), 10**9, places=3))
def test_sums_and_products_are_exact(one: Decimal, other: Decimal) -> None:
    values = {"x": one, "y": other}
    assert evaluate("x + y", values) == one + other
    assert evaluate("x * (y - x)", values) == one * (other - one)


def made(expression: str, value: str, *operands: tuple[str, str, str, int]) -> GivenDerivation:
    """A derivation."""
    return GivenDerivation(expression, tuple(GivenOperand(*operand) for operand in operands), value, "yuan", value)


def test_replaying_compares_exactly() -> None:
    operands = (("a", "54160000", "yuan", 1), ("b", "16820000", "yuan", 2))
    assert replays(made("a + b", "70980000", *operands))
    assert replays(made("a + b", "70980000.00", *operands))
    assert not replays(made("a + b", "70980000.01", *operands))
    assert not replays(made("a + b", "much", *operands))
    assert not replays(made("a + z", "70980000", *operands))
    assert not replays(made("70980000", "70980000"))


@pytest.mark.parametrize(
    ("operand", "cited"),
    [
        (("a", "2500000", "yuan", 1), True),
        (("a", "2500000", "usd", 1), False),
        (("a", "2.5", "yuan", 1), False),
        (("a", "2019", "year", 1), True),
        (("a", "14", "crane", 1), True),
        (("a", "15", "crane", 1), False),
        (("a", "2500000", "yuan", 2), False),
        (("a", "x", "yuan", 1), False),
    ],
)
def test_the_quote_of_an_operand_has_to_hold_its_figure(operand: tuple[str, str, str, int], cited: bool) -> None:
    name, value, unit, marker = operand
    derivation = {
        "expression": "a",
        "operands": [{"name": name, "value": value, "unit": unit, "citation": marker}],
        "value": value,
        "unit": unit,
        "rounded": value,
    }
    quote = "It paid 2.5 million yuan for 14 cranes in 2019."
    citation = GivenCitation(1, "d1", 0, len(quote), quote)
    fields = {slot: getattr(citation, slot) for slot in ("marker", "document_id", "start", "end", "quote")}
    answer = read_answer(reply("x", derivation=derivation) | {"citations": [fields]})
    assert operands_cited(answer) is cited
