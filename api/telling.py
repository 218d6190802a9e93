"""Answers that are told while they are worded, as the endpoints that stream ask for them."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from seedqa.api.answerer import Answerer
from seedqa.qa.llm.telling import Telling
from seedqa.qa.types import Answer, Turn


@runtime_checkable
class Teller(Protocol):
    """An engine that can tell an answer while it words it."""

    def tell(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Telling:
        """The documents' own answer, and the words for it as they come."""


def tell(engine: Answerer, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Telling:
    """An answer as it comes, or whole where the engine knows no other way."""
    if isinstance(engine, Teller):
        return engine.tell(question, history, documents)
    return Telling.whole(engine.ask(question, history, documents))


def whole(telling: Telling) -> Answer:
    """The answer, once nothing more is to come."""
    *_, answer = telling.words
    assert isinstance(answer, Answer)
    return answer
