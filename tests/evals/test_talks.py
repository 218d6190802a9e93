"""Stand-alone questions belong to turns, and what is printed of a suite is counted right."""

from dataclasses import replace

import pytest
from seedqa.evals.cases import GOLD, load_suite
from seedqa.evals.talks import STANDALONE, Heard, lines, standalone_questions

SUITES = sorted(path.stem for path in GOLD.glob("*conversations*.jsonl"))


@pytest.mark.parametrize("suite", sorted(path.stem for path in STANDALONE.glob("*.jsonl")))
def test_every_stand_alone_question_is_of_a_turn_of_its_suite(suite: str) -> None:
    cases = {case.id for case in load_suite(GOLD / f"{suite}.jsonl").cases}
    questions = standalone_questions(suite)
    assert questions
    assert set(questions) <= cases
    assert all(question.strip() for question in questions.values())


def test_the_gold_is_large_enough_and_half_of_it_is_held_out() -> None:
    suites = [load_suite(GOLD / f"{name}.jsonl") for name in SUITES]
    talks = {(s.name, tag) for s in suites for case in s.cases for tag in case.tags if tag.startswith("conv-")}
    held = sum(len(suite.cases) for suite in suites if suite.held_out)
    turns = sum(len(suite.cases) for suite in suites)
    assert len(talks) >= 40
    assert turns >= 200
    assert 2 * held >= turns


def test_a_suite_without_stand_alone_questions_has_none() -> None:
    assert standalone_questions("seeds-dev") == {}


def test_shares_are_of_the_turns_that_have_a_stand_alone_question() -> None:
    case = load_suite(GOLD / "seeds-conversations-dev.jsonl").cases[0]
    first = Heard(case, True, True, True, "How many masks?", 1.0)
    heard = [
        first,
        replace(first, right=False, same=False, milliseconds=2.0),
        replace(first, right=False, alone=False, milliseconds=4.0),
        replace(first, alone=None, same=None),
    ]
    assert [line.split()[-2:] for line in lines("made", heard)[1:5]] == [
        ["0.500", "(4)"],
        ["0.667", "(3)"],
        ["0.667", "(3)"],
        ["0.500", "(2)"],
    ]
    assert "1.50 ms" in lines("made", heard)[5]
