"""An engine whose questions a language model answers; every claim is proven by the documents before it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from seedqa.index.documents import Document
from seedqa.qa.llm.asking import Asking
from seedqa.qa.llm.connection import Model
from seedqa.qa.llm.extractive import Editable, Extractive
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.llm.telling import Telling
from seedqa.qa.types import Answer, Evidence, IndexIdentity, Turn


class LlmEngine:
    """Offers what ``Engine`` offers, and answers as a stream."""

    def __init__(self, engine: Extractive, model: Model, settings: LlmSettings) -> None:
        self._engine = engine
        self._model = model
        self._settings = settings

    @property
    def identity(self) -> IndexIdentity:
        """Which index answers."""
        return self._engine.identity

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """One answer: the model's claims that the documents prove, else the extractive one."""
        *_, last = self.stream(question, history, documents)
        assert isinstance(last, Answer)
        return last

    def stream(
        self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Iterator[str | Answer]:
        """The answer's text in proven pieces, then the whole ``Answer``, whose text is the pieces joined.

        Nothing has been sent when ``InputError`` is raised for a question that cannot be used.
        """
        yield from self.tell(question, history, documents).words

    def tell(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Telling:
        """The model's answer as it comes; its base says nothing yet, since the model may say another thing."""
        base = self._engine.ask(question, history, documents)
        asking = Asking(self._engine, self._model, self._settings, base, question, history, documents)
        return Telling(replace(base, short_answer=None, parts=()), asking.told())

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        """The passages nearest to a question, best first; of the ``documents`` meant, where any are named."""
        return self._engine.retrieve(question, limit, documents)

    def embed(self, text: str) -> list[float]:
        """The unit vector of a text, as questions are embedded."""
        return self._engine.embed(text)

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        """How probably each text answers the question, as the trained reader sees it."""
        return self._engine.answerable(question, texts)

    def documents(self) -> list[Document]:
        """All documents in order of ``uri``."""
        return self._engine.documents()

    def document(self, document_id: str) -> Document | None:
        """The document of that id, None where there is none."""
        return self._engine.document(document_id)

    def close(self) -> None:
        """Releases the index."""
        self._engine.close()


class EditableLlmEngine(LlmEngine):
    """The same over an engine whose documents can be changed."""

    def __init__(self, engine: Editable, model: Model, settings: LlmSettings) -> None:
        super().__init__(engine, model, settings)
        self._editable = engine

    def put_document(self, document: Document) -> bool:
        """Adds or changes a document; False where it is there already."""
        return self._editable.put_document(document)

    def remove_document(self, document_id: str) -> bool:
        """Takes a document out; False where there is none of that id."""
        return self._editable.remove_document(document_id)
