"""Formulas replay from quoted operands, in their units; anything else of them is refused."""

from decimal import Decimal

import pytest
from seedqa.index.documents import make_document
from seedqa.qa.llm.excerpts import Excerpt
from seedqa.qa.llm.faults import NotProvenError
from seedqa.qa.llm.formulas import work_out
from seedqa.qa.llm.proof import Proof
from seedqa.qa.llm.proving import Fault, Proven, prove
from seedqa.qa.llm.results import told_results

from tests.qa.llm.asked import CRANES, EXCERPT, QUAY, TABLE, claimed, formula

INCOME, RESULT, HEADER, _ = (
    "| Income | 1,234 | 1,100 |",
    "| Result | (210) | 95 |",
    "| Thousand euros | 2023 | 2022 |",
    TABLE,
)
A, B = ("a", QUAY, "5 million euros"), ("b", CRANES, "2 million euros")
DATES = (
    "The work began on 28 January 2019 and ended on 3 March 2021. Crew: Ann, Bo and Cy. "
    "It took more than 40 tonnes, 2.5 hours."
)
PROOF = Proof((), "How much?")
DATED = Excerpt(1, make_document("work.txt", DATES), 0, len(DATES), "")


@pytest.mark.parametrize(
    ("expression", "value", "unit"),
    [
        ("a + b", "7000000", "EUR"),
        ("a − b", "3000000", "EUR"),
        ("a / b", "2.5", ""),
        ("a / (a + b) * 100", "71.42857142857142857142857143", ""),
        ("(a - b) / b * 100", "150", ""),
        ("(a + b) / 2", "3500000", "EUR"),
        ("max(a, b)", "5000000", "EUR"),
        ("min(a, b)", "2000000", "EUR"),
        ("abs(b - a)", "3000000", "EUR"),
    ],
)
def test_arithmetic_replays_in_its_unit(expression: str, value: str, unit: str) -> None:
    worked = work_out(formula(expression, A, B), [EXCERPT], "How much?")
    assert (worked.value, worked.unit) == (Decimal(value), unit)


def test_a_scale_stands_in_the_header_and_a_loss_in_brackets() -> None:
    operands = (("a", INCOME, "1,234"), ("b", RESULT, "210"))
    worked = work_out(formula("a + b", *operands, unit=HEADER), [EXCERPT], "How much?")
    assert (worked.value, worked.unit) == (Decimal(1024000), "EUR")
    assert [place.header.text for place in worked.operands if place.header] == [HEADER, HEADER]


@pytest.mark.parametrize(
    ("expression", "value", "unit"),
    [("days(a, b)", "765", "day"), ("years(a, b)", "2", "year"), ("b - a", "2", "year")],
)
def test_time_between_dates_replays(expression: str, value: str, unit: str) -> None:
    operands = (("a", DATES, "28 January 2019"), ("b", DATES, "3 March 2021"))
    worked = work_out(formula(expression, *operands), [DATED], "How long?")
    assert (worked.value, worked.unit) == (Decimal(value), unit)
    names = {one.name: one.value for one in worked.operands}
    assert eval(worked.expression, {}, names) == worked.value


def test_things_are_counted_where_they_stand() -> None:
    crew = [(name.lower(), "Crew: Ann, Bo and Cy.", name) for name in ("Ann", "Bo", "Cy")]
    assert work_out(formula("count(ann, bo, cy)", *crew), [DATED], "How many?").value == 3
    with pytest.raises(NotProvenError, match="twice"):
        work_out(formula("count(a, b)", ("a", DATES, "Bo"), ("b", DATES, "Bo")), [DATED], "How many?")


@pytest.mark.parametrize(
    ("expression", "operands", "why"),
    [
        ("a + b", (A, ("b", CRANES, "3 million euros")), "does not stand in the quote"),
        ("a + b", (A, ("b", "Oslo gave nothing.", "nothing")), "does not stand in passage"),
        ("a + b", (A,), "needs one operand"),
        ("a * 3", (A,), "stands in no passage"),
        ("(a + b) / 3", (A, B), "stands in no passage"),
        ("a + c", (A, ("c", "| Income | 1,234 | 1,100 |", "1,100")), None),
        ("a ** 2", (A,), "is not one of"),
        ("__import__('os')", (A,), "needs one operand"),
        ("a +", (A,), "is not an expression"),
        ("a / (a - a)", (A,), "Division"),
        ("days(a, b)", (A, B), "is not a date"),
        ("round(a)", (A,), "needs one operand"),
        ("5 + 2", (A,), "needs one operand"),
    ],
)
def test_a_formula_that_does_not_hold_says_why(
    expression: str, operands: tuple[tuple[str, str, str], ...], why: str | None
) -> None:
    if why is None:
        work_out(formula(expression, *operands), [EXCERPT], "How much?")
        return
    with pytest.raises(NotProvenError, match=why):
        work_out(formula(expression, *operands), [EXCERPT], "How much?")


def test_unlike_things_are_not_added() -> None:
    operands = (("a", DATES, "more than 40 tonnes"), ("b", DATES, "2.5 hours"))
    with pytest.raises(NotProvenError, match="cannot be put together"):
        work_out(formula("a + b", *operands), [DATED], "How much?")


@pytest.mark.parametrize(
    ("text", "expression", "holds"),
    [
        ("Together that is 7 million euros.", "a + b", True),
        ("Together that is 7.5 million euros.", "a + b", False),
        ("Together that is 7 million pounds.", "a + b", False),
        ("The quay got 71.4 percent of it.", "a / (a + b) * 100", True),
        ("The quay got 71 percent of it.", "a / (a + b) * 100", True),
        ("The quay got 72 percent of it.", "a / (a + b) * 100", False),
        ("That is 2.5 times as much.", "a / b", True),
        ("That is 3 million euros less.", "b - a", True),
        ("That is 3 million euros more.", "b - a", False),
    ],
)
def test_the_sentence_has_to_state_the_result(text: str, expression: str, holds: bool) -> None:
    worked = work_out(formula(expression, A, B), [EXCERPT], "How much?")
    figures, why = told_results(text, worked, PROOF)
    assert bool(figures) is holds
    assert bool(why) is not holds


def test_a_bound_is_kept() -> None:
    worked = work_out(formula("a * 2", ("a", DATES, "40 tonnes")), [DATED], "What are 2 of them?")
    assert told_results("That is more than 80 tonnes.", worked, PROOF)[0]
    why = "the operands are more than, and so is the result"
    assert told_results("That is 80 tonnes.", worked, PROOF) == ([], why)


def test_a_worked_out_claim_is_proven_by_all_its_operands() -> None:
    told = claimed("Oslo gave Hull 7 million euros for quay and cranes.", formula=formula("a + b", A, B))
    found = prove(told, [EXCERPT], "How much did Oslo give Hull in all?")
    assert isinstance(found, Proven)
    assert [place.text for place in found.quotes] == [QUAY, CRANES]
    wrong = claimed("Oslo gave Hull 8 million euros for quay and cranes.", formula=formula("a + b", A, B))
    assert isinstance(prove(wrong, [EXCERPT], "How much did Oslo give Hull in all?"), Fault)
