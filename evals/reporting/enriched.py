"""The report as one JSON object: the record of the run, and what the page shows beside it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from seedqa.evals.record import Evaluation, record
from seedqa.evals.reporting.gate_lines import closed_cases, verdict
from seedqa.evals.reporting.passages import passages
from seedqa.evals.reporting.trend import trend, was
from seedqa.evals.run import Outcome, SuiteRun
from seedqa.evals.statistics import wilson

_LATENCY_BARS = 12


def report_of(evaluation: Evaluation) -> dict[str, Any]:
    """The object that is written as ``report.json`` and shown by ``report.html``."""
    report = {"verdict": verdict(evaluation)} | record(evaluation)
    hidden = closed_cases(evaluation)
    for gate in report["gates"]:
        if isinstance(gate["broken"], list | tuple):
            gate["broken"] = [case for case in gate["broken"] if case not in hidden]
    for run in evaluation.runs:
        suite = report["suites"][run.suite.name]
        opened = evaluation.opened(run.suite.name)
        suite["opened"] = opened
        suite["trend"] = trend(run, evaluation.baseline, opened)
        suite["latency_bars"] = _bars([one.latency_ms for one in run.outcomes if one.latency_ms is not None])
        if suite["calibration"] is not None:
            for one in suite["calibration"]["reliability"]:
                interval = wilson(round(one["right"] * one["count"]), one["count"])
                one |= {"right_low": round(interval.low, 6), "right_high": round(interval.high, 6)}
        if opened:
            _add_details(suite["results"], run, evaluation)
            lost = Counter(result["lost_by"] for result in suite["results"] if result["lost_by"])
            suite["lost_by"] = dict(lost.most_common())
    return report


def _add_details(results: Sequence[dict[str, Any]], run: SuiteRun, evaluation: Evaluation) -> None:
    judged = [outcome for outcome in run.outcomes if outcome.judgement is not None]
    for result, outcome in zip(results, judged, strict=True):
        result["passages"] = passages(outcome, run.library)
        result["was"] = was(outcome, run.suite.name, evaluation.baseline)
        result["lost_by"] = None if result["right"] else lost_by(outcome)


def lost_by(outcome: Outcome) -> str:
    """The stage that lost a case: as traced, or as far as the answer and the ranks tell."""
    if outcome.stage is not None:
        return outcome.stage
    judgement, answer, case = outcome.judgement, outcome.answer, outcome.case
    if judgement is None or answer is None:
        return "retrieval"
    if not case.answerable:
        return "verdict"
    if judgement.shares.get("recall@10") is not None and judgement.rank is None:
        return "retrieval"
    return "verdict" if answer.status not in case.status else "reading"


def _bars(latencies: Sequence[float]) -> list[dict[str, Any]]:
    """How many answers took how long, in equal steps."""
    if not latencies:
        return []
    low, high = min(latencies), max(latencies)
    step = (high - low) / _LATENCY_BARS or 1.0
    counts = [0] * _LATENCY_BARS
    for value in latencies:
        counts[min(int((value - low) / step), _LATENCY_BARS - 1)] += 1
    edges = [low + step * number for number in range(_LATENCY_BARS + 1)]
    return [
        {"low": round(edges[at], 3), "high": round(edges[at + 1], 3), "count": count} for at, count in enumerate(counts)
    ]
