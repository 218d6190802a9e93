"""A repository whose own modules have the names of our folders: both it and the installed product work there."""

from pathlib import Path

import pytest

from tests.installed.building import FOLDERS
from tests.installed.environment import Environment

QUESTION = "Who chairs the board?"
ANSWER = "Ada Lind"
# Every name at the top of our repository, some as packages and some as modules.
PACKAGES = ("api", "evals", "qa", "tests", "training")
MODULES = ("index", "seeds")
TEST = """
import importlib
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", {names})
def test_it_is_ours(name):
    module = importlib.import_module(name)
    assert module.OURS == name
    assert Path(module.__file__).is_relative_to(HERE)
"""


@pytest.fixture(scope="module")
def repository(judging: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's repository, with documents that the installed product has indexed."""
    folder = tmp_path_factory.mktemp("theirs")
    for name in PACKAGES:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(f"OURS = {name!r}\n", encoding="utf-8")
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"OURS = {name!r}\n", encoding="utf-8")
    names = repr([*PACKAGES, *MODULES])
    (folder / "tests" / "test_ours.py").write_text(TEST.replace("{names}", names), encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs" / "mill.md").write_text("Ada Lind chairs the board of Thornby Mill.\n", encoding="utf-8")
    judging.run("qa", "index", "docs", cwd=folder)
    return folder


def test_every_folder_of_ours_is_tried() -> None:
    assert {*FOLDERS} - {"seedqa"} <= {*PACKAGES, *MODULES}


def test_its_own_tests_import_its_own_modules(judging: Environment, repository: Path) -> None:
    told = judging.run("python", "-m", "pytest", "-q", "--strict-config", cwd=repository)
    assert f"{len(PACKAGES) + len(MODULES)} passed" in told


def test_its_suites_run_as_tests_beside_them(judging: Environment, repository: Path) -> None:
    suite = repository / "evals" / "mill.jsonl"
    case = '{"id": "q1", "kind": "fact", "question": "%s", "answers": [["%s"]], "evidence": [%s]}\n'
    quote = '{"document": "mill.md", "quote": "Ada Lind chairs the board of Thornby Mill."}'
    suite.write_text(case % (QUESTION, ANSWER, quote), encoding="utf-8")
    plugin = ["--qa-suite", "evals/mill.jsonl", "--qa-index", ".qa/index"]
    told = judging.run("python", "-m", "pytest", "-q", *plugin, "tests", cwd=repository)
    assert f"{len(PACKAGES) + len(MODULES) + 1} passed" in told


@pytest.mark.parametrize("command", [["qa"], ["python", "-m", "seedqa.api.cli"]])
def test_the_product_answers_there(judging: Environment, repository: Path, command: list[str]) -> None:
    assert judging.run(*command, "ask", QUESTION, cwd=repository).startswith(ANSWER)
