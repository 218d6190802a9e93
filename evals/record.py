"""A run as one JSON object: what the report shows, and what a later run takes as its baseline.

Of a held-out suite it keeps only whether each case was right, so that nobody tunes on it by reading the report.
"""

from dataclasses import asdict, dataclass
from typing import Any

from evals.classes import ClassCount, classes
from evals.gates import Gate, fingerprint
from evals.run import Outcome, SuiteRun
from evals.summary import Measure, Summary

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything a run came to."""

    system: str
    runs: tuple[SuiteRun, ...]
    summaries: tuple[Summary, ...]
    gates: tuple[Gate, ...]
    show_cases: bool

    @property
    def decided(self) -> bool:
        """Whether every case was scored; otherwise no gate is decided."""
        return not any(summary.unscored for summary in self.summaries)

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
        "gates": [_gate(gate, evaluation.opened(gate.suite)) for gate in evaluation.gates],
        "suites": {run.suite.name: _suite(run, summary, evaluation) for run, summary in pairs},
    }


def _gate(gate: Gate, opened: bool) -> dict[str, Any]:
    return asdict(gate) | {"broken": list(gate.broken) if opened else len(gate.broken)}


def _suite(run: SuiteRun, summary: Summary, evaluation: Evaluation) -> dict[str, Any]:
    opened = evaluation.opened(run.suite.name)
    return {
        "cases": summary.cases,
        "unscored": dict(summary.unscored) if opened else len(summary.unscored),
        "measures": {name: _measure(measure) for name, measure in summary.measures.items()},
        "latency_ms": {f"p{percent}": round(value, 3) for percent, value in summary.latency_ms.items()},
        "calibration": _calibration(summary),
        "classes": {one.name: _class(one) for one in classes(run)},
        "results": [_result(item, opened) for item in run.outcomes if item.judgement is not None],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "value": round(measure.value, 6),
        "hits": measure.hits,
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
        "risk_coverage": [asdict(point) for point in summary.calibration.risk_coverage],
    }


def _class(one: ClassCount) -> dict[str, Any]:
    return {"n": one.cases, "right": one.right, "right_reason": one.reasoned, "verdicts": dict(one.verdicts)}


def _result(outcome: Outcome, opened: bool) -> dict[str, Any]:
    right = outcome.judgement is not None and outcome.judgement.right
    closed = {"fingerprint": fingerprint(outcome.case), "right": right}
    return {**_details(outcome), **closed} if opened else closed


def _details(outcome: Outcome) -> dict[str, Any]:
    judgement = outcome.judgement
    return {
        "id": outcome.case.id,
        "kind": outcome.case.kind,
        "question": outcome.case.question,
        "expected": [list(item) for item in outcome.case.answers],
        "why": judgement.why if judgement else outcome.failure,
        "scores": {name: [share.hits, share.total] for name, share in judgement.shares.items()} if judgement else {},
        "latency_ms": outcome.latency_ms,
        "answer": outcome.reply,
    }
