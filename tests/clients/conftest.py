"""One real `qa serve` over the seeds, for the clients of others."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from seedqa.api.annotations import marks, source_url
from seedqa.api.leading import lead_of
from seedqa.qa.answering import Engine
from seedqa.qa.types import Answer, Turn

from tests.api.serving import serving

FOLDER = Path(__file__).parent
QUESTIONS = ("How much did Jinghai give Zhenyuan?", "How often did its leaders visit?")


@pytest.fixture(scope="session")
def service(seed_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server; what its networks said of a question they are not asked again for the next surface."""
    folder = tmp_path_factory.mktemp("service")
    remembering = ["-m", "seedqa.evals.regressions.remembering", str(folder / "memory.sqlite")]
    sessions = f"sessions={folder / 'kept.sqlite'}"
    command = [*remembering, "serve", "--port", "0", "--index", str(seed_index), "--set", sessions]
    with serving(*command) as server:
        host, port = server.address
        yield f"http://{host}:{port}"


@pytest.fixture(scope="session")
def expected(engine: Engine) -> list[Answer]:
    """What the engine itself says in the conversation that every client holds."""
    first = engine.ask(QUESTIONS[0])
    second = engine.ask(QUESTIONS[1], [Turn("user", QUESTIONS[0]), Turn("assistant", said(first))])
    assert first.citations
    assert second.citations
    assert "Jinghai" in second.standalone_question
    return [first, second]


def urls(answer: Answer, service: str) -> list[str]:
    """The links of an answer's marks."""
    return [source_url(mark.citation, f"{service}/") for mark in marks(answer)]


def said(answer: Answer) -> str:
    """An answer's text as chat clients are told it, the short answer first."""
    return lead_of(answer, answer.answer) + answer.answer


def plain(citations: Any) -> Any:
    """Citations as JSON has them."""
    return json.loads(json.dumps(citations))


def node(script: str, *arguments: str) -> Any:
    """What a script of this folder prints; its packages are installed by `make setup`."""
    modules = FOLDER / "node_modules"
    assert modules.is_dir(), "the packages are missing; run: make tests/clients/node_modules"
    done = subprocess.run(
        ["node", str(FOLDER / script), *arguments],
        cwd=FOLDER,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
