"""A follow-up becomes a stand-alone question by the names it leaves out; any other question stays as asked."""

import pytest

from qa.conversation import standalone
from qa.types import Turn


def _turns(*contents: str) -> list[Turn]:
    return [Turn("assistant" if i % 2 else "user", content) for i, content in enumerate(contents)]


TALK = _turns("How much did Oslo give Hull?", "Oslo gave Hull 5 million euros [1].")


@pytest.mark.parametrize(
    "question",
    ["Who runs Bergen?", "How deep is the harbour basin near the old fish market?", "Who?", "港口在哪里？"],
)
def test_without_history_a_question_stays_as_asked(question: str) -> None:
    assert standalone(question, []) == question


@pytest.mark.parametrize(
    "question",
    ["What does the Bergen council charge tourists for moorings?", "Which company built the Lund tram in 1990?"],
)
def test_a_question_that_stands_alone_stays_as_asked(question: str) -> None:
    assert standalone(question, TALK) == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And how many cranes?", "How many cranes (Oslo, Hull)?"),
        ("but when did they sign?", "When did they sign (Oslo, Hull)?"),
        ("What did it pay for?", "What did it pay for (Oslo, Hull)?"),
        ("What did Hull pay it?", "What did Hull pay it (Oslo)?"),
        ("Cranes?", "Cranes (Oslo, Hull)?"),
    ],
)
def test_a_question_that_leans_on_the_talk_takes_its_names(question: str, expected: str) -> None:
    assert standalone(question, TALK) == expected


def test_names_are_carried_over_several_turns() -> None:
    talk = [*TALK, *_turns("And how many cranes?", "Two cranes [1].")]
    assert standalone("And boats?", talk) == "Boats (Oslo, Hull)?"


def test_a_new_topic_replaces_the_old_one() -> None:
    talk = [*TALK, *_turns("Who is the mayor of Bergen city today?", "Nobody is.")]
    assert standalone("And how many cranes?", talk) == "How many cranes (Bergen)?"


def test_he_is_the_person_of_the_last_answer_that_names_one() -> None:
    talk = _turns("Who commands the pilot boat in Hull?", "According to Ruud Aas, he commands it [1].")
    assert standalone("Where was he born?", talk) == "Where was he born (Ruud Aas)?"


def test_what_a_system_turn_says_is_not_the_topic() -> None:
    told = Turn("system", "Speak of Lund")
    assert standalone("And how many cranes?", [told, *TALK]) == "How many cranes (Oslo, Hull)?"
    assert standalone("And how many cranes?", [told]) == "And how many cranes?"
