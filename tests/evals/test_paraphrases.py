"""Rules that say the same in other words."""

import pytest
from seedqa.evals.paraphrases import paraphrases


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("How much did Osk pay Lindal?", "What sum did Osk pay Lindal?"),
        ("How many cranes did the port buy?", "What number of cranes did the port buy?"),
        ("When was the port founded?", "At what time was the port founded?"),
        ("Where did it happen?", "In what place did it happen?"),
        ("Why was it closed?", "For what reason was it closed?"),
        ("Who leads the port?", "Which person leads the port?"),
        ("Who is the director of the port?", "Who is the port's director?"),
        ("Who is the director of the port?", "Who's the director of the port?"),
        ("Who leads the port?", "who leads the port"),
        ("Osk pays what?", "Please tell me: Osk pays what?"),
    ],
)
def test_a_question_gets_this_form_among_others(question: str, form: str) -> None:
    assert form in paraphrases(question)


@pytest.mark.parametrize("question", ["Who is it?", "port director", "When?", "?"])
def test_no_form_is_the_question_itself_or_empty(question: str) -> None:
    assert all(form.strip() and form != question for form in paraphrases(question))


def test_who_with_an_auxiliary_is_no_person_that_does_something() -> None:
    assert not any(form.startswith("Which person") for form in paraphrases("Who did the port pay?"))
