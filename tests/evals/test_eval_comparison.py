"""A run against its baseline: pooled tests, the bootstrap, what is named, the stage that lost a case, JUnit."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

import pytest
from seedqa.evals.baseline import Past, Said, fingerprint, load_baseline, said, write_baseline
from seedqa.evals.cases import Case, Suite
from seedqa.evals.changes import change_lines, changes
from seedqa.evals.comparison import ALL, BaselineRule, check_together
from seedqa.evals.gates import Gate, check_floors
from seedqa.evals.given import GivenAnswer, read_answer
from seedqa.evals.judging import Judgement
from seedqa.evals.junit import junit, write_junit
from seedqa.evals.library import Span
from seedqa.evals.metrics import Share
from seedqa.evals.record import Evaluation, baseline_rows
from seedqa.evals.run import Outcome, SuiteRun
from seedqa.evals.sampling import sample
from seedqa.evals.stages import Trace, lost_by
from seedqa.evals.summary import summarise
from seedqa.index.errors import InputError
from seedqa.qa.types import Turn

from tests.evals.made import BOUGHT, LEADS, LIBRARY, PAID, SOLD, case, refusal, reply, span

RULE = BaselineRule()
LEADER = case([["Mara Lind"]], [LEADS])


def outcome(number: int, right: bool, suite: str = "made", kind: str = "fact", f1: float = 1.0) -> Outcome:
    """A judged case with these results."""
    gold = case([["Mara Lind"]], [LEADS], case_id=f"{suite}-{number}", question=f"Question {number}?", kind=kind)
    shares = MappingProxyType({"accuracy": Share(int(right), 1), "token_f1": Share(f1, 1)})
    judgement = Judgement(right, None if right else "not stated: Mara Lind", shares)
    answer = reply("Mara Lind" if right else "Ida Holt", [LEADS], short_answer="Mara Lind" if right else "Ida Holt")
    return Outcome(replace(gold, suite=suite), answer, read_answer(answer), judgement, 12.0, None)


def run(*outcomes: Outcome) -> SuiteRun:
    """These outcomes as the run of their suite."""
    return SuiteRun(Suite(outcomes[0].case.suite, tuple(one.case for one in outcomes)), outcomes)


def before(*runs: SuiteRun, right: bool = True, f1: float = 1.0) -> dict[str, dict[str, Past]]:
    """A baseline in which all of them were right, or wrong."""
    return {
        made.suite.name: {fingerprint(one.case): Past(right, {"token_f1": f1}, None) for one in made.outcomes}
        for made in runs
    }


def load_rows(made: SuiteRun) -> dict[str, dict[str, Past]]:
    """The baseline that this run would write."""
    rows = baseline_rows(Evaluation("engine", (made,), (summarise(made),), (), False))[made.suite.name]
    return {made.suite.name: {row["fingerprint"]: Past(row["right"], row["paired"], None) for row in rows}}


def test_five_that_broke_over_two_suites_block_together_where_neither_would_alone() -> None:
    one = run(*(outcome(number, number > 2, "one") for number in range(10)))
    two = run(*(outcome(number, number > 1, "two") for number in range(10)))
    gates = {gate.claim: gate for gate in check_together([one, two], before(one, two), RULE)}
    together = gates["not worse than the baseline"]
    assert (together.suite, together.holds, len(together.broken)) == (ALL, False, 5)
    assert together.finding == "5 broken, 0 mended of 20 paired cases (p = 0.0312)"


def test_a_kind_that_is_lost_blocks_although_others_gained() -> None:
    facts = [outcome(number, True) for number in range(30)]
    lists = [outcome(100 + number, False, kind="list") for number in range(6)]
    made = run(*facts, *lists)
    past = {fingerprint(one.case): Past(one.case.kind == "list", {}, None) for one in made.outcomes}
    gates = list(check_together([made], {"made": past}, RULE))
    assert [(gate.claim, gate.holds) for gate in gates] == [("list not worse than the baseline", False)]
    assert gates[0].finding == "6 broken, 0 mended of 6 paired cases (p = 0.0156)"


def test_a_measure_between_right_and_wrong_is_compared_by_the_bootstrap() -> None:
    worse = run(*(outcome(number, True, f1=0.9) for number in range(20)))
    (gate,) = check_together([worse], before(worse), RULE)
    assert (gate.claim, gate.holds) == ("token_f1 not lower than the baseline", False)
    assert gate.finding == "-0.1000 on average (-0.1000 to -0.1000) over 20 paired cases"
    slightly = run(*(outcome(number, True, f1=0.99) for number in range(20)))
    assert [gate.holds for gate in check_together([slightly], before(slightly), RULE)] == [True]
    few = run(*(outcome(number, True, f1=0.0) for number in range(4)))
    assert [gate.holds for gate in check_together([few], before(few), RULE)] == [True]
    scattered = run(*(outcome(number, True, f1=0.0 if number == 0 else 1.0) for number in range(20)))
    assert [gate.holds for gate in check_together([scattered], before(scattered), RULE)] == [True]


def test_what_the_baseline_rounded_away_is_no_change() -> None:
    same = run(*(outcome(number, True, f1=2 / 3) for number in range(20)))
    past = load_rows(same)
    (gate,) = check_together([same], past, RULE)
    assert (gate.holds, gate.broken) == (True, ())
    assert gate.finding == "+0.0000 on average (+0.0000 to +0.0000) over 20 paired cases"


def test_a_broken_case_is_told_with_what_was_said_then_and_now_and_the_stage() -> None:
    broken = replace(outcome(1, False), stage="reading")
    was = said(reply("Mara Lind", [PAID], short_answer="Mara Lind"))
    baseline = {"made": {fingerprint(broken.case): Past(True, {}, was)}}
    (change,) = changes(["made-1"], [run(broken)], baseline)
    lines = list(change_lines(change))
    assert lines[0] == "made-1 (lost by reading)  Question 1?"
    assert lines[1] == "    not stated: Mara Lind"
    assert lines[2] == "    - answered: Mara Lind"
    assert "harbour" not in lines[3]
    assert lines[3].startswith("    - [1] d1 ")
    assert lines[4] == "    + answered: Ida Holt"
    assert lines[5].endswith(f": {LEADS}")


def test_a_baseline_is_written_and_read_as_it_was_and_keeps_no_words_of_held_out_suites(tmp_path: Path) -> None:
    opened, closed = run(outcome(1, True)), run(outcome(1, False, "made-test"))
    done = Evaluation("engine", (opened, closed), (), (), False)
    path = tmp_path / "baseline.json"
    write_baseline(path, baseline_rows(done))
    read = load_baseline(path)
    past = read["made"][fingerprint(opened.outcomes[0].case)]
    assert (past.right, past.scores) == (True, {"token_f1": 1.0})
    assert past.said is not None
    assert past.said.answer == "Mara Lind"
    held_out = read["made-test"][fingerprint(closed.outcomes[0].case)]
    assert (held_out.right, held_out.said) == (False, None)
    assert "Ida Holt" not in path.read_text(encoding="utf-8")
    with pytest.raises(InputError, match="the baseline cannot be written"):
        write_baseline(tmp_path / "no" / "baseline.json", {})


TRACED = Trace((span(PAID), span(LEADS)), ((span(LEADS), "Mara Lind"), (span(PAID), "2.5 million yuan")))
GIVEN = read_answer(reply("Ida Holt", [LEADS], short_answer="Ida Holt"))


@pytest.mark.parametrize(
    ("gold", "answer", "traced", "stage"),
    [
        (LEADER, GIVEN, Trace((span(PAID),), ()), "retrieval"),
        (LEADER, GIVEN, replace(TRACED, findings=TRACED.findings[1:]), "reading"),
        (LEADER, GIVEN, replace(TRACED, findings=TRACED.findings[::-1]), "reading"),
        (LEADER, read_answer(refusal()), TRACED, "verdict"),
        (LEADER, GIVEN, TRACED, "composition"),
        (case(kind="unanswerable", status=["not_found"]), GIVEN, TRACED, "verdict"),
        (
            case([], [SOLD, BOUGHT], kind="figure", value=("900", "kg", "0")),
            GIVEN,
            Trace((Span("d2", 0, 99),), ()),
            "computation",
        ),
    ],
)
def test_the_stage_is_the_first_that_no_longer_has_what_is_asked_for(
    gold: Case, answer: GivenAnswer, traced: Trace, stage: str
) -> None:
    assert lost_by(gold, answer, traced, LIBRARY, None) == stage


def test_a_turn_that_is_understood_otherwise_was_lost_by_the_conversation() -> None:
    gold = case([["Mara Lind"]], [LEADS], kind="conversation", history=[Turn("user", "Which port?")])
    answer = replace(GIVEN, standalone_question="Who leads the valley?")
    assert lost_by(gold, answer, TRACED, LIBRARY, "Who leads the port?") == "conversation"
    assert lost_by(gold, answer, TRACED, LIBRARY, "Who leads the valley?") == "composition"


def test_junit_has_a_failure_for_what_broke_and_skips_what_was_wrong_already(tmp_path: Path) -> None:
    broken = replace(outcome(1, False), stage="reading")
    made = run(broken, outcome(2, True), outcome(3, False), replace(outcome(4, True), differs="answer differ"))
    named = Gate("made", "not worse", False, "1 broken", ("made-1",), changes(["made-1"], [made], None))
    done = Evaluation("engine", (made, run(outcome(5, False, "made-test"))), (), (named,), False)
    write_junit(done, tmp_path / "deep/junit.xml")
    top = ElementTree.parse(tmp_path / "deep/junit.xml").getroot()
    assert [suite.get("name") for suite in top] == ["made", "gates"]
    assert {key: top[0].get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4", "failures": "1", "errors": "1", "skipped": "1",
    }  # fmt: skip
    failure = top[0][0].find("failure")
    assert failure is not None
    assert failure.get("message") == "not stated: Mara Lind"
    assert "lost by reading" in (failure.text or "")
    assert top[1].get("failures") == "1"
    assert junit(done).find("testsuite") is not None


def test_a_sample_is_the_same_each_time_and_has_every_kind() -> None:
    kinds = ["fact"] * 80 + ["list"] * 10 + ["figure"]
    suite = Suite("made", tuple(outcome(number, True, kind=kind).case for number, kind in enumerate(kinds)))
    part = sample(suite, 20)
    assert part == sample(suite, 20)
    assert {one.kind for one in part.cases} == {"fact", "list", "figure"}
    assert 18 <= len(part.cases) <= 23
    assert [one.id for one in part.cases] == [one.id for one in suite.cases if one in part.cases]
    fewer = Suite("made", suite.cases[:40])
    kept = {one.id for one in sample(fewer, 20).cases}
    more = Suite("made", (*suite.cases[:40], outcome(99, True).case))
    assert len(kept - {one.id for one in sample(more, 20).cases}) <= 1
    assert sample(fewer, 40) is fewer


def test_a_part_of_a_suite_is_held_to_what_must_never_break() -> None:
    made = run(outcome(1, True), outcome(2, False))
    floors = {"accuracy": Decimal("0.9"), "token_f1": Decimal(1), "markers": Decimal(1)}
    gates = check_floors(made, summarise(made), floors, True, sampled=True)
    assert [(gate.claim, gate.holds) for gate in gates] == [("token_f1 >= 1", True)]


def test_a_refusal_is_kept_with_its_words() -> None:
    assert said(refusal()) == Said("not_found", "attribute_absent", "The documents do not say.", "", ())
