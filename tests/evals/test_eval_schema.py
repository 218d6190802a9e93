"""The published schema says of a line what the loader says, and complains of everything at once."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from seedqa.evals.cases import GOLD, KINDS, REASONS, STATUSES, load_suite
from seedqa.evals.schema import SCHEMA, form_problems
from seedqa.index.errors import InputError

from tests.evals.test_eval_cases import WRONG, row, write

# That a suite is named for its file is no matter of form.
FORM = [changes for changes, problem in WRONG if not problem.startswith("'suite' is")]
READ: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))


def loads(path: Path) -> bool:
    """Whether the loader takes the suite."""
    try:
        load_suite(path)
    except InputError:
        return False
    return True


def test_it_is_a_schema_and_names_what_the_code_names() -> None:
    Draft202012Validator.check_schema(READ)
    fields = READ["properties"]
    assert fields["kind"]["enum"] == list(KINDS)
    assert fields["status"]["items"]["enum"] == list(STATUSES)
    assert fields["reason"]["items"]["enum"] == list(REASONS)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*-*.jsonl")), ids=lambda path: path.stem)
def test_the_committed_gold_has_the_form(path: Path) -> None:
    assert list(form_problems(path)) == []


@pytest.mark.parametrize("changes", FORM)
def test_what_the_loader_refuses_the_schema_refuses_too(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = write(tmp_path, row(), row(**({"id": "made-2"} | changes)))
    problems = list(form_problems(path))
    assert not loads(path)
    assert problems
    assert all(problem.startswith(f"{path}:2: ") for problem in problems)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"value": None},
        {"note": ""},
        {"value": {"value": "-1.5e3", "unit": "", "tolerance": "0"}},
        {"value": {"value": "1", "unit": "", "tolerance": "-0.0"}},
        {"history": [], "reference": "x", "evidence": [{"document": "a", "quote": "b", "start": 0}]},
    ],
)
def test_what_the_loader_takes_the_schema_takes_too(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = write(tmp_path, row(**changes))
    assert loads(path)
    assert list(form_problems(path)) == []


def test_every_complaint_of_a_line_is_told_in_few_words(tmp_path: Path) -> None:
    path = write(tmp_path, row(kind="riddle", question=" ", answers=[["x" * 500, 3]], status=[], more="y" * 500))
    problems = [problem.removeprefix(f"{path}:1: ") for problem in form_problems(path)]
    assert problems == [
        "Additional properties are not allowed ('more' was unexpected)",
        "answers[0][1]: 3 is not of type 'string'",
        'kind: "riddle" is not one of ' + ", ".join(KINDS),
        'question: " " is not a string that is not blank',
        "status: [] should be non-empty",
    ]
