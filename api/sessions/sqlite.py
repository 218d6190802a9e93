"""Conversations in one SQLite file: written through to the disk before a turn is acknowledged."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from seedqa.api.sessions.conversation import SessionsUnusable
from seedqa.api.sessions.store import TABLES, Execute

_PATIENCE_SECONDS = 5.0


class SqliteDatabase:
    """One file, opened when it is first needed; other processes may use it too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Execute]:
        """One transaction at a time; ``SessionsUnusable`` where the file fails."""
        with self._lock:
            try:
                connection = self._opened()
                with _begun(connection):
                    yield lambda statement, values: _rows(connection, statement, values)
            except (sqlite3.Error, OSError) as error:
                raise SessionsUnusable(
                    f"the conversations in {self._path} cannot be used ({error})",
                    "free the disk, or name another file in QA_SESSIONS",
                ) from error

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # What people ask is theirs: the file, and those that SQLite puts beside it, are for its owner alone.
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            self._connection = _connected(self._path)
        return self._connection


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        with _begun(connection):
            for table in TABLES:
                connection.execute(table)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def _begun(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _rows(connection: sqlite3.Connection, statement: str, values: Sequence[object]) -> Sequence[Sequence[Any]]:
    return connection.execute(statement, tuple(values)).fetchall()
