"""`qa chat`: in a real pseudo-terminal, and with lines that come from elsewhere."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from seedqa.api.dialogue.conversation import Dialogue
from seedqa.api.dialogue.orders import ORDERS, Order, read_order
from seedqa.api.dialogue.views import carried
from seedqa.qa.types import Answer, Turn

from tests.api.scripted import FIRST, ScriptedEngine
from tests.api.terminal_session import CTRL_C, CTRL_D, ENTER, ROOT, TAB, UP, terminal_session
from tests.qa.llm_server import scripted_server

QUESTION = "How much did Jinghai give Zhenyuan?"
FOLLOW_UP = "And how many masks?"


def test_a_conversation_on_a_terminal(seed_index: Path, tmp_path: Path) -> None:
    home = {"XDG_STATE_HOME": str(tmp_path / "state")}
    with terminal_session("chat", "--index", seed_index, environment=home, folder=tmp_path) as session:
        session.expect("5 documents are indexed. :help lists the orders")
        session.type(QUESTION + ENTER)
        session.expect("54.16 million yuan")
        session.expect("qa>")
        session.type(FOLLOW_UP + ENTER)
        session.expect("14,000 masks")
        session.expect("qa>")
        session.type(":why" + ENTER)
        assert "Zhenyuan" in session.expect("sure that this is right")
        session.expect("qa>")
        session.type(":op" + TAB + " 1" + ENTER)
        shown = session.expect("characters")
        assert "Jinghai district helps an impoverished county" in shown
        session.expect("14,000 masks")
        session.expect("qa>")
        session.type(":save kept.jsonl" + ENTER)
        session.expect("qa verify kept.jsonl")
        session.expect("qa>")
        session.type("half a question" + CTRL_C)
        # What is typed before the new prompt stands may be thrown away with the old line.
        session.expect("qa>")
        session.type(":help" + ENTER)
        session.expect("this list")
        session.expect("qa>")
        session.type(CTRL_D)
        assert session.ended() == 0
    saved = json.loads((tmp_path / "kept.jsonl").read_text())
    assert (saved["question"], saved["history"][0]["content"]) == (FOLLOW_UP, QUESTION)
    with terminal_session("chat", "--index", seed_index, environment=home, folder=tmp_path) as session:
        session.expect("qa>")
        session.type(6 * UP + ENTER)
        session.expect("54.16 million yuan")
        session.expect("qa>")
        session.type(":quit" + ENTER)
        assert session.ended() == 0
    (history,) = (tmp_path / "state").rglob("chat-history")
    assert history.stat().st_mode & 0o077 == 0


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_interrupt_stops_the_answer_and_not_the_program(seed_index: Path, tmp_path: Path) -> None:
    with scripted_server() as server:
        server.says("The district", "silent")
        slow = {"QA_LLM_URL": server.url, "QA_LLM_SECONDS": "600", "XDG_STATE_HOME": str(tmp_path)}
        with terminal_session("chat", "--index", seed_index, environment=slow, folder=tmp_path) as session:
            session.expect("qa>")
            session.type("Who leads Jinghai district?" + ENTER)
            server.asked.wait(120)
            session.type(CTRL_C)
            session.expect("stopped")
            session.expect("qa>")
            session.type(":why" + ENTER)
            session.expect("nothing has been answered yet; ask a question first")
            session.expect("qa>")
            session.type(CTRL_D)
            assert session.ended() == 0


def test_lines_from_elsewhere_are_answered_one_by_one(seed_index: Path, tmp_path: Path) -> None:
    lines = f"{QUESTION}\n\n:why\n:opne 1\n{FOLLOW_UP}\n:save answers\n:open 7\nexit\nWho is never asked?\n"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}
    command = [sys.executable, "-c", "import sys; from seedqa.api.cli import main; sys.exit(main())", "chat"]
    ended = subprocess.run(
        [*command, "--index", seed_index], input=lines, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert ended.returncode == 0
    assert "understood as: " in ended.stdout
    assert "14,000 masks" in ended.stdout
    assert "never asked" not in ended.stdout
    assert ended.stderr.splitlines() == [
        "qa: there is no order :opne; did you mean :open?",
        "qa: the last answer has no [7]; it has [1]",
    ]
    checked = subprocess.run(
        [*command[:-1], "verify", "answers", "--index", seed_index], cwd=tmp_path, env=environment, capture_output=True
    )
    assert checked.returncode == 0, checked.stderr


def talk(lines: Sequence[str], engine: ScriptedEngine | None = None) -> ScriptedEngine:
    talked = engine or ScriptedEngine()
    Dialogue(talked).run(iter(lines))
    return talked


def test_every_question_is_asked_with_the_turns_before_it_until_a_new_conversation() -> None:
    engine = talk(["How long?", "How wide?", ":new", "How deep?"])
    told = engine.ask("How long?").answer
    assert [history for _, history in engine.asked[:3]] == [
        (),
        (Turn("user", "How long?"), Turn("assistant", told)),
        (),
    ]


def test_a_passage_is_shown_in_its_document_with_the_words_marked(capsys: pytest.CaptureFixture[str]) -> None:
    talk(["How long?", ":open [2]"])
    shown = capsys.readouterr().out.rpartition(":open")[2]
    assert f"{FIRST}\n»Its lower arm adds 42 km.«" in shown
    assert "rivers.txt, characters" in shown


def test_thanks_leave_the_passages_of_the_answer_before_open(capsys: pytest.CaptureFixture[str]) -> None:
    class Courteous(ScriptedEngine):
        def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
            answer = super().ask(question, history, documents)
            return (
                replace(answer, answer="You are welcome.", citations=(), nearest=()) if question == "Thanks" else answer
            )

    talk(["How long?", "Thanks", ":open 2", ":new", ":open 2"], Courteous())
    out, err = capsys.readouterr()
    assert "»Its lower arm adds 42 km.«" in out
    assert err == "qa: nothing has been answered yet; ask a question first\n"


def test_a_document_that_has_changed_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    class Changed(ScriptedEngine):
        def document(self, document_id: str) -> None:
            return None

    talk(["How long?", ":open 1"], Changed())
    assert capsys.readouterr().err == "qa: rivers.txt has changed since the answer; ask again\n"


def test_sources_are_the_documents_before_the_first_answer(capsys: pytest.CaptureFixture[str]) -> None:
    talk([":sources"])
    assert capsys.readouterr().out == "notes.txt  Notes\nrivers.txt  Rivers\n"
    talk(["How long?", ":sources"])
    assert capsys.readouterr().out.count("[2] Rivers (2024-02-01)") == 2


def test_what_the_engine_cannot_take_is_one_line_and_the_conversation_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    talk([":why", ":save", "How long?", f":save {tmp_path}", "…", ":help"])
    out, err = capsys.readouterr()
    assert err.count("nothing has been answered yet; ask a question first") == 2
    assert f"qa: cannot write {tmp_path} (Is a directory); name another file: :save FILE\n" in err
    assert all(f":{name}" in out for name in ORDERS)


def test_answers_are_saved_one_a_line(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    engine = talk(["How long?", f":save {file}", "How wide?", f":save {file}"])
    first, second = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert first.pop("history") == []
    assert second.pop("history")[0] == {"role": "user", "content": "How long?"}
    assert first == engine.ask("How long?").to_dict()


class Streaming(ScriptedEngine):
    """Gives its text in two pieces."""

    def stream(
        self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> "list[str | Answer]":
        answer = self.ask(question, history, documents)
        return [answer.answer[:5], answer.answer[5:], answer]


def test_a_streamed_answer_is_shown_once_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    engine = Streaming()
    talk(["How long?"], engine)
    out = capsys.readouterr().out
    assert out.count("Together 352 km. [1][2]") == 1
    assert "= a + b" in out
    assert "[1] Rivers" in out


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("How long?", None),
        (":open 1", Order("open", "1")),
        (":o 2", Order("open", "2")),
        (":s", Order("s", "")),
        (":sa my file.json", Order("save", "my file.json")),
        (":", Order("help", "")),
        ("Exit", Order("quit", "")),
        ("exit strategies?", None),
    ],
)
def test_orders_are_told_from_questions(line: str, order: Order | None) -> None:
    assert read_order(line) == order


def test_what_was_carried_over_is_what_was_not_typed() -> None:
    assert carried("And how many masks?", "How many masks did Jinghai district give Zhenyuan?") == [
        "Jinghai district give Zhenyuan"
    ]
    assert carried("Who leads it?", "Who leads the county of Osk?") == ["county of Osk"]
    assert carried("Who?", "Who?") == []
