"""A scripted engine for the HTTP tests: what is under test is the API, not the answering."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from seedqa.index.documents import Document
from seedqa.index.errors import InputError
from seedqa.index.passages import Passage
from seedqa.index.spans import Span
from seedqa.qa.types import Answer, Citation, Derivation, Evidence, IndexIdentity, Operand, Turn

TEXT = "🌊 The river Ösel 河 is 310 km long [1].\nIts lower arm adds 42 km.\n"
OTHER = "A note without figures."
FIRST = "The river Ösel 河 is 310 km long [1]."
SECOND = "Its lower arm adds 42 km."
# What chat clients are shown of the answer: the short answer first.
SAID = f"352 km\n\nTogether 352 km. [1][2]\n{FIRST} [1]"


def _document(name: str, text: str) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"d-{sha256[:8]}", f"{name}.txt", name.title(), "Gazetteer", "2024-02-01", sha256, text)


def _citation(marker: int, document: Document, quote: str) -> Citation:
    start = document.text.index(quote)
    end = start + len(quote)
    return Citation(
        marker=marker,
        document_id=document.id,
        title=document.title,
        uri=document.uri,
        start=start,
        end=end,
        quote=quote,
        sha256=document.sha256,
        context_start=0,
        context_end=len(document.text),
        published=document.published,
    )


@dataclass
class ScriptedEngine:
    """Answers every question alike, and notes what it was asked."""

    river: Document = field(default_factory=lambda: _document("rivers", TEXT))
    note: Document = field(default_factory=lambda: _document("notes", OTHER))
    identity: IndexIdentity = field(default_factory=lambda: IndexIdentity(7, "f00d"))
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    among: list[tuple[str, ...]] = field(default_factory=list)
    put: dict[str, Document] = field(default_factory=dict)
    error: Exception | None = None

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        self.among.append(tuple(documents))
        if self.error is not None:
            raise self.error
        if not question.strip():
            raise InputError("the question is empty", "ask something")
        return self._answer(question)

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        self.among.append(tuple(documents))
        if self.error is not None:
            raise self.error
        passage = Passage(0, len(TEXT), "", (Span(0, len(TEXT)),))
        return [Evidence(self.river, passage, 0.5, 0.25)][:limit]

    def embed(self, text: str) -> list[float]:
        if self.error is not None:
            raise self.error
        return [0.6, 0.8, float(len(text))]

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        """No opinion."""
        return [0.5 for _ in texts]

    def documents(self) -> list[Document]:
        return [self.note, self.river, *self.put.values()]

    def document(self, document_id: str) -> Document | None:
        return {document.id: document for document in self.documents()}.get(document_id)

    def put_document(self, document: Document) -> bool:
        if self.error is not None:
            raise self.error
        known = self.put.get(document.id) == document
        self.put[document.id] = document
        return not known

    def remove_document(self, document_id: str) -> bool:
        return self.put.pop(document_id, None) is not None

    def close(self) -> None:
        self.asked.clear()

    def _answer(self, question: str) -> Answer:
        first, second = _citation(1, self.river, FIRST), _citation(2, self.river, SECOND)
        return Answer(
            id="a1",
            question=question,
            standalone_question=question,
            status="partial",
            reason="values_disagree",
            answer=f"Together 352 km. [1][2]\n{FIRST} [1]",
            short_answer="352 km",
            parts=("310 km", "42 km"),
            confidence=0.75,
            citations=(first, second),
            derivation=Derivation(
                expression="a + b",
                operands=(Operand("a", "310000", "m", 1), Operand("b", "42000", "m", 2)),
                value="352000",
                unit="m",
                rounded="352 km",
            ),
            nearest=(_citation(1, self.note, OTHER),),
            mode="extractive",
            index=self.identity,
            timings_ms={"retrieval": 1.5, "total": 2.0},
        )
