"""The kind of a question, and yes or no, from what the reader says of the passages."""

from dataclasses import replace

from seedqa.qa.composition import compose_answer, compose_decision, counted
from seedqa.qa.kind import affirmed_in, asks_to_work_out, kind_of
from seedqa.qa.reader.tags import Guess
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


def _guessing(kind: str, operation: str) -> PassageReading:
    read = reading(QUAY, kind)
    return replace(read, reading=replace(read.reading, operations=(Guess(operation, 0.8),)))


def test_a_figure_is_to_be_worked_out_where_the_reader_names_an_operation() -> None:
    assert asks_to_work_out([_guessing("compute", "difference")])
    assert asks_to_work_out([_guessing("compare", "highest")])
    assert not asks_to_work_out([_guessing("compute", "none")])
    assert not asks_to_work_out([_guessing("fact", "difference")])
    assert not asks_to_work_out([])


def test_things_are_counted() -> None:
    two = compose_answer([finding("coffee"), finding("cocoa")])
    told = counted(two)
    assert (told.short_answer, told.parts) == ("2", ("coffee", "cocoa"))
    assert told.answer == f"2: {two.answer}"
