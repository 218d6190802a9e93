"""Where conversations are kept: one setting, a file for SQLite or a URL for PostgreSQL."""

from pathlib import Path

from seedqa.api.sessions.conversation import Conversations
from seedqa.api.sessions.postgres import PostgresDatabase
from seedqa.api.sessions.sqlite import SqliteDatabase
from seedqa.api.sessions.store import StoredConversations
from seedqa.index.errors import InputError
from seedqa.index.extras import require

SETTING = "QA_SESSIONS"
DEFAULT_FILE = Path(".qa", "conversations.sqlite")
_POSTGRES = ("postgresql://", "postgres://")


def open_conversations(place: str | None) -> Conversations:
    """The conversations in the place named, which has to work at once; the default file is made when it is needed."""
    if not place:
        return StoredConversations(SqliteDatabase(DEFAULT_FILE))
    conversations = StoredConversations(_postgres(place) if place.startswith(_POSTGRES) else _sqlite(place))
    conversations.check()
    return conversations


def _sqlite(place: str) -> SqliteDatabase:
    if "://" in place:
        scheme = place.partition("://")[0]
        raise InputError(f"conversations cannot be kept in {scheme}://", "name a file, or a postgresql:// URL")
    return SqliteDatabase(Path(place).expanduser())


def _postgres(url: str) -> PostgresDatabase:
    require("psycopg", "PostgreSQL", "postgres")
    return PostgresDatabase(url)
