"""Imports go one way, heavy libraries have one door each, asking stays light, and the README knows every command."""

import ast
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from seedqa.api.cli.app import app
from seedqa.api.cli.reference import helps, reference
from typer.main import get_command

ROOT = Path(__file__).parents[1]
LAYERS = ("index", "qa", "api", "evals")
# Which layers each may import besides itself; evals only through the doors named below.
BELOW = {"index": set(), "qa": {"index"}, "evals": {"index", "qa"}, "api": {"index", "qa", "evals"}}
EVALS_DOORS = {"api/cli/evaluate.py", "api/cli/sets.py", "api/cli/suites.py"}
HOMES = {
    "faiss": {"index/vectors.py"},
    "sentence_transformers": {"index/embedding.py"},
    "llama_index": {"qa/llama.py", "qa/llm/clients.py", "evals/bench.py"},
    "charset_normalizer": {"index/decoding.py"},
    "psycopg": {"api/sessions/postgres.py"},
    "prompt_toolkit": {"api/dialogue/"},
    "fastapi": {"api/"},
    "mcp": {"api/"},
    "prometheus_client": {"api/metrics.py"},
    "uvicorn": {"api/"},
    "rich": {"api/", "evals/"},
    "torch": {"index/embedding.py"},
    "transformers": {"index/embedding.py"},
    "sklearn": {"evals/"},
    "typer": {"api/cli/"},
}
HEAVY = ("torch", "transformers", "sentence_transformers", "llama_index", "sklearn", "charset_normalizer")
QUESTION = "How much did Jinghai give Zhenyuan?"


def modules() -> Iterator[tuple[str, ast.Module]]:
    for layer in LAYERS:
        for file in sorted((ROOT / layer).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def place(module: str) -> str:
    """The folder of one of our modules, the first name of any other."""
    names = module.split(".")
    return names[1] if names[0] == "seedqa" and len(names) > 1 else names[0]


def imported(tree: ast.AST) -> set[str]:
    """What a module imports anywhere, by its first name or, of ours, its folder; not what only a type checker sees."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            found.update(place(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.update(place(f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            found |= {name for name in imported(node) if name in LAYERS}
        else:
            found |= imported(node)
    return found


def imported_at_once(tree: ast.Module) -> set[str]:
    """The top-level names that importing a module imports."""
    plain: list[ast.stmt] = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom | ast.Try)]
    return imported(ast.Module(plain, []))


def test_there_is_something_to_check() -> None:
    assert {path.split("/")[0] for path, _ in modules()} == set(LAYERS)
    source = "def f():\n    import a.b\nif TYPE_CHECKING:\n    import c\n    import seedqa.qa.types\nfrom d import e"
    tree = ast.parse(source)
    assert imported(tree) == {"a", "qa", "d"}
    assert imported_at_once(tree) == {"d"}


def test_layers_import_only_what_is_below_them() -> None:
    for path, tree in modules():
        layer = path.split("/")[0]
        others = (imported(tree) & set(LAYERS)) - {layer}
        assert others <= BELOW[layer], f"{path} imports {others - BELOW[layer]}"


def test_only_the_command_line_imports_evals() -> None:
    found = {path for path, tree in modules() if path.startswith("api/") and "evals" in imported(tree)}
    assert found <= EVALS_DOORS


@pytest.mark.parametrize("library", HOMES)
def test_every_heavy_library_has_its_home(library: str) -> None:
    users = {path for path, tree in modules() if library in imported(tree)}
    strangers = {path for path in users if not any(path.startswith(home) for home in HOMES[library])}
    assert strangers == set()


def test_heavy_libraries_are_imported_where_they_are_used_and_not_before() -> None:
    for path, tree in modules():
        assert imported_at_once(tree) & set(HEAVY) == set(), path


def loaded(script: str, *arguments: str) -> set[str]:
    """The top-level modules a process has loaded when ``script`` is done."""
    report = "\nimport sys, json; print(json.dumps([*sys.modules]), file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", script + report, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {place(name) for name in json.loads(ended.stderr.splitlines()[-1])}


def test_the_engine_is_imported_without_anything_heavy() -> None:
    found = loaded("import seedqa.qa.answering")
    assert "qa" in found
    assert found & set(HEAVY) == set()


@pytest.mark.parametrize("output", [[], ["--json"]])
def test_a_whole_question_is_answered_without_anything_heavy(seed_index: Path, output: list[str]) -> None:
    script = "import sys; from seedqa.api.cli import main; assert main(sys.argv[1:]) in (0, 1)"
    found = loaded(script, "ask", QUESTION, "--index", str(seed_index), *output)
    assert {"faiss", "onnxruntime", "tokenizers"} <= found
    unwanted = {*HEAVY, "fastapi", "uvicorn", "evals", "prompt_toolkit", *(["rich"] if output else [])}
    assert found & unwanted == set()


def test_help_and_completion_wait_for_nothing_that_answers() -> None:
    found = loaded("from seedqa.api.cli import main; assert main(['--help']) == 0")
    assert "typer" in found
    assert found & {*HEAVY, "numpy", "faiss", "onnxruntime", "pydantic", "rich", "fastapi", "prompt_toolkit"} == set()


def test_the_readme_knows_every_command_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = {line.split()[1] for line, _ in helps() if " " in line}
    assert set(re.findall(r"\bqa ([a-z]+)", readme)) == commands


def test_the_reference_is_what_the_commands_say_of_themselves() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == reference(), "bring it in step: make docs"
    assert "(docs/commands.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("line", "told"), [*helps()])
def test_every_command_explains_itself_with_examples_that_can_be_typed(line: str, told: str) -> None:
    assert told.startswith(f"Usage: {line} ")
    shown = re.findall(r"^    (qa .*)$", told.partition("Examples:")[2], re.MULTILINE)
    assert shown
    for example in shown:
        typed = shlex.split(re.split(r" [<>|] ", example)[0])
        command: Any = get_command(app)
        context: Any = None
        while command is not None:
            name, *arguments = typed
            # Options and arguments that the command does not have are refused here.
            context = command.make_context(name, arguments, parent=context)
            typed = [*getattr(context, "_protected_args", []), *context.args]
            command = getattr(command, "commands", {}).get(typed[0]) if typed else None
