"""The questions to begin with come from the documents, and are answered by them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi.testclient import TestClient
from seedqa.api.examples import OFFERED, Examples, example_questions
from seedqa.index.documents import Document, make_document
from seedqa.qa.answering import Engine
from seedqa.qa.types import Answer, IndexIdentity, Turn

from tests.api.scripted import ScriptedEngine

TEXTS = {
    "harbour": "“We sail at dawn,” said Nadia Ferreira, director of the Marine Institute, on Monday.",
    "brewery": "Pennant’s turnover was 5.7 million euros last year. Its cellar is cold.",
    "poem": "Roses are red, a captain of industry is blue.",
    "lines": "said Anna Lind, director of the\nBoard of Trade,",
}


@dataclass
class Scribe(ScriptedEngine):
    """An engine over ``TEXTS`` that answers with the words it is told to."""

    said: str = "Nadia Ferreira, 5.7 million euros"
    confidence: float = 0.9

    def documents(self) -> list[Document]:
        return [make_document(f"{name}.txt", text) for name, text in TEXTS.items()]

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        answer = super().ask(question, history, documents)
        return replace(answer, status="answered", short_answer=self.said, confidence=self.confidence)


def test_a_role_and_a_measure_become_questions() -> None:
    assert example_questions(Scribe()) == [
        "Who is the director of the Marine Institute?",
        "What is Pennant’s turnover?",
    ]


def test_what_is_not_answered_as_it_stands_is_not_offered() -> None:
    assert example_questions(Scribe(said="Somebody Else")) == []
    assert example_questions(Scribe(confidence=0.5)) == []
    assert example_questions(ScriptedEngine()) == []


def test_they_are_made_once_for_each_generation() -> None:
    engine, examples = Scribe(), Examples()
    found = examples.of(engine)
    asked = len(engine.asked)
    assert examples.of(engine) == found
    assert len(engine.asked) == asked > 0
    engine.identity = IndexIdentity(8, "beef")
    assert examples.of(engine) == found
    assert len(engine.asked) == 2 * asked


def test_the_service_tells_them(client: TestClient) -> None:
    assert client.get("/v1/examples").json() == {"questions": []}


def test_over_the_seeds_they_are_answered_from_words_of_the_documents(engine: Engine) -> None:
    questions = example_questions(engine)
    assert 0 < len(questions) <= OFFERED
    assert len(set(questions)) == len(questions)
    for question in questions:
        answer = engine.ask(question)
        assert answer.status == "answered"
        assert str(answer.short_answer) in answer.citations[0].quote
