"""Conversations with the real engine: nothing of one topic gets into another, and turns that are no questions."""

import pytest
from seedqa.qa.answering import Engine
from seedqa.qa.types import Answer, Turn

MONEY = "How much did Jinghai give Zhenyuan County in financial assistance?"
ORCHARD = "How large is Liu Xinghe's orchard?"
MEETING = "When was the conference on innovation held in Zaozhuang?"
UNKNOWN = "Who is the mayor of Atlantis?"
GIFTS = (MONEY, "And how many masks?")
PEARS = (ORCHARD, "When did he begin to introduce new varieties?")


def _talk(engine: Engine, *questions: str) -> list[Answer]:
    """The answers to questions asked one after another, each with what went before."""
    history: list[Turn] = []
    answers = []
    for question in questions:
        answers.append(engine.ask(question, history))
        history += [Turn("user", question), Turn("assistant", answers[-1].answer)]
    return answers


def _said(answer: Answer) -> tuple[object, ...]:
    return (answer.standalone_question, answer.status, answer.reason, answer.answer, answer.citations)


@pytest.mark.parametrize("between", [(ORCHARD, MEETING), (UNKNOWN, "Thanks!"), ("And in Atlantis?", "How old is he?")])
def test_a_question_asked_again_is_answered_the_same(engine: Engine, between: tuple[str, str]) -> None:
    first, *_, again = _talk(engine, MONEY, *between, MONEY)
    assert first.status == "answered"
    assert _said(first) == _said(again)


def test_the_order_of_two_unrelated_topics_changes_no_answer(engine: Engine) -> None:
    one, other = _talk(engine, *GIFTS, *PEARS), _talk(engine, *PEARS, *GIFTS)
    assert [_said(answer) for answer in one] == [_said(answer) for answer in (*other[2:], *other[:2])]
    assert [answer.status for answer in one] == ["answered"] * 4


@pytest.mark.parametrize("refused", ["And in Atlantis?", "What is the weather like on Mars?"])
def test_a_refused_turn_does_not_spoil_the_next(engine: Engine, refused: str) -> None:
    plain = _talk(engine, MONEY, "How many masks did Jinghai give Zhenyuan County?")[-1]
    after = _talk(engine, MONEY, refused, "How many masks did Jinghai give Zhenyuan County?")
    assert after[1].status == "not_found"
    assert _said(after[2]) == _said(plain)


def test_two_readings_are_asked_about_and_a_word_settles_it(engine: Engine) -> None:
    _, asked, settled = _talk(
        engine, "How much did Jinghai district give Zhenyuan County?", "What is its area?", "The county"
    )
    assert (asked.status, asked.reason) == ("needs_clarification", "ambiguous_reference")
    assert "Jinghai district" in asked.answer
    assert "Zhenyuan County" in asked.answer
    assert asked.citations == ()
    assert settled.standalone_question == "What is the area of Zhenyuan County?"


def test_thanks_are_no_question_and_assert_nothing(engine: Engine) -> None:
    answer = _talk(engine, MONEY, "Thank you!")[-1]
    assert (answer.status, answer.reason, answer.citations, answer.nearest) == ("not_found", "out_of_scope", (), ())
    assert answer.standalone_question == "Thank you!"


@pytest.mark.parametrize("question", ["Where does it say that?", "Are you sure?", "Show me the passage."])
def test_a_question_about_the_answer_shows_its_passage(engine: Engine, question: str) -> None:
    first, again = _talk(engine, MONEY, question)
    assert again.citations == first.citations
    assert again.short_answer == first.short_answer
    assert again.answer.endswith(first.answer)
    assert again.standalone_question == MONEY


def test_a_sum_is_explained_by_its_derivation(engine: Engine) -> None:
    total = "What do the 54.16 million yuan and the 16.82 million yuan that Jinghai offered Zhenyuan add up to?"
    first, again = _talk(engine, total, "Explain the sum.")
    assert first.derivation is not None
    assert again.derivation == first.derivation
    assert first.derivation.expression in again.answer.splitlines()[0]


def test_a_talk_is_answered_the_same_every_time(engine: Engine) -> None:
    assert [_said(a) for a in _talk(engine, *GIFTS, *PEARS)] == [_said(a) for a in _talk(engine, *GIFTS, *PEARS)]
