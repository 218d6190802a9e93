"""The scores of single cases put together: every figure with its n and its interval.

Shares are pooled: citation precision is citations that fit over citations given, and its n counts citations. Confidence
and what cannot be right or wrong have their intervals from the bootstrap, with a fixed seed.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from seedqa.evals.cases import KINDS
from seedqa.evals.metrics import METRICS, Share
from seedqa.evals.run import Outcome, SuiteRun
from seedqa.evals.statistics import (
    Bin,
    Interval,
    RiskPoint,
    bootstrap,
    brier,
    calibration_error,
    percentile,
    ratio_interval,
    reliability,
    risk_area,
    risk_coverage,
    wilson,
)

PERCENTILES = (50, 95, 99)
Pair = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Measure:
    """A pooled share: ``hits`` of ``total`` over ``cases`` cases that could be scored."""

    hits: float
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
    reliability: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A suite in figures; ``measures`` holds ``metric`` and ``metric.kind``, ``unscored`` case ids with the cause.

    ``apart`` counts for each metric the scored cases that it could not be taken of: the system does not show it.
    """

    suite: str
    cases: int
    unscored: Mapping[str, str]
    measures: Mapping[str, Measure]
    latency_ms: Mapping[int, float]
    calibration: Calibration | None
    apart: Mapping[str, int]
    latency_intervals: Mapping[int, Interval]
    latencies: int


def summarise(run: SuiteRun) -> Summary:
    """The figures of one suite."""
    latencies = [outcome.latency_ms for outcome in run.outcomes if outcome.latency_ms is not None]
    taken = PERCENTILES if latencies else ()
    pairs = _confident(run.outcomes)
    return Summary(
        suite=run.suite.name,
        cases=len(run.outcomes),
        unscored={outcome.case.id: outcome.failure for outcome in run.outcomes if outcome.failure is not None},
        measures=_measures(run.outcomes) | _calibration_measures(pairs),
        latency_ms={percent: percentile(latencies, percent) for percent in taken},
        calibration=_calibration(pairs) if pairs else None,
        apart=_apart(run.outcomes),
        latency_intervals={percent: bootstrap(latencies, _at(percent)) for percent in taken},
        latencies=len(latencies),
    )


def _at(percent: int) -> Callable[[Sequence[float]], float]:
    return lambda values: percentile(values, percent)


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
    return Measure(hits, total, len(shares), _interval(shares, hits, total))


def _interval(shares: Sequence[Share], hits: float, total: int) -> Interval:
    """Wilson's for cases that are right or wrong, and where all agree; otherwise the bootstrap over whole cases."""
    if hits in (0, total):
        return wilson(len(shares) if hits else 0, len(shares))
    if all(share.total == 1 and share.hits in (0, 1) for share in shares):
        return wilson(round(hits), total)
    return ratio_interval([(share.hits, share.total) for share in shares])


def _confident(outcomes: Sequence[Outcome]) -> list[Pair]:
    """The confidence of each answer that asserts something, and whether it is right."""
    return [
        (item.answer.confidence, item.judgement.right)
        for item in outcomes
        if item.answer and item.judgement and item.answer.asserts and item.answer.confidence is not None
        if not item.case.open
    ]


def _calibration(pairs: Sequence[Pair]) -> Calibration:
    return Calibration(len(pairs), calibration_error(pairs), tuple(risk_coverage(pairs)), tuple(reliability(pairs)))


def _calibration_measures(pairs: Sequence[Pair]) -> dict[str, Measure]:
    if not pairs:
        return {}
    taken = {"calibration_error": calibration_error, "brier": brier, "risk_area": risk_area}
    size = len(pairs)
    return {name: Measure(take(pairs) * size, size, size, bootstrap(pairs, take)) for name, take in taken.items()}


def _apart(outcomes: Sequence[Outcome]) -> dict[str, int]:
    counts = Counter(name for item in outcomes if item.judgement for name in item.judgement.apart)
    silent = sum(bool(item.answer and item.answer.asserts and item.answer.confidence is None) for item in outcomes)
    return {**counts, **({"calibration_error": silent, "brier": silent, "risk_area": silent} if silent else {})}
