"""Only counts of one thing, or of things that the question itself puts together, are put together."""

import pytest
from seedqa.qa.figures.alike import unlike
from seedqa.qa.figures.computed import Computed
from seedqa.qa.question import read_question
from seedqa.qa.types import Derivation, Operand


def computed(form: str, *units: str) -> Computed:
    operands = tuple(Operand(name, "3", unit, 1) for name, unit in zip("abc", units, strict=False))
    derivation = Derivation("a + b", operands, "6", units[0], "6")
    return Computed(form, "answered", None, "", "6", (), (), derivation, 0.7)


@pytest.mark.parametrize(
    ("form", "units", "question", "refused"),
    [
        ("total", ("village", "system"), "How many towns and villages take part?", True),
        ("total", ("village", "town"), "How many towns and villages take part?", False),
        ("total", ("village", ""), "How many villages take part?", False),
        ("total", ("nurse", "nurse"), "How many people work there?", False),
        ("larger", ("worker", "county"), "Which county has more workers, Hull or Tarn?", True),
        ("larger", ("worker", "worker"), "Which county has more workers, Hull or Tarn?", False),
        ("share", ("employee", "passenger"), "What share of the costs goes to employees?", True),
        ("share", ("person", "employee"), "What share of the employees are women?", False),
        ("share", ("route", "person"), "What share of the population lives in the valley?", True),
        ("difference", ("reader", "desk"), "How many more readers than desks are there?", False),
        ("total", ("EUR", "krone"), "What did it cost in all?", False),
        ("difference", ("hectare", "square kilometre"), "How much bigger is Tarn?", False),
        ("average", ("tourist", "hotel"), "How many guests a house were there?", False),
    ],
)
def test_what_may_be_put_together(form: str, units: tuple[str, ...], question: str, refused: bool) -> None:
    assert unlike(computed(form, *units), read_question(question)) is refused


def test_an_answer_without_a_derivation_puts_nothing_together() -> None:
    listed = Computed("list", "answered", None, "", None, (), (), None, 0.7)
    assert not unlike(listed, read_question("How many towns and villages are there?"))
