"""Some documents of a generation, searched as if they were all that it holds."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.lexical import TABLE

# So many passages are ranked by the words of the scope alone, as an index of their own would rank them: copying their
# words takes some 60 microseconds each. A larger scope is ranked by the words of the whole index, which are much alike.
MOST_COPIED = 5_000

# These names hide the tables of the same names from the query that follows.
SHADOWS = """
WITH scope AS (SELECT value AS id FROM json_each(?)),
documents AS (SELECT * FROM main.documents WHERE id IN (SELECT id FROM scope)),
passages AS (SELECT * FROM main.passages WHERE document_id IN (SELECT id FROM scope)),
quantities AS (SELECT * FROM main.quantities WHERE document_id IN (SELECT id FROM scope))
"""


@dataclass(frozen=True, slots=True)
class Address:
    """What a document can be told by, without its text."""

    id: str
    uri: str
    title: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Scope:
    """Documents, the value of ``SHADOWS`` that names them, and their passages; ``ranking`` holds a copy of these
    passages' words where they are few."""

    documents: tuple[str, ...]
    value: str
    passages: tuple[int, ...]
    ranking: sqlite3.Connection | None


def read_scope(database: sqlite3.Connection, documents: Sequence[str]) -> Scope:
    """The scope of some documents of a generation."""
    value = json.dumps(documents)
    query = f"{SHADOWS} SELECT id FROM passages ORDER BY id"
    passages = tuple(int(key) for (key,) in database.execute(query, (value,)))
    ranking = _copied(database, value) if len(passages) <= MOST_COPIED else None
    return Scope(tuple(documents), value, passages, ranking)


def _copied(database: sqlite3.Connection, value: str) -> sqlite3.Connection:
    """A table of the words of the scope's passages, which counts no others."""
    own = sqlite3.connect(":memory:", check_same_thread=False)
    own.execute(TABLE)
    columns = "rowid, title, heading, body"
    rows = database.execute(
        f"{SHADOWS} SELECT {columns} FROM postings WHERE rowid IN (SELECT id FROM passages) ORDER BY rowid", (value,)
    )
    own.executemany(f"INSERT INTO postings({columns}) VALUES (?, ?, ?, ?)", rows)
    own.commit()
    return own
