"""Loading gold: what is well formed is typed, what is not names its file and line."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from seedqa.evals.cases import GOLD, find_suite, load_suite, load_suites
from seedqa.index.errors import InputError
from seedqa.qa.types import Turn


def row(**changes: Any) -> dict[str, Any]:
    """A well-formed case."""
    return {
        "id": "made-1",
        "suite": "made",
        "kind": "fact",
        "question": "Who leads?",
        "status": ["answered"],
        "reason": [],
        "answers": [["Mara Lind"]],
        "evidence": [{"document": "harbour.txt", "quote": "Mara Lind leads."}],
        "tags": ["person"],
    } | changes


def write(folder: Path, *rows: object, name: str = "made.jsonl") -> Path:
    """A gold file."""
    path = folder / name
    path.write_text("".join(json.dumps(item) + "\n" for item in rows), encoding="utf-8")
    return path


def test_every_field_is_read(tmp_path: Path) -> None:
    value = {"value": "70980000", "unit": "yuan", "tolerance": "0.5"}
    history = [{"role": "user", "content": "Hello"}]
    path = write(tmp_path, row(kind="figure", value=value, history=history, note="why"))
    suite = load_suite(path)
    (case,) = suite.cases
    assert (suite.name, suite.held_out) == ("made", False)
    assert case.history == (Turn("user", "Hello"),)
    assert case.answers == (("Mara Lind",),)
    assert case.evidence[0].quote == "Mara Lind leads."
    assert case.value is not None
    assert (case.value.value, case.value.unit, case.value.tolerance) == (Decimal(70980000), "yuan", Decimal("0.5"))
    assert (case.note, case.tags, case.answerable) == ("why", ("person",), True)


def test_a_refusal_is_not_answerable_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    path = write(tmp_path, row(status=["not_found"], reason=["entity_absent"], answers=[], evidence=[], value=None))
    path.write_text("\n" + path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    (case,) = load_suite(path).cases
    assert not case.answerable
    assert case.place == f"{path}:2"


def test_what_is_left_out_has_a_plain_meaning(tmp_path: Path) -> None:
    asked = {"id": "a", "kind": "fact", "question": "Who leads?"}
    path = write(tmp_path, asked | {"answers": [["Mara Lind"]]}, asked | {"id": "b", "kind": "unanswerable"})
    known, unknown = load_suite(path).cases
    assert (known.suite, known.status, known.answerable) == ("made", ("answered",), True)
    assert (unknown.status, unknown.reason, unknown.tags, unknown.answerable) == (("not_found",), (), (), False)


def test_a_reference_in_free_words_asks_for_an_answer_that_no_rule_judges(tmp_path: Path) -> None:
    (case,) = load_suite(
        write(tmp_path, {"id": "a", "kind": "fact", "question": "Why?", "reference": "Because."})
    ).cases
    assert (case.reference, case.open, case.answerable, case.status) == ("Because.", True, True, ("answered",))


def test_a_quote_may_say_where_it_stood(tmp_path: Path) -> None:
    quote = {"document": "harbour.txt", "quote": "Mara Lind leads.", "start": 14}
    assert load_suite(write(tmp_path, row(evidence=[quote]))).cases[0].evidence[0].start == 14


WRONG = [
    ({"extra": 1}, "unknown field 'extra'"),
    ({"suite": "other"}, "'suite' is 'other'"),
    ({"kind": "riddle"}, "'kind' cannot be 'riddle'"),
    ({"status": []}, "'status' is empty"),
    ({"status": ["fine"]}, "'status' cannot be 'fine'"),
    ({"status": "answered"}, "'status' is not a list"),
    ({"reason": ["because"]}, "'reason' cannot be 'because'"),
    ({"question": "  "}, "'question' needs a string that is not blank"),
    ({"answers": [[]]}, "an item of 'answers' is empty"),
    ({"answers": ["Mara Lind"]}, "'answers' is not a list"),
    ({"answers": [[3]]}, "'answers' needs a string"),
    ({"evidence": ["quote"]}, "'evidence' needs an object"),
    ({"evidence": [{"document": "a.txt"}]}, "missing field 'quote'"),
    ({"evidence": [{"document": "a.txt", "quote": "x", "start": -1}]}, "'start' is not an offset"),
    ({"evidence": [{"document": "a.txt", "quote": "x", "start": "1"}]}, "'start' is not an offset"),
    ({"reference": ""}, "'reference' needs a string"),
    ({"history": [{"role": "judge", "content": "x"}]}, "'role' cannot be 'judge'"),
    ({"value": {"value": "lots", "unit": "", "tolerance": "0"}}, "'value' is not a decimal number"),
    ({"value": {"value": "NaN", "unit": "", "tolerance": "0"}}, "'value' is not finite"),
    ({"value": {"value": "1", "unit": "", "tolerance": "-1"}}, "'tolerance' is negative"),
]


@pytest.mark.parametrize(("changes", "problem"), WRONG)
def test_what_is_malformed_is_refused_with_file_and_line(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    path = write(tmp_path, row(), row(**({"id": "made-2"} | changes)))
    with pytest.raises(InputError) as error:
        load_suite(path)
    assert f"{path}:2: " in str(error.value)
    assert problem in str(error.value)


@pytest.mark.parametrize("field", ["id", "kind", "question"])
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    path = write(tmp_path, {name: value for name, value in row().items() if name != field})
    with pytest.raises(InputError, match=f"{path}:1: missing field '{field}'"):
        load_suite(path)


@pytest.mark.parametrize(("line", "problem"), [("{", "not JSON"), ("[1]", "not a JSON object")])
def test_a_line_that_is_no_object_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "made.jsonl"
    path.write_text(json.dumps(row()) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"{path}:2: {problem}"):
        load_suite(path)


def test_an_empty_suite_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path)
    with pytest.raises(InputError, match="the suite is empty"):
        load_suite(path)


def test_a_missing_file_and_a_binary_one_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such suite"):
        load_suite(tmp_path / "absent.jsonl")
    (tmp_path / "made.jsonl").write_bytes(b"\xff{}")
    with pytest.raises(InputError, match="is not UTF-8"):
        load_suite(tmp_path / "made.jsonl")


def test_an_id_may_occur_once_in_a_suite_and_across_suites(tmp_path: Path) -> None:
    path = write(tmp_path, row(), row())
    with pytest.raises(InputError, match=f"{path}:2: id 'made-1' is taken by {path}:1"):
        load_suite(path)
    one, other = write(tmp_path, row()), write(tmp_path, row(suite="other"), name="other.jsonl")
    with pytest.raises(InputError, match=f"{other}:1: id 'made-1' is taken"):
        load_suites([one, other])


def test_a_suite_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    assert find_suite("seeds-dev") == GOLD / "seeds-dev.jsonl"
    path = write(tmp_path, row())
    assert find_suite(str(path)) == path
