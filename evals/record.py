"""A run as one JSON object: what the report shows, and what a later run takes as its baseline.

Of a held-out suite it keeps only whether each case was right, so that nobody tunes on it by reading the report.
"""

from dataclasses import asdict, dataclass
from typing import Any

from seedqa.evals.baseline import PAIRED, PLACES, Baseline, fingerprint, said
from seedqa.evals.classes import ClassCount, classes
from seedqa.evals.gates import Gate
from seedqa.evals.run import Outcome, SuiteRun
from seedqa.evals.summary import Measure, Summary

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything a run came to."""

    system: str
    runs: tuple[SuiteRun, ...]
    summaries: tuple[Summary, ...]
    gates: tuple[Gate, ...]
    show_cases: bool
    sampled: bool = False
    baseline: Baseline | None = None

    @property
    def decided(self) -> bool:
        """Whether every case was scored, and the same each time; otherwise no gate is decided."""
        flaky = any(outcome.differs is not None for run in self.runs for outcome in run.outcomes)
        return not flaky and not any(summary.unscored for summary in self.summaries)

    @property
    def holds(self) -> bool:
        """Whether every case was scored and no gate failed."""
        return self.decided and all(gate.holds is not False for gate in self.gates)

    def opened(self, suite: str) -> bool:
        """Whether single cases of the suite may be shown."""
        held_out = any(run.suite.held_out for run in self.runs if run.suite.name == suite)
        return self.show_cases or not held_out


def record(evaluation: Evaluation) -> dict[str, Any]:
    """The JSON object."""
    pairs = zip(evaluation.runs, evaluation.summaries, strict=True)
    return {
        "format": FORMAT,
        "system": evaluation.system,
        "decided": evaluation.decided,
        "holds": evaluation.holds,
        "sampled": evaluation.sampled,
        "gates": [_gate(gate, evaluation.opened(gate.suite)) for gate in evaluation.gates],
        "suites": {run.suite.name: _suite(run, summary, evaluation) for run, summary in pairs},
    }


def baseline_rows(evaluation: Evaluation) -> dict[str, list[dict[str, Any]]]:
    """What a baseline keeps of every suite: of held-out ones no words."""
    return {run.suite.name: [_past(item, run.suite.held_out) for item in run.outcomes] for run in evaluation.runs}


def _past(outcome: Outcome, held_out: bool) -> dict[str, Any]:
    words = {} if held_out or outcome.reply is None else {"said": asdict(said(outcome.reply))}
    return {**({} if held_out else {"id": outcome.case.id}), **_closed(outcome), **words}


def _gate(gate: Gate, opened: bool) -> dict[str, Any]:
    told = asdict(gate)
    return told if opened else told | {"broken": len(gate.broken), "changes": []}


def _suite(run: SuiteRun, summary: Summary, evaluation: Evaluation) -> dict[str, Any]:
    opened = evaluation.opened(run.suite.name)
    return {
        "cases": summary.cases,
        "unscored": dict(summary.unscored) if opened else len(summary.unscored),
        "measures": {name: _measure(measure) for name, measure in summary.measures.items()},
        "apart": dict(summary.apart),
        "latency_ms": {f"p{percent}": round(value, 3) for percent, value in summary.latency_ms.items()},
        "latency_intervals_ms": {
            f"p{percent}": [round(interval.low, 3), round(interval.high, 3)]
            for percent, interval in summary.latency_intervals.items()
        },
        "latencies": summary.latencies,
        "calibration": _calibration(summary),
        "classes": {one.name: _class(one) for one in classes(run)},
        "results": [_result(item, opened) for item in run.outcomes if item.judgement is not None],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "value": round(measure.value, 6),
        "hits": round(measure.hits, 6),
        "n": measure.total,
        "cases": measure.cases,
        "low": round(measure.interval.low, 6),
        "high": round(measure.interval.high, 6),
    }


def _calibration(summary: Summary) -> dict[str, Any] | None:
    if summary.calibration is None:
        return None
    return {
        "answers": summary.calibration.answers,
        "error": round(summary.calibration.error, 6),
        "reliability": [asdict(one) for one in summary.calibration.reliability],
        "risk_coverage": [asdict(point) for point in summary.calibration.risk_coverage],
    }


def _class(one: ClassCount) -> dict[str, Any]:
    return {"n": one.cases, "right": one.right, "right_reason": one.reasoned, "verdicts": dict(one.verdicts)}


def _result(outcome: Outcome, opened: bool) -> dict[str, Any]:
    return {**_details(outcome), **_closed(outcome)} if opened else _closed(outcome)


def _closed(outcome: Outcome) -> dict[str, Any]:
    """What is kept of every case: whether it was right, and what a later run compares it by."""
    judgement = outcome.judgement
    shares = judgement.shares if judgement else {}
    paired = {name: round(shares[name].hits / shares[name].total, PLACES) for name in PAIRED if name in shares}
    right = judgement is not None and judgement.right
    return {"fingerprint": fingerprint(outcome.case), "right": right, "paired": paired}


def _details(outcome: Outcome) -> dict[str, Any]:
    case, judgement = outcome.case, outcome.judgement
    return {
        "id": case.id,
        "kind": case.kind,
        "tags": list(case.tags),
        "history": [asdict(turn) for turn in case.history],
        "question": case.question,
        "expected": [list(item) for item in case.answers],
        "expected_value": None
        if case.value is None
        else {name: str(value) for name, value in asdict(case.value).items()},
        "expected_status": list(case.status),
        "expected_reason": list(case.reason),
        "reference": case.reference,
        "evidence": [asdict(quote) for quote in case.evidence],
        "why": judgement.why if judgement else outcome.failure,
        "stage": outcome.stage,
        "rank": judgement.rank if judgement else None,
        "scores": {name: [share.hits, share.total] for name, share in judgement.shares.items()} if judgement else {},
        "apart": sorted(judgement.apart) if judgement else [],
        "latency_ms": outcome.latency_ms,
        "answer": outcome.reply,
    }
