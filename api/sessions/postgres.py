"""Conversations in PostgreSQL, for several server processes; the only import of psycopg."""

import queue
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from seedqa.api.sessions.conversation import SessionsUnusable
from seedqa.api.sessions.store import TABLES, Execute

if TYPE_CHECKING:
    from psycopg import Connection

_CONNECT_SECONDS = 5
_FOR_TABLES = 7_336_501  # any number: who makes the tables holds this lock


class PostgresDatabase:
    """One database; a connection is kept for each transaction that has ever been open at the same time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: queue.LifoQueue[Connection[Any]] = queue.LifoQueue()
        self._has_tables = False

    @contextmanager
    def transaction(self) -> Iterator[Execute]:
        """One transaction; ``SessionsUnusable`` where the server fails."""
        import psycopg

        try:
            connection = self._taken()
            try:
                with connection.transaction():
                    yield lambda statement, values: _rows(connection, statement, values)
            finally:
                if not connection.closed:
                    self._idle.put(connection)
        except psycopg.Error as error:
            problem = str(error).strip().partition("\n")[0]
            raise SessionsUnusable(
                f"the conversations in PostgreSQL cannot be used ({problem})",
                "check QA_SESSIONS and that the server runs and lets you in",
            ) from error

    def close(self) -> None:
        """Closes the connections."""
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def _taken(self) -> "Connection[Any]":
        """A connection that works: one that was idle may have lost its server since."""
        import psycopg

        while True:
            try:
                connection = self._idle.get_nowait()
            except queue.Empty:
                return self._connected()
            try:
                connection.execute("SELECT 1")
                return connection
            except psycopg.OperationalError:
                connection.close()

    def _connected(self) -> "Connection[Any]":
        import psycopg

        connection: Connection[Any] = psycopg.connect(self._url, autocommit=True, connect_timeout=_CONNECT_SECONDS)
        if not self._has_tables:
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", [_FOR_TABLES])
                for table in TABLES:
                    connection.execute(table)
            self._has_tables = True
        return connection


def _rows(connection: "Connection[Any]", statement: str, values: Sequence[object]) -> Sequence[Sequence[Any]]:
    cursor = connection.execute(statement.replace("?", "%s"), values)
    return cursor.fetchall() if cursor.description is not None else []
