"""The engine as the service uses it: opened while the service already listens, shared by a few workers, measured."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

from seedqa.api.admission import give_back_place
from seedqa.api.answerer import Answerer, editor, encoder
from seedqa.api.logs import log_event
from seedqa.api.metrics import ServiceMetrics
from seedqa.api.telling import tell, whole
from seedqa.index.documents import Document
from seedqa.index.errors import IndexBusy, QaError
from seedqa.qa.llm.telling import Telling
from seedqa.qa.types import Answer, Evidence, IndexIdentity, Turn

_PATIENCE = 30.0


class ServedEngine:
    """Offers what the engine offers. Until it is open, callers wait for it; ``ready`` says whether it is.

    ``workers`` bounds how many questions are worked on at once, since more of them would only slow each other down.
    """

    def __init__(
        self, factory: Callable[[], Answerer], workers: int, metrics: ServiceMetrics, log_questions: bool = False
    ) -> None:
        self._factory = factory
        self._places = threading.BoundedSemaphore(workers)
        self._metrics = metrics
        self._log_questions = log_questions
        self._settled = threading.Event()
        self._engine: Answerer | None = None
        self.failure: QaError | None = None

    @property
    def ready(self) -> bool:
        """Whether the index is open."""
        return self._engine is not None

    def open(self) -> None:
        """Opens the engine; what hinders it is raised, and kept as ``failure`` for those who wait."""
        try:
            self._engine = self._factory()
        except QaError as error:
            self.failure = error
            raise
        finally:
            self._settled.set()

    @property
    def identity(self) -> IndexIdentity:
        """Which index answers."""
        return self._opened().identity

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """One answer, counted and logged."""
        return whole(self.tell(question, history, documents))

    def tell(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Telling:
        """One answer as it comes, counted and logged once it is whole. A place is taken until the documents have
        answered; the words of a language model are waited for without one, and without one in the queue."""
        engine = self._opened()
        with self._places:
            telling = tell(engine, question, history, documents)
        if telling.at_once:
            self._note(telling.base)
            return telling
        give_back_place()
        return Telling(telling.base, self._noted(telling.words))

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        """The passages nearest to a question, best first; of the documents meant, where any are named."""
        engine = self._opened()
        with self._places:
            return engine.retrieve(question, limit, documents)

    def embed(self, text: str) -> list[float]:
        """The unit vector of a text; a place is taken for each, so that many texts do not keep questions waiting."""
        engine = encoder(self._opened())
        with self._places:
            return engine.embed(text)

    def documents(self) -> list[Document]:
        """Every document of the index, ordered by uri."""
        return self._opened().documents()

    def document(self, document_id: str) -> Document | None:
        """One document, or None where the index has none of that id."""
        return self._opened().document(document_id)

    def put_document(self, document: Document) -> bool:
        """Adds or changes a document; False where it is there already."""
        return editor(self._opened()).put_document(document)

    def remove_document(self, document_id: str) -> bool:
        """Takes a document out; False where there is none of that id."""
        return editor(self._opened()).remove_document(document_id)

    def close(self) -> None:
        """Lets go of the index, if it was opened."""
        if self._engine is not None:
            self._engine.close()

    def _opened(self) -> Answerer:
        self._settled.wait(_PATIENCE)
        if self.failure is not None:
            raise self.failure
        if self._engine is None:
            raise IndexBusy("the index is being opened", "try again shortly")
        return self._engine

    def _noted(self, words: Iterable[str | Answer]) -> Iterator[str | Answer]:
        for told in words:
            if isinstance(told, Answer):
                self._note(told)
            yield told

    def _note(self, answer: Answer) -> None:
        self._metrics.answer(answer)
        asked = {"question": answer.question} if self._log_questions else {}
        log_event(
            "answer",
            answer=answer.id,
            status=answer.status,
            reason=answer.reason,
            confidence=answer.confidence,
            generation=answer.index.generation,
            ms=answer.timings_ms.get("total"),
            mode=answer.mode,
            dropped=answer.dropped,
            tokens=None if answer.usage is None else answer.usage.prompt_tokens + answer.usage.completion_tokens,
            **asked,
        )
