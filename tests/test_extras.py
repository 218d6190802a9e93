"""What the base install leaves out is asked for in one line, and every extra that a line names is one."""

import ast
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from seedqa.api.cli import main
from seedqa.api.sessions.opening import open_conversations
from seedqa.index.extras import ExtraMissing, require
from seedqa.qa.answering import Engine
from seedqa.qa.llama import as_query_engine, as_retriever
from seedqa.qa.llm.connection import LanguageModel
from seedqa.qa.llm.settings import LlmSettings

ROOT = Path(__file__).parents[1]
EXTRAS: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]
ASKED: list[tuple[str, str, Callable[[Engine], object]]] = [
    ("llama_index", "llama", as_retriever),
    ("llama_index", "llama", as_query_engine),
    ("llama_index", "llm", lambda engine: LanguageModel(LlmSettings(url="http://127.0.0.1:9/v1"))),
    ("llama_index", "llm", lambda engine: LanguageModel(LlmSettings(url="http://127.0.0.1:11434", model="m"))),
    ("psycopg", "postgres", lambda engine: open_conversations("postgresql://127.0.0.1/none")),
]


def _take_away(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    """Makes a library as if it were not installed, whatever of it other tests have imported."""
    loaded = [name for name in sys.modules if name.startswith(f"{library}.")]
    for name in (library, *loaded):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(("library", "extra", "ask"), ASKED)
def test_a_missing_library_is_told_with_the_extra_that_brings_it(
    library: str, extra: str, ask: Callable[[Engine], object], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _take_away(monkeypatch, library)
    with pytest.raises(ExtraMissing) as refusal:
        ask(engine)
    assert "\n" not in str(refusal.value)
    assert library in refusal.value.problem
    assert refusal.value.remedy == f"run: pip install 'seedqa[{extra}]'"


def test_a_command_says_it_in_a_line(
    seed_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _take_away(monkeypatch, "llama_index")
    monkeypatch.setenv("QA_LLM_URL", "http://127.0.0.1:9/v1")
    assert main(["ask", "Who leads?", "--index", str(seed_index)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "pip install 'seedqa[llm]'" in said.err


def test_what_is_installed_is_not_asked_for() -> None:
    require("json", "everything", "all")
    require("json.decoder", "everything", "all")
    for library in ("json.nothing", "nothing_of_the_kind", "nothing.of.the.kind"):
        with pytest.raises(ExtraMissing):
            require(library, "everything", "all")


def test_every_extra_that_a_line_names_is_one_and_all_brings_it() -> None:
    (whole,) = (Requirement(line) for line in EXTRAS["all"])
    named = {extra for folder in ("api", "evals", "index", "qa") for extra in extras_named(ROOT / folder)}
    assert {"llama", "llm", "models", "postgres"} <= named
    assert named <= whole.extras
    assert whole.extras < EXTRAS.keys()


def extras_named(folder: Path) -> set[str]:
    """The last argument of every call of ``require`` below a folder."""
    calls = (
        node
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require"
    )
    return {ast.literal_eval(call.args[2]) for call in calls}
