"""Conversations in an SQL database: the tables and statements that SQLite and PostgreSQL share."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, Protocol

from seedqa.api.sessions.conversation import Conversation, StoredTurn, Summary, UnknownConversation
from seedqa.qa.types import Answer, Turn

LATEST_TURNS = 100
TITLE_LENGTH = 120
TABLES = (
    """CREATE TABLE IF NOT EXISTS conversations (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, turns INTEGER NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL
    )""",
    "CREATE INDEX IF NOT EXISTS conversations_by_use ON conversations (updated, id)",
    """CREATE TABLE IF NOT EXISTS turns (
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, asked TEXT NOT NULL, said TEXT NOT NULL, answer TEXT NOT NULL,
        PRIMARY KEY (conversation, position)
    )""",
    # Single answers that a question may follow, as api/response_store.py keeps them.
    """CREATE TABLE IF NOT EXISTS responses (
        id TEXT PRIMARY KEY, kept TEXT NOT NULL, turns TEXT NOT NULL, body TEXT NOT NULL
    )""",
    "CREATE INDEX IF NOT EXISTS responses_by_age ON responses (kept)",
)

Execute = Callable[[str, Sequence[object]], Sequence[Sequence[Any]]]


class Database(Protocol):
    """Runs statements; ``?`` stands for a value. Failures are ``SessionsUnusable``."""

    def transaction(self) -> AbstractContextManager[Execute]:
        """Everything executed within is kept together, for good, or not at all."""

    def close(self) -> None:
        """Lets go of the database."""


class StoredConversations:
    """Conversations in one database.

    What a document or a person said is kept as JSON in ASCII: not every character of Unicode may stand in a
    database's text.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def database(self) -> Database:
        """Where they are."""
        return self._database

    def check(self) -> None:
        """``SessionsUnusable`` where nothing can be kept."""
        with self._database.transaction() as execute:
            execute("SELECT count(*) FROM conversations WHERE id = ?", [""])

    def history(self, conversation_id: str) -> tuple[Turn, ...]:
        """The latest turns, oldest first."""
        statement = "SELECT said FROM turns WHERE conversation = ? ORDER BY position DESC LIMIT ?"
        with self._database.transaction() as execute:
            rows = execute(statement, [conversation_id, LATEST_TURNS])
        said = [json.loads(row[0]) for row in reversed(rows)]
        return tuple(turn for question, answer in said for turn in (Turn("user", question), Turn("assistant", answer)))

    def append(self, conversation_id: str, answer: Answer) -> None:
        """Keeps a turn in one transaction. The row of the conversation, changed first, gives turns that come at the
        same time their order."""
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        said, whole = json.dumps([answer.question, answer.answer]), json.dumps(answer.to_dict())
        with self._database.transaction() as execute:
            ((position,),) = execute(_BEGIN_OR_GO_ON, [conversation_id, _title(answer.question), now, now])
            execute("INSERT INTO turns VALUES (?, ?, ?, ?, ?)", [conversation_id, position, now, said, whole])

    def summaries(self, limit: int, after: str | None = None) -> tuple[Summary, ...]:
        """The conversations, latest first."""
        with self._database.transaction() as execute:
            if after is None:
                rows = execute(f"{_SUMMARIES} {_LATEST_FIRST}", [limit])
            else:
                rows = execute(f"{_SUMMARIES} WHERE (updated, id) < (?, ?) {_LATEST_FIRST}",
                               [_last_used(execute, after), after, limit])  # fmt: skip
        return tuple(Summary(*row) for row in rows)

    def read(self, conversation_id: str) -> Conversation | None:
        """One conversation."""
        with self._database.transaction() as execute:
            rows = execute(_READ, [conversation_id])
        if not rows:
            return None
        turns = tuple(StoredTurn(position, asked, json.loads(answer)) for *_, position, asked, answer in rows)
        title, created, updated = rows[0][:3]
        return Conversation(conversation_id, title, created, updated, turns)

    def delete(self, conversation_id: str) -> bool:
        """Removes a conversation with all its turns."""
        with self._database.transaction() as execute:
            return bool(execute("DELETE FROM conversations WHERE id = ? RETURNING id", [conversation_id]))

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()


_BEGIN_OR_GO_ON = """INSERT INTO conversations (id, title, turns, created, updated) VALUES (?, ?, 1, ?, ?)
    ON CONFLICT (id) DO UPDATE SET turns = conversations.turns + 1, updated = excluded.updated RETURNING turns"""
_SUMMARIES = "SELECT id, title, turns, created, updated FROM conversations"
_LATEST_FIRST = "ORDER BY updated DESC, id DESC LIMIT ?"
_READ = """SELECT c.title, c.created, c.updated, t.position, t.asked, t.answer
    FROM conversations c JOIN turns t ON t.conversation = c.id WHERE c.id = ? ORDER BY t.position"""


def _last_used(execute: Execute, conversation_id: str) -> str:
    rows = execute("SELECT updated FROM conversations WHERE id = ?", [conversation_id])
    if not rows:
        raise UnknownConversation("no conversation has the id given as after", "begin again at the first page")
    return str(rows[0][0])


def _title(question: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in question).split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"
