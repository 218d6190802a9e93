"""The workflow to copy (`examples/evals-workflow.yml`) and our own, command by command, with the installed product."""

import re
import shlex
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.installed.building import ROOT
from tests.installed.environment import Environment

WORKFLOW = (ROOT / "examples" / "evals-workflow.yml").read_text(encoding="utf-8")
CASE = (
    '{"id": "q1", "kind": "fact", "question": "Who chairs the board?", "answers": [["Ada Lind"]], '
    '"evidence": [{"document": "mill.md", "quote": "Ada Lind chairs the board of Thornby Mill."}]}\n'
)


def commands() -> list[list[str]]:
    """Every `qa` command of the workflow, those of its comments first."""
    joined = re.sub(r"\n {10,}(--)", r" \1", WORKFLOW)
    found = re.findall(r"\bqa (?:index|eval) [^&\n]*", joined)
    return [shlex.split(command) for command in found]


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_its_commands_take_a_baseline_and_compare_with_it(judging: Environment, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mill.md").write_text("Ada Lind chairs the board of Thornby Mill.\n", encoding="utf-8")
    (tmp_path / "evals").mkdir()
    (tmp_path / "evals" / "answers.jsonl").write_text(CASE, encoding="utf-8")
    index, baseline, index_again, compare = commands()
    assert index == index_again
    judging.run(*index, cwd=tmp_path)
    with judging.serving(cwd=tmp_path) as address:
        for command in (baseline, compare):
            told = judging.run(*(word.replace("http://127.0.0.1:9000", address) for word in command), cwd=tmp_path)
    assert "not worse than the baseline: 0 broken" in told
    assert "answers" in (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    assert (tmp_path / "report" / "junit.xml").is_file()


def test_it_installs_by_a_name_and_extras_that_there_are(wheel: Path) -> None:
    (named, extras) = re.findall(r'pip install "(\w+)(?:\[([\w,]+)\])? @ git\+\$SEEDQA"', WORKFLOW)[0]
    with ZipFile(wheel) as opened:
        (metadata,) = (name for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
        told = opened.read(metadata).decode()
    assert f"\nName: {named}\n" in told
    assert {extra for extra in extras.split(",") if extra} <= set(re.findall(r"(?m)^Provides-Extra: (.*)$", told))
