"""The examples run as they are written, over the seeds."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from seedqa.qa.answering import Engine
from seedqa.qa.types import Answer, Citation

from tests.api.serving import ROOT, serving
from tests.clients.conftest import QUESTIONS, said

QUESTION = QUESTIONS[0]


def _run(*command: str, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _python(*arguments: str) -> str:
    return _run(sys.executable, *arguments)


def _placed(citation: Citation) -> str:
    return f"[{citation.marker}] {citation.title} {citation.start}-{citation.end}: {citation.quote}"


def test_http_ask_prints_the_answer_and_its_checked_citations(service: str, engine: Engine) -> None:
    output = _python("examples/http_ask.py", QUESTION, service)
    answer = engine.ask(QUESTION)
    cited = [f"[{citation.marker}] {citation.title}: {citation.quote}" for citation in answer.citations]
    assert cited
    assert output == "\n".join([answer.answer, *cited]) + "\n"


def test_openai_chat_prints_a_conversation_with_its_sources(service: str, expected: list[Answer]) -> None:
    output = _python("examples/openai_chat.py", *QUESTIONS, "--server", service)
    lines = [line for answer in expected for line in (said(answer), *map(_placed, answer.citations))]
    assert output == "\n".join(lines) + "\n"


@pytest.fixture
def own_service(tmp_path: Path) -> Iterator[str]:
    """A server over an index of its own, which may be changed."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "lamps.txt").write_text("The quay has forty lamps.\n", encoding="utf-8")
    index = str(tmp_path / "index")
    _python("-m", "seedqa.api.cli", "index", str(sources), "--index", index)
    sessions = f"sessions={tmp_path / 'kept.sqlite'}"
    with serving("-m", "seedqa.api.cli", "serve", "--port", "0", "--index", index, "--set", sessions) as server:
        host, port = server.address
        yield f"http://{host}:{port}"


def test_curl_hands_in_a_document_and_is_answered_from_it(own_service: str, tmp_path: Path) -> None:
    mill = tmp_path / "mill.txt"
    text = 'The "Old Mill" of Thornby was built in 1874 by Ada Lind.\n'
    mill.write_text(text, encoding="utf-8")
    question = 'Who built the "Old Mill" of Thornby?'
    output = _run("sh", "examples/ask.sh", question, str(mill), SERVER=own_service)
    document, answer, first, *events = [line for line in output.split("\n") if line]
    [citation, *_] = json.loads(answer)["citations"]
    assert json.loads(answer)["question"] == question
    assert citation["document_id"] == json.loads(document)["id"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert "Ada Lind" in citation["quote"]
    assert json.loads(first.removeprefix("data: "))["choices"][0]["delta"]["role"] == "assistant"
    assert events[-1] == "data: [DONE]"


def _check_mcp(output: str, engine: Engine) -> None:
    answer = engine.ask(QUESTION)
    assert output.startswith("\n".join([answer.answer, *map(_placed, answer.citations)]) + "\n")
    _, _, passages = output.partition("Nearest passages:\n")
    titles = [line.split(" ", 1)[1].split(": ")[0] for line in passages.splitlines()]
    assert titles == [found.document.title for found in engine.retrieve(QUESTION, 3)]


def test_mcp_ask_asks_a_running_service(service: str, engine: Engine) -> None:
    _check_mcp(_python("examples/mcp_ask.py", QUESTION, f"{service}/mcp"), engine)


def test_mcp_ask_starts_a_server_of_its_own(seed_index: Path, engine: Engine) -> None:
    _check_mcp(_python("examples/mcp_ask.py", QUESTION, str(seed_index)), engine)


def test_llama_index_engine_prints_the_answer_and_its_sources(seed_index: Path, engine: Engine) -> None:
    output = _python("examples/llama_index_engine.py", str(seed_index), QUESTION)
    answer = engine.ask(QUESTION)
    assert output.startswith(answer.answer)
    for citation in answer.citations:
        assert _placed(citation) in output
    assert "Nearest passages:" in output


def test_every_example_is_run_by_a_test() -> None:
    tests = [file.read_text(encoding="utf-8") for file in (ROOT / "tests").glob("*/test_*.py")]
    names = [file.name for file in (ROOT / "examples").iterdir() if file.suffix in {".py", ".sh"}]
    assert [name for name in names if not any(name in test for test in tests)] == []
