"""Derived questions over made-up documents, whose right answers the generator knows by construction."""

from collections import Counter
from decimal import Decimal

from seedqa.evals.derivations import evaluate
from seedqa.evals.ledger_made import Corpus, Made
from seedqa.evals.ledger_score import is_right
from seedqa.index.store import Store
from seedqa.qa.figures import Computed

Answers = list[tuple[Made, Computed | None]]


def test_there_are_two_hundred_questions(corpus: Corpus) -> None:
    assert len(corpus.questions) >= 200


def test_ninety_of_a_hundred_are_right(answers: Answers) -> None:
    wrong = [(made.form, made.question) for made, computed in answers if not is_right(made, computed)]
    assert len(wrong) <= len(answers) // 10, wrong


def test_every_form_is_right_eight_times_of_ten(answers: Answers) -> None:
    asked = Counter(made.form for made, _ in answers)
    right = Counter(made.form for made, computed in answers if is_right(made, computed))
    assert {form: right[form] / asked[form] for form in asked if right[form] < 0.8 * asked[form]} == {}


def test_nothing_is_worked_out_for_what_is_not_told(answers: Answers) -> None:
    assert [made.question for made, computed in answers if made.form == "none" and computed is not None] == []


def test_every_derivation_replays_exactly(answers: Answers) -> None:
    derived = [c.derivation for _, c in answers if c is not None and c.derivation is not None]
    assert len(derived) > 100
    for derivation in derived:
        values = {operand.name: Decimal(operand.value) for operand in derivation.operands}
        assert evaluate(derivation.expression, values) == Decimal(derivation.value)


def test_every_citation_is_an_exact_span_and_every_marker_stands_in_the_answer(answers: Answers, store: Store) -> None:
    texts = {document.id: document.text for document in store.documents()}
    for _, computed in answers:
        if computed is None:
            continue
        assert [citation.marker for citation in computed.citations] == list(range(1, len(computed.citations) + 1))
        for citation in computed.citations:
            assert texts[citation.document_id][citation.start : citation.end] == citation.quote
            assert f"[{citation.marker}]" in computed.answer


def test_every_operand_stands_in_its_citation(answers: Answers) -> None:
    for _, computed in answers:
        if computed is None or computed.derivation is None:
            continue
        quotes = {citation.marker: citation.quote for citation in computed.citations}
        for operand in computed.derivation.operands:
            assert _written(Decimal(operand.value)) & set(_figures(quotes[operand.citation])), operand


def _written(value: Decimal) -> set[str]:
    """The ways in which the generator writes a value."""
    millions = format((value / 1000000).normalize(), "f")
    return {format(value.normalize(), "f"), millions, f"{value:,}"}


def _figures(quote: str) -> list[str]:
    words = quote.replace("$", " ").replace("(", " ").replace("%", " ").split()
    return [word.strip(".,()") for word in words] + [word.strip(".,()").replace(",", "") for word in words]
