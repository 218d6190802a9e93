"""The examples run as they are written, over the seeds."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.answering import Engine

ROOT = Path(__file__).parents[2]
QUESTION = "How much did Jinghai give Zhenyuan?"
SERVE = """
import sys
from pathlib import Path
from api.server import serve
from qa.answering import Engine
serve(lambda: Engine.open(Path(sys.argv[1])), port=0)
"""


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def server(seed_index: Path) -> Iterator[str]:
    """The address of a real server over the seeds."""
    command = [sys.executable, "-c", SERVE, str(seed_index)]
    with subprocess.Popen(command, cwd=ROOT, env=_environment(), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        addresses = (re.search(r"listening on (\S+)", line) for line in process.stderr)
        yield next(found[1] for found in addresses if found)
        process.kill()


def test_http_ask_prints_the_answer_and_its_checked_citations(server: str, engine: Engine) -> None:
    output = _run("examples/http_ask.py", QUESTION, server)
    answer = engine.ask(QUESTION)
    cited = [f"[{citation.marker}] {citation.title}: {citation.quote}" for citation in answer.citations]
    assert cited
    assert output == "\n".join([answer.answer, *cited]) + "\n"


def test_llama_index_engine_prints_the_answer_and_its_sources(seed_index: Path, engine: Engine) -> None:
    output = _run("examples/llama_index_engine.py", str(seed_index), QUESTION)
    answer = engine.ask(QUESTION)
    assert output.startswith(answer.answer)
    for citation in answer.citations:
        assert f"[{citation.marker}] {citation.title} {citation.start}-{citation.end}: {citation.quote}" in output
    assert "Nearest passages:" in output
