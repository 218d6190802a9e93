"""Floors and baselines: what holds, what fails, and what is an error."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from seedqa.evals.baseline import Past, fingerprint, load_baseline
from seedqa.evals.cases import Suite, find_suite
from seedqa.evals.comparison import BaselineRule, check_baseline
from seedqa.evals.gates import check_floors, check_scored, check_stable, load_floors
from seedqa.evals.judging import Judgement
from seedqa.evals.metrics import Share
from seedqa.evals.run import Outcome, SuiteRun
from seedqa.evals.summary import summarise
from seedqa.index.errors import InputError

from tests.evals.made import LEADS, case

RULE = BaselineRule()


def run(*right: bool, failures: int = 0) -> SuiteRun:
    """A run of made-up cases with these results."""
    cases = [
        case([["x"]], [LEADS], case_id=f"c{number}", question=f"Question {number}?")
        for number in range(len(right) + failures)
    ]
    outcomes = [
        Outcome(item, {}, None, Judgement(good, None, {"accuracy": Share(int(good), 1)}), 1.0, None)
        for item, good in zip(cases, right, strict=False)
    ]
    outcomes += [Outcome(item, None, None, None, None, "crashed") for item in cases[len(right) :]]
    return SuiteRun(Suite("made", tuple(cases)), tuple(outcomes))


def floors_file(folder: Path, content: Any) -> Path:
    """A floors file."""
    path = folder / "floors.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_floor_holds_at_the_minimum_exactly_and_fails_just_below_it() -> None:
    made = run(True, True, True, False, False, False, False, False, False, False)
    at, above = check_floors(
        made, summarise(made), {"accuracy": Decimal("0.3"), "accuracy.fact": Decimal("0.31")}, True
    )
    assert (at.holds, at.finding, at.broken) == (True, "0.300 (3 of 10)", ())
    assert above.holds is False
    assert above.broken == tuple(f"c{number}" for number in range(3, 10))


def test_a_floor_without_a_measure_is_an_error() -> None:
    made = run(True)
    for metric in ("accuracy.list", "refusal_recall", "recall@5"):
        with pytest.raises(InputError, match=f"nothing to measure '{metric}' on"):
            check_floors(made, summarise(made), {metric: Decimal(0)}, True)


def test_retrieval_is_not_measured_where_a_system_shows_no_passages() -> None:
    made = run(True)
    (gate,) = check_floors(made, summarise(made), {"recall@5": Decimal(1)}, False)
    assert gate.holds is None


def test_a_case_without_a_score_is_an_error() -> None:
    check_scored([summarise(run(True, False))])
    with pytest.raises(InputError, match="2 of 3 cases of made could not be scored, first c1: crashed"):
        check_scored([summarise(run(True, failures=2))])


def test_an_answer_that_changes_by_itself_is_an_error() -> None:
    made = run(True, True)
    check_stable([made])
    flaky = replace(made, outcomes=(made.outcomes[0], replace(made.outcomes[1], differs="answer differ")))
    with pytest.raises(InputError, match=r"1 cases are flaky \(c1\), first c1: answer differ"):
        check_stable([flaky])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ({}, "names no suite"),
        ([], "names no suite"),
        ({"made": {}}, "'made' has no floors"),
        ({"made": {"brilliance": 0.5}}, "unknown metric 'brilliance'"),
        ({"made": {"accuracy.riddle": 0.5}}, "unknown metric 'accuracy.riddle'"),
        ({"made": {"accuracy": 1.5}}, "within 0 and 1"),
        ({"made": {"accuracy": "0.5"}}, "within 0 and 1"),
        ({"made": {"accuracy": float("nan")}}, "within 0 and 1"),
    ],
)
def test_wrong_floors_are_errors(tmp_path: Path, content: Any, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        load_floors(floors_file(tmp_path, content))


def test_floors_that_cannot_be_read_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_floors(tmp_path / "floors.json")


def test_the_committed_floors_are_well_formed_and_name_suites_that_exist() -> None:
    floors = load_floors()
    assert all(find_suite(name).is_file() for name in floors)
    assert all(floors[name]["span_exact"] == 1 for name in floors)


def rights(made: SuiteRun, *right: bool) -> dict[str, dict[str, Past]]:
    """A baseline over the same cases with other results."""
    pairs = zip(made.outcomes, right, strict=True)
    return {"made": {fingerprint(item.case): Past(good, {}, None) for item, good in pairs}}


def test_no_change_and_an_improvement_hold() -> None:
    made = run(True, False, True)
    assert check_baseline(made, rights(made, True, False, True), RULE).holds
    better = check_baseline(made, rights(made, False, False, False), RULE)
    assert (better.holds, better.broken) == (True, ())
    assert better.finding == "0 broken, 2 mended of 3 paired cases (p = 1.0000)"


def test_five_broken_of_twenty_block_and_name_the_cases() -> None:
    made = run(*[True] * 15, *[False] * 5)
    gate = check_baseline(made, rights(made, *[True] * 20), RULE)
    assert gate.holds is False
    assert gate.broken == ("c15", "c16", "c17", "c18", "c19")
    assert gate.finding == "5 broken, 0 mended of 20 paired cases (p = 0.0312)"


def test_what_chance_explains_does_not_block() -> None:
    made = run(*[True] * 16, *[False] * 4)
    assert check_baseline(made, rights(made, *[True] * 20), RULE).holds
    swapped = run(*[True] * 14, *[False] * 6)
    assert check_baseline(swapped, rights(swapped, *[False] * 5, *[True] * 15), RULE).holds


def test_a_loss_below_the_minimum_effect_does_not_block() -> None:
    made = run(*[True] * 295, *[False] * 5)
    before = rights(made, *[True] * 300)
    assert check_baseline(made, before, RULE).holds
    assert check_baseline(made, before, BaselineRule(effect=0.01)).holds is False


def test_changed_cases_are_not_paired_and_none_at_all_is_an_error() -> None:
    made = run(True, False)
    before = rights(made, True, True)
    before["made"][fingerprint(case([["other"]], [LEADS], question="Question 1?"))] = before["made"].pop(
        fingerprint(made.outcomes[1].case)
    )
    gate = check_baseline(made, before, RULE)
    assert (gate.holds, gate.broken, "of 1 paired" in gate.finding) == (True, (), True)
    with pytest.raises(InputError, match="the baseline has no case of made"):
        check_baseline(made, {"other": {}}, RULE)


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"suites": []}', '{"suites": {"made": {}}}', '{"suites": {"made": {"results": [{"right": true}]}}}'],
)
def test_a_file_that_is_no_baseline_is_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="is not a baseline"):
        load_baseline(path)
    path.write_text('{"suites": {"made": {"results": [{"fingerprint": "f", "right": null}]}}}', encoding="utf-8")
    with pytest.raises(InputError, match="cases without a verdict"):
        load_baseline(path)
