"""What is learned from an authored case is what its author marked, in every cut, with the talk before it."""

import random
from pathlib import Path

import pytest

from tests.training.writing import TABLE, write
from training.authored import Case, Library, load_library
from training.lessons import Lessons, Shelf, put, told
from training.needing import needed_words
from training.pieces import is_table
from training.records import Record


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load_library([write(tmp_path / "authored")], "train")


@pytest.fixture
def lessons(library: Library) -> Lessons:
    shelf = Shelf.of(library)
    names = list(shelf.by_id())
    return Lessons(shelf, {case.id: names for case in library.cases})


def case_of(library: Library, start: str) -> Case:
    return next(case for case in library.cases if case.question.startswith(start))


def drawn(lessons: Lessons, case: Case, times: int = 40) -> list[Record]:
    found = [lessons.answering(case, random.Random(seed)) for seed in range(times)]
    return [record for record in found if record is not None]


def test_every_span_is_the_words_that_were_marked(library: Library, lessons: Lessons) -> None:
    wanted = {"a6-001/q0": {"Amara Obi"}, "a6-001/q1": {"Rob Ashby", "Liu Fang"}, "a6-001/q3": {"84", "95"}}
    for name, words in wanted.items():
        case = next(case for case in library.cases if case.id == name)
        records = drawn(lessons, case)
        assert {text for record in records for text in record.texts} == words
        assert all(record.context[gold.start : gold.end] in words for record in records for gold in record.golds)


def test_operands_have_their_slots_and_the_operation_its_name(library: Library, lessons: Lessons) -> None:
    (record, *_) = drawn(lessons, case_of(library, "How many were fetched"))
    assert record.labels.operation == "difference"
    assert record.labels.items is None
    found = [(record.context[one.start : one.end], one.slot) for one in record.labels.operands or ()]
    assert found == [("1,840", "first"), ("160", "second")]


def test_a_calculation_over_two_documents_is_learned_where_each_operand_stands(
    library: Library, lessons: Lessons
) -> None:
    case = case_of(library, "How many parcels did both")
    assert {record.texts for record in drawn(lessons, case)} == {("1,840",), ("2,000",)}


def test_what_answered_once_is_a_near_miss(library: Library, lessons: Lessons) -> None:
    case = case_of(library, "When did the newer")
    missed = [lessons.missing(case, random.Random(seed)) for seed in range(10)]
    assert all(record is not None and "2009" in record.context and not record.golds for record in missed)


def test_near_misses_hold_no_answer_and_teach_no_operation(library: Library, lessons: Lessons) -> None:
    for case in library.cases:
        record = lessons.missing(case, random.Random(1))
        assert record is not None
        assert record.golds == ()
        assert record.labels.items == ()
        assert record.labels.operands == ()
        assert record.labels.operation in ("", "none")


def test_yes_and_no_are_told_where_the_clause_stands(library: Library, lessons: Lessons) -> None:
    case = case_of(library, "Is it in a church")
    assert {record.labels.affirmed for record in drawn(lessons, case)} == {False}
    missed = lessons.missing(case, random.Random(0))
    assert missed is not None
    assert missed.labels.affirmed is None


def test_a_turn_needs_the_words_it_leaves_out(library: Library, lessons: Lessons) -> None:
    case = case_of(library, "since when")
    records = [put(case, lessons._pieces["a6-001#p0"], random.Random(seed)) for seed in range(40)]
    with_talk = [record for record in records if record.history]
    assert {record.labels.needed for record in with_talk} == {frozenset({"food", "bank"}), frozenset()}
    assert all(record.question == case.alone for record in records if not record.labels.needed)
    assert any(not record.history for record in records)


def test_the_talk_before_is_told_with_its_answers(library: Library) -> None:
    case = case_of(library, "since when")
    assert told(case.earlier, random.Random(0)) == ("Who is in charge of the food bank?", "Amara Obi")


def test_a_word_is_needed_if_the_talk_has_it_and_the_turn_lacks_it() -> None:
    history = ("Who built the new tank at Lower Chikho?", "Mpatsa Builders")
    needed = needed_words("did they pay for it?", "Did Mpatsa Builders pay for the tank?", history)
    assert needed == {"mpatsa", "builder", "tank"}
    assert needed_words("Who paid for the tank?", "Who paid for the tank?", history) == frozenset()


def test_tables_are_told_from_prose() -> None:
    assert is_table(TABLE)
    assert is_table("a\tb\n1\t2\n3\t4")
    assert not is_table("One line, with a comma.\nAnother.\nA third one; a fourth.")


def test_a_round_holds_every_kind_and_is_the_same_for_the_same_seed(lessons: Lessons) -> None:
    once, again = (lessons.round(random.Random(3)) for _ in range(2))
    assert once == again
    assert {record.labels.kind for record in once} >= {"fact", "list", "compute", "polar"}
