"""Every command of the installed product, from a folder that held nothing but a document."""

import json
import sys
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from seedqa import __version__
from tests.api.terminal_session import CTRL_D, ENTER
from tests.installed.building import ROOT, tracked
from tests.installed.environment import Environment

QUESTION = "Who chairs the board?"
ANSWER = "Ada Lind"
WHERE = """
import importlib, json, pkgutil, sys
import seedqa
for name in ("seedqa.api.cli", "seedqa.evals.plan", "seedqa.index.build", "seedqa.qa.answering"):
    importlib.import_module(name)
ours = [module.__file__ for name, module in sys.modules.items() if name.split(".")[0] == "seedqa"]
print(json.dumps([sys.path, seedqa.__path__, [file for file in ours if file]]))
"""


def test_nothing_of_this_checkout_is_there(base: Environment, work: Path) -> None:
    path, packages, files = json.loads(base.run("python", "-c", WHERE, cwd=work))
    checkouts = {str(ROOT), str(ROOT.resolve()), str(Path(sys.prefix).resolve())}
    assert [place for place in path if any(place.startswith(checkout) for checkout in checkouts)] == []
    assert packages == [str(base.packages / "seedqa")]
    assert len(files) > 10
    assert all(file.startswith(str(base.packages / "seedqa")) for file in files)


def test_version(base: Environment, work: Path) -> None:
    assert __version__ in base.run("qa", "--version", cwd=work)


def test_ask(base: Environment, work: Path) -> None:
    shown = base.run("qa", "ask", QUESTION, cwd=work)
    assert shown.startswith(ANSWER)
    assert "docs/mill.md" in shown
    base.run("qa", "ask", "Who painted the ceiling of the Sistine Chapel?", cwd=work, status=1)


def test_verify(base: Environment, work: Path, tmp_path: Path) -> None:
    saved = tmp_path / "answer.json"
    saved.write_text(base.run("qa", "ask", QUESTION, "--json", cwd=work), encoding="utf-8")
    assert "holds: docs/mill.md has these words at" in base.run("qa", "verify", saved, cwd=work)


def test_chat(base: Environment, work: Path) -> None:
    with base.terminal("chat", cwd=work) as session:
        session.expect("qa>")
        session.type(QUESTION + ENTER)
        session.expect(ANSWER)
        session.expect("qa>")
        session.type(CTRL_D)
        assert session.ended() == 0


def test_keys(base: Environment, work: Path) -> None:
    key = base.run("qa", "keys", "create", "Ann", cwd=work).strip()
    listed = base.run("qa", "keys", "list", cwd=work)
    assert key.startswith("qa_")
    assert "Ann" in listed
    assert key not in listed


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_serve(base: Environment, work: Path) -> None:
    static = [name.removeprefix("api/page/") for name in tracked() if name.startswith("api/page/static/")]
    assert len(static) > 20
    with base.serving(cwd=work) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        answer = client.post("/v1/ask", json={"question": QUESTION, "conversation_id": "c"}).json()
        assert answer["short_answer"] == ANSWER
        assert client.get("/").content == (ROOT / "api" / "page" / "index.html").read_bytes()
        for name in static:
            assert client.get(f"/{name}").content == (ROOT / "api" / "page" / name).read_bytes(), name


def test_mcp(base: Environment, work: Path) -> None:
    command = StdioServerParameters(command=str(base.commands / "qa"), args=["mcp"], env=base.variables, cwd=str(work))

    async def asked() -> Any:
        async with Client(command) as client:
            return await client.call_tool("ask", {"question": QUESTION})

    assert anyio.run(asked).structured_content["short_answer"] == ANSWER


def test_eval_of_a_bundled_suite(judging: Environment, tmp_path: Path) -> None:
    told = judging.run("qa", "eval", "seeds-dev", "--kind", "list", "--askings", "1", cwd=tmp_path)
    assert "no gate failed" in told
    assert "not worse than the baseline: 0 broken" in told
