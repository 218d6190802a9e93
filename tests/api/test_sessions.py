"""Stored conversations, alike in SQLite and in a real PostgreSQL."""

import json
import multiprocessing
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from seedqa.api.sessions.conversation import Conversations, SessionsUnusable, UnknownConversation, checked_id
from seedqa.api.sessions.opening import DEFAULT_FILE, open_conversations
from seedqa.api.sessions.store import LATEST_TURNS, TITLE_LENGTH
from seedqa.index.errors import InputError
from seedqa.qa.types import Answer, Turn

from tests.api.scripted import ScriptedEngine

ODD = "How long is the Ösel 河\x00 \\u0000 🌊 ‮?\n"


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place to keep conversations in."""
    if request.param == "sqlite":
        return str(tmp_path / "conversations.sqlite")
    url: str = request.getfixturevalue("postgres")
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE IF EXISTS turns, conversations")
    return url


@pytest.fixture
def kept(place: str) -> Iterator[Conversations]:
    opened = open_conversations(place)
    yield opened
    opened.close()


def answered(question: str, text: str = "It is 352 km long. [1]") -> Answer:
    return replace(ScriptedEngine().ask(question), answer=text)


def test_a_conversation_comes_back_as_it_was_kept(kept: Conversations, place: str) -> None:
    answers = [answered(ODD), answered("And the Alm?", 'It says "\x00" and no more.')]
    for answer in answers:
        kept.append("c.1", answer)
    reopened = open_conversations(place)
    for store in (kept, reopened):
        found = store.read("c.1")
        assert found is not None
        assert [turn.answer for turn in found.turns] == [json.loads(json.dumps(a.to_dict())) for a in answers]
        assert [turn.position for turn in found.turns] == [1, 2]
        assert found.title == "How long is the Ösel 河 \\u0000 🌊 ?"
        assert found.created <= found.turns[0].asked < found.turns[1].asked == found.updated
        assert store.history("c.1") == tuple(
            turn for answer in answers for turn in (Turn("user", answer.question), Turn("assistant", answer.answer))
        )
    reopened.close()


def test_an_unknown_conversation_is_none_and_has_no_history(kept: Conversations) -> None:
    assert kept.read("nobody") is None
    assert kept.history("nobody") == ()
    assert not kept.delete("nobody")


def test_a_deleted_conversation_is_gone_with_its_turns_and_may_begin_anew(kept: Conversations) -> None:
    for name in ("one", "two"):
        kept.append(name, answered("What is it?"))
    assert kept.delete("one")
    assert kept.read("one") is None
    assert kept.history("one") == ()
    assert [summary.id for summary in kept.summaries(10)] == ["two"]
    kept.append("one", answered("Who is it?"))
    again = kept.read("one")
    assert again is not None
    assert [turn.answer["question"] for turn in again.turns] == ["Who is it?"]


def test_conversations_are_listed_latest_first_page_by_page(kept: Conversations) -> None:
    names = [f"c{number}" for number in range(7)]
    for name in [*names, "c2"]:
        kept.append(name, answered("long " * 100))
    pages, after = [], None
    while found := kept.summaries(3, after):
        pages.append([summary.id for summary in found])
        after = found[-1].id
    assert pages == [["c2", "c6", "c5"], ["c4", "c3", "c1"], ["c0"]]
    latest = kept.summaries(1)[0]
    assert (latest.turns, len(latest.title), latest.title[-1]) == (2, TITLE_LENGTH, "…")
    with pytest.raises(UnknownConversation, match="no conversation has the id given as after"):
        kept.summaries(3, "c9")


def test_the_history_handed_on_does_not_grow_without_end(kept: Conversations) -> None:
    for number in range(LATEST_TURNS + 5):
        kept.append("long", answered(f"Question {number}?"))
    history = kept.history("long")
    assert len(history) == 2 * LATEST_TURNS
    assert (history[0].content, history[-2].content) == ("Question 5?", f"Question {LATEST_TURNS + 4}?")


def keep_ten(place: str, name: str) -> None:
    """Ten turns from four threads of one process."""
    conversations = open_conversations(place)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: conversations.append("shared", answered(f"{name} {number}?")), range(10)))
    conversations.close()


def test_processes_and_threads_share_one_conversation_without_losing_a_turn(place: str) -> None:
    start = multiprocessing.get_context("spawn")
    processes = [start.Process(target=keep_ten, args=(place, name)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    kept = open_conversations(place)
    found = kept.read("shared")
    kept.close()
    assert found is not None
    assert [turn.position for turn in found.turns] == list(range(1, 21))
    asked = [turn.answer["question"] for turn in found.turns]
    assert sorted(asked) == sorted(f"{name} {number}?" for name in "ab" for number in range(10))


def test_a_lost_connection_is_made_anew(postgres: str) -> None:
    kept = open_conversations(postgres)
    kept.append("lasting", answered("Still there?"))
    with psycopg.connect(postgres) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'postgres' AND pid <> pg_backend_pid()"
        )
    assert kept.history("lasting")[0].content == "Still there?"
    kept.close()


def test_a_server_that_is_not_there_is_one_problem() -> None:
    with pytest.raises(
        SessionsUnusable, match=r"^the conversations in PostgreSQL cannot be used .*; check QA_SESSIONS"
    ):
        open_conversations("postgresql://nobody@/none?host=/nowhere")


def test_a_damaged_file_is_one_problem_and_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "conversations.sqlite"
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(SessionsUnusable, match=r"conversations\.sqlite cannot be used \(file is not a database\)"):
        open_conversations(str(file))
    assert file.read_bytes() == b"not a database" * 100


def test_a_folder_that_cannot_be_written_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SessionsUnusable, match="cannot be used"):
        open_conversations(str(tmp_path / "file" / "conversations.sqlite"))


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(InputError, match="conversations cannot be kept in mysql://; name a file"):
        open_conversations("mysql://root:secret@db/qa")


def test_the_file_is_its_owners_alone_and_written_through(tmp_path: Path) -> None:
    file = tmp_path / "new" / "conversations.sqlite"
    kept = open_conversations(str(file))
    kept.append("c1", answered("Who reads this?"))
    assert all(one.stat().st_mode & 0o077 == 0 for one in file.parent.iterdir())
    other = sqlite3.connect(file)
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()
    kept.close()


def test_the_default_file_is_made_when_the_first_turn_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = open_conversations(None)
    assert not DEFAULT_FILE.exists()
    kept.append("c1", answered("Is it there?"))
    assert DEFAULT_FILE.exists()
    kept.close()


@pytest.mark.parametrize("text", ["", " ", "-a", "a b", "a/b", "ä", "a\n", "a" * 101, "../../etc/passwd"])
def test_what_cannot_be_an_id_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="this is not a conversation id; an id has 1 to 100 letters"):
        checked_id(text)


@pytest.mark.parametrize("text", ["a", "7", "c-1_x.y:z", "0b9d0b2e-5a1c-4b60-9a7e-0d9c6f1c2a33", "a" * 100])
def test_what_can_be_an_id_is_kept(text: str) -> None:
    assert checked_id(text) == text
