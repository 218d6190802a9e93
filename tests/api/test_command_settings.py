"""The same settings in every command that answers: a file, the environment, ``--set`` and a flag, in this order."""

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from seedqa.api.cli import main
from seedqa.index.build import IndexSettings, build_index

from tests.api.serving import exchanged, post, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
ROOT = Path(__file__).parents[2]
QUESTION = "Who leads the port of Osk?"
TEXTS = {"port": "Mara Lind leads the port of Osk.", "mill": "The mill was built of stone in 1802."}
COMMANDS = ("ask", "chat", "serve", "mcp", "eval")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder with an index that answers the question, one that does not, and a suite that asks it."""

    folder: Path

    def index(self, name: str) -> Path:
        """The index over one of the texts."""
        return self.folder / f"{name}.index"

    @property
    def suite(self) -> Path:
        """The question as a case of its own."""
        return self.folder / "osk.jsonl"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Shelf:
    """Both indexes."""
    made = Shelf(tmp_path_factory.mktemp("shelf"))
    for name, text in TEXTS.items():
        folder = made.folder / name
        folder.mkdir()
        (folder / "notes.txt").write_text(f"Notes\n\n{text}\n")
        build_index(made.index(name), [folder], IndexSettings(model=str(tiny_model)))
    case = {"id": "osk-1", "kind": "unanswerable", "question": QUESTION, "reason": ["attribute_absent"]}
    made.suite.write_text(json.dumps(case) + "\n")
    return made


def asked(arguments: list[str], shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> str:
    """What ``qa ask`` says of the question."""
    assert main(["ask", QUESTION, "--json", *arguments]) in (0, 1)
    return str(json.loads(capsys.readouterr().out)["status"])


def chatted(arguments: list[str], shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> str:
    """What ``qa chat`` says of it."""
    sys.stdin = io.StringIO(f"{QUESTION}\n:why\n")
    assert main(["chat", *arguments]) == 0
    (verdict,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("verdict"))
    return "answered" if "answered:" in verdict else "not_found" if "not found" in verdict else verdict


def served(arguments: list[str], shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> str:
    """What ``qa serve`` says of it."""
    sessions = f"sessions={shelf.folder / 'conversations.sqlite'}"
    with serving("-m", "seedqa.api.cli", "serve", "--port", "0", "--set", sessions, *arguments) as server:
        answer = exchanged(server.address, [post("/v1/ask", json.dumps({"question": QUESTION}).encode())])
    return str(json.loads(answer.partition(b"\r\n\r\n")[2])["status"])


def called(arguments: list[str], shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> str:
    """What the tool ``ask`` of ``qa mcp`` says of it."""
    command = ["-m", "seedqa.api.cli", "mcp", *arguments]
    started = StdioServerParameters(command=sys.executable, args=command, env={**os.environ}, cwd=ROOT)

    async def call() -> Any:
        async with Client(started) as client:
            return (await client.call_tool("ask", {"question": QUESTION})).structured_content

    return str(anyio.run(call)["status"])


def judged(arguments: list[str], shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> str:
    """What ``qa eval`` hears of it."""
    report = shelf.folder / "report"
    assert main(["eval", str(shelf.suite), "--report", str(report), *arguments]) in (0, 1)
    (result,) = json.loads((report / "report.json").read_text())["suites"]["osk"]["results"]
    return str(result["answer"]["status"])


SAYS: dict[str, Callable[[list[str], Shelf, pytest.CaptureFixture[str]], str]] = dict(
    zip(COMMANDS, (asked, chatted, served, called, judged), strict=True)
)


@pytest.mark.parametrize("way", ["nothing", "file", "environment", "words", "flag"])
@pytest.mark.parametrize("command", COMMANDS)
def test_settings_change_every_command_and_the_later_way_goes_before_the_earlier(
    command: str,
    way: str,
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every way but the one that is tried says what gives the answer; that one, later than they, refuses it."""
    monkeypatch.setattr(sys, "stdin", sys.stdin)
    surest = {name: 1.0 if way == name else 0.0 for name in ("file", "environment", "words")}
    file, arguments = tmp_path / "qa.toml", ["--config", str(tmp_path / "qa.toml")]
    file.write_text(f'[service]\nindex = "{shelf.index("port")}"\n')
    if way != "nothing":
        file.write_text(f"{file.read_text()}[asking]\nthreshold = {surest['file']}\n")
    if way in ("environment", "words", "flag"):
        monkeypatch.setenv("QA_ASKING_THRESHOLD", str(surest["environment"]))
    if way in ("words", "flag"):
        arguments += ["--set", f"asking.threshold={surest['words']}"]
    if way == "flag":
        monkeypatch.setenv("QA_INDEX", str(shelf.index("port")))
        arguments += ["--set", f"index={shelf.index('port')}", "--index", str(shelf.index("mill"))]
    assert SAYS[command](arguments, shelf, capsys) == ("answered" if way == "nothing" else "not_found")


@pytest.mark.parametrize("way", ["file", "environment", "words"])
@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_setting_is_one_line_in_every_command(
    command: str,
    way: str,
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [command, *{"ask": [QUESTION], "eval": [str(shelf.suite)]}.get(command, [])]
    match way:
        case "file":
            (tmp_path / "qa.toml").write_text("[asking]\ncautoin = 'helpful'\n")
            arguments += ["--config", "qa.toml"]
        case "environment":
            monkeypatch.setenv("QA_ASKING_CAUTOIN", "helpful")
        case _:
            arguments += ["--set", "asking.cautoin=helpful"]
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "is not a setting; did you mean 'caution'?" in err


def test_the_index_of_the_environment_is_that_of_what_builds_and_verifies_too(
    shelf: Shelf,
    tmp_path: Path,
    tiny_model: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QA_INDEX", "named")
    assert main(["index", str(shelf.folder / "port"), "--model", str(tiny_model)]) == 0
    capsys.readouterr()
    assert main(["ask", QUESTION, "--json"]) == 0
    Path("answer.json").write_text(capsys.readouterr().out)
    assert main(["verify", "answer.json"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.json", "named"]
