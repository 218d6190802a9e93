"""Documents that tell fractions: what is worked out from them is told in short, and kept exactly."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from seedqa.evals.ledger_made import Made
from seedqa.evals.ledger_store import open_texts
from seedqa.index.store import Store
from seedqa.qa.figures import Computed, derive
from seedqa.qa.figures.arithmetic import evaluate
from seedqa.qa.figures.checking import problems
from seedqa.qa.question import read_question

TEXTS = {
    "fields.txt": (
        "The fields of Thornby\n\nThe north field of Thornby covers 3 1/3 hectares. "
        "The south field of Thornby covers 13 1/6 hectares. The east field covers 250 mu.\n"
    ),
    "club.txt": "The club of Osk\n\nThe club of Osk spent 50 yuan on 3 lamps.\n",
}
_TAIL = re.compile(r"\.\d{5}")


@pytest.fixture(scope="module")
def fractions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_texts(tmp_path_factory.mktemp("fractions"), TEXTS)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "exact", "told"),
    [
        ("By how much is the south field larger than the north field?", Fraction(59, 6), "about 9.833 hectares"),
        (
            "How many hectares do the north field and the south field of Thornby cover in total?",
            Fraction(33, 2),
            "16.5 hectares",
        ),
        ("How many hectares is the east field?", Fraction(50, 3), "about 16.67 hectares"),
        ("How much did the club of Osk spend on each lamp?", Fraction(50, 3), "about 16.67 yuan"),
    ],
)
def test_a_figure_is_told_in_short_and_kept_exactly(
    question: str, exact: Fraction, told: str, fractions: Store
) -> None:
    computed = derive(read_question(question), [], fractions)
    assert computed is not None
    assert computed.derivation is not None
    assert (computed.short_answer, computed.derivation.rounded) == (told, told)
    assert told in computed.answer.replace("In total", "in total")
    assert _TAIL.search(computed.answer) is None
    derivation = computed.derivation
    values = {operand.name: Decimal(operand.value) for operand in derivation.operands}
    assert evaluate(derivation.expression, values) == Decimal(derivation.value)
    assert abs(Fraction(derivation.value) - exact) < Fraction(1, 10**20)
    assert problems(derivation, computed.citations) == ()


def test_nothing_that_is_worked_out_is_told_with_a_long_tail(answers: list[tuple[Made, Computed | None]]) -> None:
    told = [computed for _, computed in answers if computed is not None]
    assert len(told) > 50
    for computed in told:
        rounded = computed.derivation.rounded if computed.derivation else ""
        for text in (computed.answer, computed.short_answer or "", *computed.parts, rounded):
            assert _TAIL.search(text) is None, text
