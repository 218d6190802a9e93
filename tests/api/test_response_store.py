"""Where responses are kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from seedqa.api.response_store import KEPT_FOR, LATEST_TURNS, KeptResponse, RecentResponses, StoredResponses
from seedqa.api.sessions.postgres import PostgresDatabase
from seedqa.api.sessions.sqlite import SqliteDatabase
from seedqa.api.sessions.store import Database
from seedqa.qa.types import Turn


def _id(number: int) -> str:
    return f"resp_{number:048x}"


def _response(number: int, turns: int = 2) -> KeptResponse:
    said = tuple(Turn("user" if place % 2 == 0 else "assistant", f"\0 🌊 {place}") for place in range(turns))
    return KeptResponse(_id(number), said, {"id": _id(number), "answer": {"text": "河\0"}})


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of either kind."""
    if request.param == "sqlite":
        opened: Database = SqliteDatabase(tmp_path / "kept.sqlite")
    else:
        opened = PostgresDatabase(request.getfixturevalue("postgres"))
    yield opened
    opened.close()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_responses_are_kept_found_and_forgotten(database: Database) -> None:
    kept = StoredResponses(database)
    kept.keep(_response(1))
    assert StoredResponses(database).find(_id(1)) == _response(1)
    assert kept.forget(_id(1))
    assert not kept.forget(_id(1))
    assert kept.find(_id(1)) is None


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("name", ["", "resp_", "resp_\0", "'; DROP TABLE responses", "msg_" + "0" * 48, "\ud800"])
def test_what_cannot_be_an_id_is_not_looked_up(database: Database, name: str) -> None:
    kept = StoredResponses(database)
    assert kept.find(name) is None
    assert not kept.forget(name)


def test_a_long_conversation_is_kept_from_its_end(tmp_path: Path) -> None:
    with closing(SqliteDatabase(tmp_path / "kept.sqlite")) as database:
        kept = StoredResponses(database)
        long = _response(1, LATEST_TURNS + 6)
        kept.keep(long)
        found = kept.find(_id(1))
        assert found is not None
        assert found.turns == long.turns[6:]


def test_responses_are_let_go_after_their_time(tmp_path: Path) -> None:
    with closing(SqliteDatabase(tmp_path / "kept.sqlite")) as database:
        kept = StoredResponses(database)
        for number in (1, 2):
            kept.keep(_response(number))
        old = (datetime.now(UTC) - KEPT_FOR - timedelta(seconds=1)).isoformat()
        with closing(sqlite3.connect(tmp_path / "kept.sqlite")) as other, other:
            other.execute("UPDATE responses SET kept = ? WHERE id = ?", (old, _id(1)))
        kept.keep(_response(3))
        assert [kept.find(_id(number)) is not None for number in (1, 2, 3)] == [False, True, True]


def test_what_a_database_does_not_take_is_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    kept = StoredResponses(SqliteDatabase(tmp_path / "file" / "kept.sqlite"))
    kept.keep(_response(1))
    assert kept.find(_id(1)) == _response(1)
    assert kept.forget(_id(1))
    assert kept.find(_id(1)) is None


def test_the_responses_longest_not_asked_for_make_room() -> None:
    kept = RecentResponses(most=2)
    for number in (1, 2):
        kept.keep(_response(number))
    assert kept.find(_id(1)) is not None
    kept.keep(_response(3))
    assert [kept.find(_id(number)) is not None for number in (1, 2, 3)] == [True, False, True]
