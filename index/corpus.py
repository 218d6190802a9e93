"""The database of a generation that is being built: documents added with all that hangs on them, and forgotten."""

import hashlib
import shutil
import sqlite3
from pathlib import Path

import numpy as np
from seedqa.index.documents import Document
from seedqa.index.lexical import TABLE, postings_text
from seedqa.index.passages import Passage
from seedqa.index.store import SCHEMA
from seedqa.index.vectors import Vectors


def open_scratch(scratch: Path, base: Path | None) -> sqlite3.Connection:
    """A new generation's database, to be written: a copy of the one it is built upon, or an empty one."""
    file = scratch / "corpus.sqlite"
    if base is not None:
        shutil.copyfile(base / "corpus.sqlite", file)
    database = sqlite3.connect(file)
    # The scratch file is thrown away after a crash and synced before the switch: no journal is needed.
    # What is forgotten is overwritten, since the next generation is a copy of this file.
    database.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;")
    if base is None:
        database.executescript(SCHEMA + TABLE)
    return database


def forget_document(database: sqlite3.Connection, uri: str) -> list[int]:
    """Removes a document and all that hangs on it; returns its passages' ids."""
    (document_id,) = database.execute("SELECT id FROM documents WHERE uri = ?", (uri,)).fetchone()
    query = "SELECT id FROM passages WHERE document_id = ?"
    keys = [key for (key,) in database.execute(query, (document_id,)).fetchall()]
    for key in keys:
        database.execute("DELETE FROM postings WHERE rowid = ?", (key,))
        database.execute("DELETE FROM sentences WHERE passage_id = ?", (key,))
    database.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))
    database.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    return keys


def embedded_texts(document: Document, passages: list[Passage]) -> list[str]:
    """What is embedded of a document: a text for each passage, then each of their sentences."""
    sentences = [document.text[span.start : span.end] for passage in passages for span in passage.sentences]
    return [*(embedded_text(document, passage) for passage in passages), *sentences]


def add_document(
    database: sqlite3.Connection, document: Document, passages: list[Passage], vectors: Vectors
) -> list[int]:
    """Stores a document with the vectors of its ``embedded_texts``; returns its passages' ids."""
    database.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            document.uri,
            document.title,
            document.publisher,
            document.published,
            document.sha256,
            document.text,
        ),
    )
    blobs = iter(vectors[len(passages) :].astype(np.float16))
    keys = []
    for passage in passages:
        key = _passage_key(document, passage)
        row = (key, document.id, passage.start, passage.end, passage.heading)
        database.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", row)
        keys.append(key)
        spans = [(key, span.start, span.end, next(blobs).tobytes()) for span in passage.sentences]
        database.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?)", spans)
        body = postings_text(document.text[passage.start : passage.end])
        columns = (key, postings_text(document.title), postings_text(passage.heading), body)
        database.execute("INSERT INTO postings(rowid, title, heading, body) VALUES (?, ?, ?, ?)", columns)
    return keys


def _passage_key(document: Document, passage: Passage) -> int:
    """A passage's id: from its place alone, so that ties are broken alike whatever the index's history."""
    place = f"{document.id}:{passage.start}".encode()
    return int.from_bytes(hashlib.sha256(place).digest()[:8]) >> 1


def embedded_text(document: Document, passage: Passage) -> str:
    """What stands for a passage in the vector index: its title and heading, then its words."""
    named = [document.title, passage.heading, document.text[passage.start : passage.end]]
    return "\n".join(words for words in named if words)
