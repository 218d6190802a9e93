"""An engine that follows its index: after every build the next question is answered from the new generation."""

import threading
from collections.abc import Sequence
from pathlib import Path

from index.documents import Document
from index.generations import current_generation
from qa.answering import Engine
from qa.settings import Settings
from qa.types import Answer, Evidence, IndexIdentity, Turn


class LiveEngine:
    """Offers what ``Engine`` offers. A question begun on one generation ends on it."""

    def __init__(self, index: Path, settings: Settings) -> None:
        self._index = index
        self._settings = settings
        self._lock = threading.Lock()
        self._generation = current_generation(index)
        self._engine = Engine.open(index, settings)

    @classmethod
    def open(cls, index: Path, settings: Settings = Settings()) -> "LiveEngine":
        """Opens an index directory; ``IndexUnusable`` or ``ModelUnusable`` says why it cannot be."""
        return cls(index, settings)

    @property
    def identity(self) -> IndexIdentity:
        """Which index answers now."""
        return self._current().identity

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """One answer, from the newest generation."""
        return self._current().ask(question, history)

    def retrieve(self, question: str, limit: int = 10) -> list[Evidence]:
        """The passages nearest to a question, best first."""
        return self._current().retrieve(question, limit)

    def documents(self) -> list[Document]:
        """All documents in order of ``uri``."""
        return self._current().documents()

    def document(self, document_id: str) -> Document | None:
        """The document of that id, None where there is none."""
        return self._current().document(document_id)

    def close(self) -> None:
        """Releases the index."""
        self._engine.close()

    def _current(self) -> Engine:
        """The engine of the current generation. The one before is left to the questions that still hold it."""
        newest = current_generation(self._index)
        if newest != self._generation:
            with self._lock:
                if newest != self._generation:
                    self._engine = Engine.open(self._index, self._settings)
                    self._generation = newest
        return self._engine
