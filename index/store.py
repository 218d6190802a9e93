"""A generation opened for reading: documents, passages, and the two searches over them."""

import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from seedqa.index.documents import Document
from seedqa.index.encoder import Encoder
from seedqa.index.encoders import open_encoder
from seedqa.index.errors import IndexUnusable
from seedqa.index.generations import current_generation
from seedqa.index.lexical import match_expression
from seedqa.index.manifest import Manifest
from seedqa.index.passages import Passage
from seedqa.index.scope import SHADOWS, Address, Scope, read_scope
from seedqa.index.spans import Span
from seedqa.index.vectors import VectorIndex, Vectors

SCHEMA = """
CREATE TABLE documents(
    id TEXT PRIMARY KEY, uri TEXT NOT NULL UNIQUE, title TEXT NOT NULL, publisher TEXT, published TEXT,
    sha256 TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE passages(
    id INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, heading TEXT NOT NULL);
CREATE INDEX passages_of_document ON passages(document_id, start);
CREATE TABLE sentences(
    passage_id INTEGER NOT NULL REFERENCES passages(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    vector BLOB NOT NULL, PRIMARY KEY(passage_id, start)) WITHOUT ROWID;
"""
_FIELDS = "id, uri, title, publisher, published, sha256, text"


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage in its document; ``vectors`` has one unit vector a sentence, shape (sentences, dimensions)."""

    id: int
    document: Document
    passage: Passage
    vectors: Vectors


def open_database(folder: Path) -> sqlite3.Connection:
    """A generation's database, for reading only; ``IndexUnusable`` if it is damaged."""
    place = f"{(folder / 'corpus.sqlite').resolve().as_uri()}?mode=ro&immutable=1"
    try:
        database = sqlite3.connect(place, uri=True, check_same_thread=False)
        try:
            database.execute("SELECT count(*) FROM documents").fetchone()
        except sqlite3.Error:
            database.close()
            raise
    except sqlite3.Error as error:
        raise _damaged(folder, error) from None
    return database


def _damaged(folder: Path, error: sqlite3.Error) -> IndexUnusable:
    return IndexUnusable(f"the index in {folder.parent} is damaged ({error})", "rebuild it with: qa index")


class Store:
    """One immutable generation. Safe to use from many threads; answers the same until it is closed."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        encoder: Encoder,
        vectors: VectorIndex,
        database: sqlite3.Connection,
        scope: Scope | None = None,
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.encoder = encoder
        self._vectors = vectors
        self._database = database
        self._lock = threading.Lock()
        self._scope = scope
        self._among = " AND rowid IN (SELECT id FROM passages)" if scope and scope.ranking is None else ""
        if scope and scope.ranking:
            weakref.finalize(self, scope.ranking.close)

    @classmethod
    def open(cls, index: Path, loaded: Encoder | None = None) -> "Store":
        """Opens the current generation; ``IndexUnusable`` or ``ModelUnusable`` says what is missing or differs.

        An encoder already ``loaded`` is shared where it is of the same model.
        """
        folder = current_generation(index)
        if folder is None:
            raise IndexUnusable(f"there is no index in {index}", "build one with: qa index PATH --index DIR")
        manifest = Manifest.load(folder)
        same = loaded is not None and loaded.card.weights == manifest.weights
        encoder = loaded if same and loaded else open_encoder(index, manifest.model, manifest.weights)
        vectors = VectorIndex.open(folder / "vectors.faiss")
        return cls(folder, manifest, encoder, vectors, open_database(folder))

    def limited_to(self, documents: Sequence[str]) -> "Store":
        """The same generation as if it held only those documents; it can be used as long as this one is open."""
        within = [key for key in documents if self._scope is None or key in self._scope.documents]
        with self._guarded():
            scope = read_scope(self._database, within)
        vectors = self._vectors.limited_to(scope.passages)
        limited = Store(self.folder, self.manifest, self.encoder, vectors, self._database, scope)
        limited._lock = self._lock
        return limited

    @property
    def scope(self) -> tuple[str, ...] | None:
        """The documents that this is limited to, None where it is not."""
        return None if self._scope is None else self._scope.documents

    def close(self) -> None:
        """Releases the files; the store cannot be used afterwards."""
        self._database.close()

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """What each document can be told by, in order of ``uri``."""
        query = "SELECT id, uri, title, published FROM documents ORDER BY uri"
        return tuple(Address(*row) for row in self._rows(query))

    def documents(self) -> list[Document]:
        """All documents in order of ``uri``."""
        return [Document(*row) for row in self._rows(f"SELECT {_FIELDS} FROM documents ORDER BY uri")]

    def document_count(self) -> int:
        """How many documents there are."""
        return int(self._rows("SELECT count(*) FROM documents")[0][0])

    def document(self, document_id: str) -> Document | None:
        """The document of that id, None where there is none."""
        rows = self._rows(f"SELECT {_FIELDS} FROM documents WHERE id = ?", document_id)
        return Document(*rows[0]) if rows else None

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Passage ids by cosine with a unit vector, best first."""
        return self._vectors.search(vector, limit)

    def matching(self, terms: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Passage ids by BM25 over title, heading and body (weights 0.5, 0.5, 1), best first, scores positive."""
        if not terms:
            return []
        query = (
            "SELECT rowid, -bm25(postings, 0.5, 0.5, 1.0) AS score FROM postings "
            f"WHERE postings MATCH ?{self._among} ORDER BY score DESC, rowid LIMIT ?"
        )
        found = self._word_rows(query, match_expression(list(terms)), limit)
        return [(int(key), float(score)) for key, score in found]

    def passages_with(self, term: str) -> int:
        """How many passages hold a word (in any of its stemmed forms) in body, heading or title."""
        query = f"SELECT count(*) FROM postings WHERE postings MATCH ?{self._among}"
        return int(self._word_rows(query, match_expression([term]))[0][0])

    def documents_with(self, term: str) -> list[str]:
        """The ids of the documents that have a word in the body, heading or title of a passage."""
        query = (
            "SELECT DISTINCT document_id FROM passages "
            "WHERE id IN (SELECT rowid FROM postings WHERE postings MATCH ?) ORDER BY document_id"
        )
        return [str(key) for (key,) in self._rows(query, match_expression([term]))]

    def passage_count(self) -> int:
        """How many passages there are."""
        return len(self._vectors)

    def passages_of(self, documents: Sequence[str], limit: int) -> list[int]:
        """The ids of the first passages of some documents, in order."""
        marks = ",".join("?" * len(documents))
        query = f"SELECT id FROM passages WHERE document_id IN ({marks}) ORDER BY document_id, start LIMIT ?"
        return [int(key) for (key,) in self._rows(query, *documents, limit)]

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """The passages of those ids, in that order."""
        marks = ",".join("?" * len(ids))
        rows = self._rows(f'SELECT id, document_id, start, "end", heading FROM passages WHERE id IN ({marks})', *ids)
        documents = {key: self.document(key) for key in {row[1] for row in rows}}
        found = {row[0]: self._stored(row, documents[row[1]]) for row in rows}
        return [found[key] for key in ids if key in found]

    def nearest_sentences(self, ids: Sequence[int], vector: Vectors) -> dict[int, float]:
        """The cosine of each passage's nearest sentence with a unit vector; passages without sentences are left out."""
        marks = ",".join("?" * len(ids))
        query = f"SELECT passage_id, vector FROM sentences WHERE passage_id IN ({marks}) ORDER BY passage_id, start"
        rows = self._rows(query, *ids)
        if not rows:
            return {}
        vectors = np.frombuffer(b"".join(blob for _, blob in rows), dtype=np.float16).astype(np.float32)
        nearest: dict[int, float] = {}
        for (key, _), cosine in zip(rows, (vectors.reshape(len(rows), -1) @ vector).tolist(), strict=True):
            nearest[key] = max(cosine, nearest.get(key, -1.0))
        return nearest

    def _stored(self, row: tuple[Any, ...], document: Document | None) -> StoredPassage:
        assert document is not None  # a foreign key of the same immutable file
        query = 'SELECT start, "end", vector FROM sentences WHERE passage_id = ? ORDER BY start'
        sentences = self._rows(query, row[0])
        spans = tuple(Span(start, end) for start, end, _ in sentences)
        vectors = np.frombuffer(b"".join(blob for _, _, blob in sentences), dtype=np.float16)
        shaped = vectors.astype(np.float32).reshape(len(spans), -1)
        return StoredPassage(row[0], document, Passage(row[2], row[3], row[4], spans), shaped)

    def _word_rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query of ``postings`` alone."""
        if self._scope is None or self._scope.ranking is None:
            return self._rows(query, *values)
        with self._guarded():
            return self._scope.ranking.execute(query, values).fetchall()

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._guarded():
            if self._scope is None:
                return self._database.execute(query, values).fetchall()
            return self._database.execute(SHADOWS + query, (self._scope.value, *values)).fetchall()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except sqlite3.DatabaseError as error:
            raise _damaged(self.folder, error) from None
