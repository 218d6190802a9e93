"""An engine that follows its index: after every build the next question is answered from the new generation."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from seedqa.index.documents import Document
from seedqa.index.errors import QaError
from seedqa.index.generations import current_generation
from seedqa.index.store import Store
from seedqa.index.uploads import put_document, remove_document
from seedqa.qa.answering import Engine
from seedqa.qa.model import FittedModel
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.settings import Settings, reader_folder
from seedqa.qa.types import Answer, Evidence, IndexIdentity, Turn

LOG = logging.getLogger("seedqa")


class LiveEngine:
    """Offers what ``Engine`` offers. A question begun on one generation ends on it.

    A generation that cannot be opened is passed over with a line in the log: the one before goes on answering, and the
    next question tries again. What does not change with the documents is loaded once: the reader, the fitted model
    and, where the embedding model is the same, the encoder.
    """

    def __init__(self, index: Path, settings: Settings) -> None:
        self._index = index
        self._settings = settings
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._reader = Reader.open(reader_folder(settings.reader))
        self._model = FittedModel.load(reader_folder(settings.reader))
        self._followed = current_generation(index)
        self._store = Store.open(index)
        self._engine = self._over(self._store)

    @classmethod
    def open(cls, index: Path, settings: Settings = Settings()) -> "LiveEngine":
        """Opens an index directory; ``IndexUnusable`` or ``ModelUnusable`` says why it cannot be."""
        return cls(index, settings)

    @property
    def identity(self) -> IndexIdentity:
        """Which index answers now."""
        return self._current().identity

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """One answer, from the newest generation; only from the ``documents`` meant, where any are named."""
        return self._current().ask(question, history, documents)

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        """The passages nearest to a question, best first; of the ``documents`` meant, where any are named."""
        return self._current().retrieve(question, limit, documents)

    def embed(self, text: str) -> list[float]:
        """The unit vector of a text, as questions are embedded."""
        return self._current().embed(text)

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        """How probably each text answers the question, as the trained reader sees it."""
        return self._current().answerable(question, texts)

    def documents(self) -> list[Document]:
        """All documents in order of ``uri``."""
        return self._current().documents()

    def document(self, document_id: str) -> Document | None:
        """The document of that id, None where there is none."""
        return self._current().document(document_id)

    def put_document(self, document: Document) -> bool:
        """Adds or changes a document, which answers come from at once; False where it is there already."""
        with self._writing:
            return put_document(self._index, document, self._store.encoder)

    def remove_document(self, document_id: str) -> bool:
        """Takes a document out of the index; False where there is none of that id."""
        with self._writing:
            return remove_document(self._index, document_id)

    def close(self) -> None:
        """Releases the index."""
        self._engine.close()
        self._reader.close()

    def _over(self, store: Store) -> Engine:
        return Engine(store, self._settings, self._model, self._reader)

    def _current(self) -> Engine:
        """The engine of the current generation. The one before is left to the questions that still hold it."""
        if self._newest() != self._followed:
            with self._lock:
                newest = self._newest()
                if newest != self._followed:
                    self._follow(newest)
        return self._engine

    def _newest(self) -> Path | None:
        try:
            return current_generation(self._index)
        except QaError:
            return None

    def _follow(self, newest: Path | None) -> None:
        try:
            store = Store.open(self._index, self._store.encoder)
        except QaError as error:
            LOG.warning("the new generation is passed over: %s", error)
            return
        self._store, self._engine, self._followed = store, self._over(store), newest
