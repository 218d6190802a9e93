"""Nothing leaves but what its citations prove."""

from dataclasses import replace

from seedqa.qa.composition import Composed
from seedqa.qa.outcome import Outcome
from seedqa.qa.proving import proven
from seedqa.qa.types import Citation, Derivation, Operand

TEXT = "The Orre Foundation gave 40,000 euros in 2019. Lindal Hospital did not ask for more. It paid 2,000 euros back."
FIRST = "The Orre Foundation gave 40,000 euros in 2019."
SECOND = "Lindal Hospital did not ask for more."
THIRD = "It paid 2,000 euros back."
DOCUMENTS = {"d": TEXT}


def cited(marker: int, quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(marker, "d", "Gifts", "gifts.txt", start, start + len(quote), quote, "0", 0, len(TEXT), None)


def answered(lines: list[str], quotes: list[str], short: str | None = None) -> Outcome:
    citations = tuple(cited(marker, quote) for marker, quote in enumerate(quotes, 1))
    return Outcome("answered", None, 0.9, Composed("\n".join(lines), short, (), citations, ()))


def summed(value: str, rounded: str, lead: str = "") -> Outcome:
    operands = (Operand("a", "40000", "EUR", 1), Operand("b", "2000", "EUR", 2))
    derivation = Derivation("a + b", operands, value, "EUR", rounded)
    words = f"{lead}Together {rounded}: 40,000 euros [1] and 2,000 euros [2]."
    composed = Composed(words, rounded, (), (cited(1, FIRST), cited(2, THIRD)), ())
    return Outcome("answered", None, 0.9, composed, True, derivation)


def test_a_quoted_sentence_leaves_as_it_is() -> None:
    outcome = answered([f"{FIRST} [1]"], [FIRST], "40,000 euros")
    assert proven(outcome, DOCUMENTS) is outcome


def test_nothing_leaves_under_a_quote_that_is_not_the_text() -> None:
    outcome = answered([f"{FIRST} [1]"], [FIRST])
    shifted = replace(outcome.composed.citations[0], start=1)
    wrong = replace(outcome, composed=replace(outcome.composed, citations=(shifted,)))
    assert proven(wrong, DOCUMENTS) is None
    assert proven(outcome, {"d": f" {TEXT}"}) is None
    assert proven(outcome, {}) is None


def test_near_passages_are_checked_too() -> None:
    refusal = Outcome("not_found", "attribute_absent", 0.9, Composed("No.", None, (), (), (cited(1, FIRST),)))
    assert proven(refusal, DOCUMENTS) is refusal
    assert proven(refusal, {"d": TEXT.upper()}) is None


def test_an_answer_without_citations_does_not_leave() -> None:
    assert proven(answered(["It was 40,000 euros."], []), DOCUMENTS) is None


def test_a_statement_that_its_quote_does_not_bear_is_dropped_and_the_rest_counted_anew() -> None:
    outcome = answered(["Lindal Hospital asked for more. [1]", f"{FIRST} [2]"], [SECOND, FIRST], "more; 40,000 euros")
    left = proven(outcome, DOCUMENTS)
    assert left is not None
    assert (left.status, left.reason, left.composed.answer) == ("partial", "attribute_absent", f"{FIRST} [1]")
    assert [(c.marker, c.quote) for c in left.composed.citations] == [(1, FIRST)]
    assert left.composed.short_answer is None


def test_a_figure_moved_by_a_thousand_does_not_leave() -> None:
    assert proven(answered(["The Orre Foundation gave 40 euros in 2019. [1]"], [FIRST]), DOCUMENTS) is None
    assert proven(answered([f"{FIRST} [1]"], [FIRST], "40 million euros"), DOCUMENTS) is None


def test_a_sum_leaves_only_if_it_replays() -> None:
    right = summed("42000", "42,000 euros")
    assert proven(right, DOCUMENTS) is right
    assert proven(summed("43000", "43,000 euros"), DOCUMENTS) is None
    assert proven(summed("42000", "42 million euros"), DOCUMENTS) is None


def test_a_worked_out_answer_tells_no_figure_of_nobody() -> None:
    assert proven(summed("42000", "42,000 euros", "Of 90,000 euros. "), DOCUMENTS) is None


def test_a_number_of_things_is_that_of_the_parts_it_counts() -> None:
    stated = answered([f"2: {FIRST} [1]", f"{SECOND} [2]"], [FIRST, SECOND], "2")
    right = replace(stated, composed=replace(stated.composed, parts=("The Orre Foundation", "Lindal Hospital")))
    assert proven(right, DOCUMENTS) is right
    three = replace(right, composed=replace(right.composed, answer=right.composed.answer.replace("2: ", "3: ")))
    assert proven(three, DOCUMENTS) is None
    assert proven(stated, DOCUMENTS) is None


def test_a_number_of_things_goes_with_the_statement_that_is_dropped() -> None:
    stated = answered([f"2: {FIRST} [1]", "Lindal Hospital asked for more. [2]"], [FIRST, SECOND], "2")
    kept = proven(stated, DOCUMENTS)
    assert kept is not None
    assert (kept.composed.answer, kept.composed.short_answer, kept.status) == (f"{FIRST} [1]", None, "partial")


def test_a_winner_has_to_stand_in_a_quote() -> None:
    composed = Composed("Lindal Hospital: the lowest of 40,000 [1] and 2,000 [2].", "Lindal Hospital", (),
                        (cited(1, FIRST), cited(2, THIRD)), ())  # fmt: skip
    outcome = Outcome("answered", None, 0.9, composed, True)
    assert proven(outcome, DOCUMENTS) is None
    named = replace(composed, answer="Lindal Hospital [3]: the lowest of 40,000 [1] and 2,000 [2].",
                    citations=(*composed.citations, cited(3, SECOND)))  # fmt: skip
    assert proven(replace(outcome, composed=named), DOCUMENTS) is not None
