"""Gates: absolute floors, and a paired comparison with a committed baseline.

What cannot be decided is an error and never a pass: an unknown or missing metric, a case without a score.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from evals.cases import KINDS, Case
from evals.metrics import METRICS, RETRIEVAL_METRICS
from evals.run import SuiteRun
from evals.statistics import mcnemar_worse
from evals.summary import Summary
from index.errors import InputError

FLOORS = Path(__file__).parent / "floors.json"
Floors = Mapping[str, Mapping[str, Decimal]]
Rights = Mapping[str, Mapping[str, bool]]


@dataclass(frozen=True, slots=True)
class BaselineRule:
    """Blocked when more broke than chance explains, and the loss is worth blocking for."""

    chance: float = 0.05
    effect: float = 0.02


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must hold; ``holds`` is None where this system cannot be measured for it."""

    suite: str
    claim: str
    holds: bool | None
    finding: str
    broken: tuple[str, ...]


def load_floors(path: Path = FLOORS) -> Floors:
    """Suite -> metric (or ``metric.kind``) -> minimum."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}", "restore it from version control") from None
    if not isinstance(read, dict) or not read:
        raise InputError(f"{path} names no suite", "give at least one suite its floors")
    return {suite: _suite_floors(path, suite, floors) for suite, floors in read.items()}


def _suite_floors(path: Path, suite: str, floors: object) -> dict[str, Decimal]:
    if not isinstance(floors, dict) or not floors:
        raise InputError(f"{path}: {suite!r} has no floors", "name a metric and its minimum")
    for metric, minimum in floors.items():
        name, _, kind = metric.partition(".")
        if name not in METRICS or (kind and kind not in KINDS):
            raise InputError(f"{path}: {suite!r} has an unknown metric {metric!r}", f"use {', '.join(METRICS)}")
        if not isinstance(minimum, Decimal) or not 0 <= minimum <= 1:
            raise InputError(f"{path}: {suite!r} {metric!r} needs a minimum within 0 and 1", "mend it")
    return floors


def check_scored(summaries: Sequence[Summary]) -> None:
    """Refuse a run in which some case has no score."""
    for summary in summaries:
        if summary.unscored:
            case, why = next(iter(summary.unscored.items()))
            count = f"{len(summary.unscored)} of {summary.cases} cases of {summary.suite} could not be scored"
            raise InputError(f"{count}, first {case}: {why}", "mend the system; no gate was decided")


def check_floors(run: SuiteRun, summary: Summary, floors: Mapping[str, Decimal], shows_passages: bool) -> list[Gate]:
    """One gate for each floor of the suite."""
    return [_floor(run, summary, metric, minimum, shows_passages) for metric, minimum in floors.items()]


def _floor(run: SuiteRun, summary: Summary, metric: str, minimum: Decimal, shows_passages: bool) -> Gate:
    claim = f"{metric} >= {minimum}"
    name, _, kind = metric.partition(".")
    if name in RETRIEVAL_METRICS and not shows_passages:
        return Gate(run.suite.name, claim, None, "this system does not show its passages", ())
    measure = summary.measures.get(metric)
    if measure is None:
        raise InputError(f"{run.suite.name} has nothing to measure {metric!r} on", "add cases, or remove the floor")
    holds = Decimal(measure.hits) >= minimum * measure.total
    finding = f"{measure.value:.3f} ({measure.hits} of {measure.total})"
    return Gate(run.suite.name, claim, holds, finding, () if holds else _short_of_full(run, name, kind))


def _short_of_full(run: SuiteRun, metric: str, kind: str) -> tuple[str, ...]:
    judged = [(item.case, item.judgement) for item in run.outcomes if item.judgement and kind in ("", item.case.kind)]
    shares = [(case.id, judgement.shares.get(metric)) for case, judgement in judged]
    return tuple(case for case, share in shares if share is not None and share.hits < share.total)


def fingerprint(case: Case) -> str:
    """A hash of what the case asks and accepts: results are paired only while it stays the same."""
    asked = [
        [turn.content for turn in case.history],
        case.question,
        case.status,
        case.answers,
        str(case.value),
    ]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]


def load_baseline(path: Path) -> Rights:
    """Suite -> fingerprint of a case -> whether it was right, from the ``report.json`` of an earlier run."""
    try:
        suites: Any = json.loads(path.read_text(encoding="utf-8"))["suites"]
        rights = {
            name: {item["fingerprint"]: item["right"] for item in suite["results"]} for name, suite in suites.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} is not a baseline: {type(error).__name__} {error}",
            "give the report.json of an earlier run",
        ) from None
    if not all(isinstance(right, bool) for suite in rights.values() for right in suite.values()):
        raise InputError(
            f"{path} holds cases without a verdict", "give the report.json of a run in which all were scored"
        )
    return rights


def check_baseline(run: SuiteRun, baseline: Rights, rule: BaselineRule) -> Gate:
    """Compare case by case with an earlier run over the same cases."""
    before = baseline.get(run.suite.name, {})
    pairs = [
        (outcome.case.id, before[fingerprint(outcome.case)], outcome.judgement.right)
        for outcome in run.outcomes
        if outcome.judgement and fingerprint(outcome.case) in before
    ]
    if not pairs:
        raise InputError(f"the baseline has no case of {run.suite.name}", "take a new baseline with --report")
    broken = tuple(case for case, was, now in pairs if was and not now)
    mended = sum(now and not was for _, was, now in pairs)
    return _compare(run.suite.name, broken, mended, len(pairs), rule)


def _compare(suite: str, broken: tuple[str, ...], mended: int, paired: int, rule: BaselineRule) -> Gate:
    chance = mcnemar_worse(len(broken), mended)
    loss = (len(broken) - mended) / paired
    finding = f"{len(broken)} broken, {mended} mended of {paired} paired cases (p = {chance:.4f})"
    return Gate(suite, "not worse than the baseline", chance >= rule.chance or loss < rule.effect, finding, broken)
