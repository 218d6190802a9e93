"""What the HTTP service asks of an engine, and how a handler reaches the one in use.

This module does not know how an answer is found; `qa.answering.Engine` fits this shape.
"""

from collections.abc import Sequence
from typing import Annotated, Protocol, runtime_checkable

from fastapi import Depends, Request
from seedqa.api.failures import Failure, RefusedError
from seedqa.index.documents import Document
from seedqa.qa.types import Answer, Evidence, IndexIdentity, Turn


class Answerer(Protocol):
    """Answers questions from one index; many threads may call it at once."""

    @property
    def identity(self) -> IndexIdentity:
        """Which index answers."""

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """One answer, from the documents meant where any are named; `InputError` where it cannot be asked so."""

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        """The passages nearest to a question, best first; of the documents meant, where any are named."""

    def documents(self) -> list[Document]:
        """Every document of the index, ordered by uri."""

    def document(self, document_id: str) -> Document | None:
        """One document, or None where the index has none of that id."""

    def close(self) -> None:
        """Let go of the index."""


@runtime_checkable
class Editor(Protocol):
    """Adds documents to the index, and takes them out."""

    def put_document(self, document: Document) -> bool:
        """Adds or changes a document; False where it is there already."""

    def remove_document(self, document_id: str) -> bool:
        """Takes a document out; False where there is none of that id."""


def editor(engine: Answerer) -> Editor:
    """The engine, if its documents can be changed."""
    if not isinstance(engine, Editor):
        raise RefusedError(Failure(403, "the documents of this service are fixed"))
    return engine


async def engine_in_use(request: Request) -> Answerer:
    """The engine the app was created with."""
    engine: Answerer = request.app.state.engine
    return engine


EngineInUse = Annotated[Answerer, Depends(engine_in_use)]
