"""The scores of single cases put together: every figure with its n and its interval.

Shares are pooled: citation precision is citations that fit over citations given, and its n counts citations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.cases import KINDS
from evals.metrics import METRICS
from evals.run import Outcome, SuiteRun
from evals.statistics import Interval, RiskPoint, calibration_error, percentile, risk_coverage, wilson

PERCENTILES = (50, 95, 99)


@dataclass(frozen=True, slots=True)
class Measure:
    """A pooled share: ``hits`` of ``total`` over ``cases`` cases that could be scored."""

    hits: int
    total: int
    cases: int
    interval: Interval

    @property
    def value(self) -> float:
        """The share."""
        return self.hits / self.total


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence can be trusted, over the answers that assert something."""

    answers: int
    error: float
    risk_coverage: tuple[RiskPoint, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A suite in figures; ``measures`` holds ``metric`` and ``metric.kind``, ``unscored`` case ids with the cause."""

    suite: str
    cases: int
    unscored: Mapping[str, str]
    measures: Mapping[str, Measure]
    latency_ms: Mapping[int, float]
    calibration: Calibration | None


def summarise(run: SuiteRun) -> Summary:
    """The figures of one suite."""
    latencies = [outcome.latency_ms for outcome in run.outcomes if outcome.latency_ms is not None]
    return Summary(
        suite=run.suite.name,
        cases=len(run.outcomes),
        unscored={outcome.case.id: outcome.failure for outcome in run.outcomes if outcome.failure is not None},
        measures=_measures(run.outcomes),
        latency_ms={percent: percentile(latencies, percent) for percent in PERCENTILES} if latencies else {},
        calibration=_calibration(run.outcomes),
    )


def _measures(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    measures = {}
    for metric in METRICS:
        for kind in (None, *KINDS):
            measure = _measure(metric, [item for item in outcomes if kind in (None, item.case.kind)])
            if measure is not None:
                measures[f"{metric}.{kind}" if kind else metric] = measure
    return measures


def _measure(metric: str, outcomes: Sequence[Outcome]) -> Measure | None:
    judged = [item.judgement for item in outcomes if item.judgement is not None]
    shares = [judgement.shares[metric] for judgement in judged if metric in judgement.shares]
    if not shares:
        return None
    hits, total = sum(share.hits for share in shares), sum(share.total for share in shares)
    return Measure(hits, total, len(shares), wilson(hits, total))


def _calibration(outcomes: Sequence[Outcome]) -> Calibration | None:
    pairs = [
        (item.answer.confidence, item.judgement.right)
        for item in outcomes
        if item.answer and item.judgement and item.answer.asserts and item.answer.confidence is not None
    ]
    return Calibration(len(pairs), calibration_error(pairs), tuple(risk_coverage(pairs))) if pairs else None
