"""The kind of a question, and yes or no, from what the reader says of the passages."""

from dataclasses import replace

from seedqa.qa.composition import compose_decision
from seedqa.qa.kind import affirmed_in, kind_of
from seedqa.qa.reading import PassageReading

from tests.qa.made import finding, reading

QUAY = finding("5 million euros")
TEA = finding("tea")


def _sure(read: PassageReading, odds: float) -> PassageReading:
    return replace(read, reading=replace(read.reading, answerable=odds))


def test_the_passages_that_answer_say_of_what_kind_a_question_is() -> None:
    assert kind_of([reading(QUAY, "fact"), reading(TEA, "list")]) == "fact"
    assert kind_of([_sure(reading(QUAY, "fact"), -3.0), _sure(reading(TEA, "list"), 3.0)]) == "list"
    assert kind_of([]) == "fact"


def test_yes_or_no_is_what_the_deciding_passage_says() -> None:
    read = [reading(TEA, "polar", affirmed=0.2), reading(QUAY, "polar", affirmed=0.9)]
    assert affirmed_in(read, QUAY.evidence) == 0.9
    assert affirmed_in(read, TEA.evidence) == 0.2


def test_a_decision_begins_with_the_word_and_cites_the_sentence() -> None:
    decided = compose_decision(False, TEA)
    assert decided.short_answer == "No: tea"
    assert decided.answer == "No: The harbour handles coffee, cocoa and tea. [1]"
    assert [citation.quote for citation in decided.citations] == ["The harbour handles coffee, cocoa and tea."]
    assert decided.parts == ()
