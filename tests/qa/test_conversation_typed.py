"""A follow-up is also read as typed in the document talked of, and that answer is taken where it is clearly surer."""

import pytest
from seedqa.qa.composition import Composed
from seedqa.qa.conversation import NoDocuments, surer, understand
from seedqa.qa.outcome import Outcome
from seedqa.qa.types import Status, Turn

TALK = (Turn("user", "Which boat sank off Skarv?"), Turn("assistant", "The Silver Darling sank off Skarv [1]."))
REFUSED = (*TALK, Turn("user", "Who built it?"), Turn("assistant", "The documents do not say."))
NOTHING = Composed("", None, (), (), ())


class _Source(NoDocuments):
    """Knows one document, and what it was asked for."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def source(self, said: str) -> str:
        self.said.append(said)
        return "harbour.txt"


class _Ship(NoDocuments):
    """Documents that call every name "she"."""

    def gender(self, name: str) -> str:
        return "she"


def _outcome(status: Status, chance: float) -> Outcome:
    return Outcome(status, None, chance, NOTHING)


@pytest.mark.parametrize("talk", [TALK, REFUSED])
def test_a_turn_with_a_pronoun_may_be_read_as_typed_beside_the_last_answer(talk: tuple[Turn, ...]) -> None:
    lookup = _Source()
    understood = understand("And who owns it?", talk, lookup)
    assert understood.question == "Who owns the Silver Darling?"
    assert understood.typed is not None
    assert understood.typed.text == "Who owns it?"
    assert understood.sources == ("harbour.txt",)
    assert lookup.said == ["Which boat sank off Skarv? The Silver Darling sank off Skarv."]


@pytest.mark.parametrize("question", ["Who owns the Marigold?", "And in 2021?", "Thanks!", "Where does it say that?"])
def test_a_turn_that_stands_alone_or_is_no_clause_is_not_read_as_typed(question: str) -> None:
    assert understand(question, TALK, _Source()).sources == ()


def test_no_document_is_looked_up_for_a_first_question() -> None:
    lookup = _Source()
    assert understand("Who owns it?", (), lookup).sources == ()
    assert lookup.said == []


@pytest.mark.parametrize(
    ("status", "chance", "near", "taken"),
    [
        ("answered", 0.5, 0.7, True),
        ("answered", 0.5, 0.55, False),
        ("not_found", 0.8, 0.6, True),
        ("not_found", 0.8, 0.4, False),
        ("conflict", 0.2, 0.9, False),
        ("needs_clarification", 0.2, 0.9, False),
    ],
)
def test_the_answer_as_typed_has_to_be_clearly_surer(status: Status, chance: float, near: float, taken: bool) -> None:
    alone, typed = _outcome(status, chance), _outcome("answered", near)
    assert surer(alone, typed) is (typed if taken else alone)


def test_a_refusal_as_typed_never_takes_the_place_of_an_answer() -> None:
    alone = _outcome("answered", 0.1)
    assert surer(alone, _outcome("not_found", 0.99)) is alone


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("On how many ships?", "On how many ships did passengers come to Hull?"),
        ("From which ports?", "From which ports did passengers come to Hull?"),
    ],
)
def test_what_was_told_is_asked_in_plain_words(question: str, expected: str) -> None:
    talk = (Turn("user", "How many passengers came to Hull?"), Turn("assistant", "61,400 [1]."))
    assert understand(question, talk).question == expected


def test_a_ship_that_the_documents_call_she_is_not_they() -> None:
    talk = (Turn("user", "Which was the biggest of the cruise ships?"), Turn("assistant", "The Aurora Regent [1]."))
    assert understand("Who counted them?", talk, _Ship()).question == "Who counted the cruise ships?"
