"""Gates: what must hold, and absolute floors. The comparison with a baseline is in ``evals.comparison``.

What cannot be decided is an error and never a pass: an unknown or missing metric, a case without a score, an
answer that changes by itself.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from seedqa.evals.cases import KINDS
from seedqa.evals.changes import Change
from seedqa.evals.metrics import LESS_IS_BETTER, METRICS, RETRIEVAL_METRICS, UNGATED
from seedqa.evals.run import SuiteRun
from seedqa.evals.summary import Summary
from seedqa.index.decoding import read_text
from seedqa.index.errors import InputError

_NAMED = 12
FLOORS = Path(__file__).parent / "floors.json"
Floors = Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must hold; ``holds`` is None where this system cannot be measured for it.

    ``broken`` are the cases that a failed gate names, ``changes`` what became of the first of them.
    """

    suite: str
    claim: str
    holds: bool | None
    finding: str
    broken: tuple[str, ...]
    changes: tuple[Change, ...] = ()


def load_floors(path: Path = FLOORS) -> Floors:
    """Suite -> metric (or ``metric.kind``) -> minimum, of an error maximum."""
    try:
        read = json.loads(read_text(path), parse_float=Decimal, parse_int=Decimal)
    except ValueError as error:
        raise InputError(f"{path} cannot be read: {error}", "restore it from version control") from None
    if not isinstance(read, dict) or not read:
        raise InputError(f"{path} names no suite", "give at least one suite its floors")
    return {suite: _suite_floors(path, suite, floors) for suite, floors in read.items()}


def _suite_floors(path: Path, suite: str, floors: object) -> dict[str, Decimal]:
    if not isinstance(floors, dict) or not floors:
        raise InputError(f"{path}: {suite!r} has no floors", "name a metric and its minimum")
    for metric, minimum in floors.items():
        name, _, kind = metric.partition(".")
        if name not in METRICS or name in UNGATED or (kind and kind not in KINDS):
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


def check_stable(runs: Sequence[SuiteRun]) -> None:
    """Refuse a run in which a second asking gave something else: what it measures changes by itself."""
    flaky = [outcome for run in runs for outcome in run.outcomes if outcome.differs is not None]
    if flaky:
        names = ", ".join(outcome.case.id for outcome in flaky[:_NAMED])
        problem = f"{len(flaky)} cases are flaky ({names}), first {flaky[0].case.id}: {flaky[0].differs}"
        raise InputError(problem, "mend the system, or ask once with --askings 1; no gate was decided")


def never_broken(floors: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The floors that every single case has to keep: they hold for a part of a suite as for the whole."""
    return {metric: minimum for metric, minimum in floors.items() if minimum == 1 and metric not in LESS_IS_BETTER}


def check_floors(
    run: SuiteRun, summary: Summary, floors: Mapping[str, Decimal], shows_passages: bool, sampled: bool = False
) -> list[Gate]:
    """One gate for each floor of the suite; a part of a suite is held to what must never break."""
    if sampled:
        floors = {metric: minimum for metric, minimum in never_broken(floors).items() if metric in summary.measures}
    return [_floor(run, summary, metric, minimum, shows_passages) for metric, minimum in floors.items()]


def _floor(run: SuiteRun, summary: Summary, metric: str, minimum: Decimal, shows_passages: bool) -> Gate:
    name, _, kind = metric.partition(".")
    less = name in LESS_IS_BETTER
    claim = f"{metric} {'<=' if less else '>='} {minimum}"
    if name in RETRIEVAL_METRICS and not shows_passages:
        return Gate(run.suite.name, claim, None, "this system does not show its passages", ())
    measure = summary.measures.get(metric)
    if measure is None and summary.apart.get(name):
        return Gate(run.suite.name, claim, None, f"this system does not show it ({summary.apart[name]} cases)", ())
    if measure is None:
        raise InputError(f"{run.suite.name} has nothing to measure {metric!r} on", "add cases, or remove the floor")
    reached, wanted = Decimal(measure.hits), minimum * measure.total
    holds = reached <= wanted if less else reached >= wanted
    finding = f"{measure.value:.3f} ({measure.hits:g} of {measure.total})"
    return Gate(run.suite.name, claim, holds, finding, () if holds else _short_of_full(run, name, kind))


def _short_of_full(run: SuiteRun, metric: str, kind: str) -> tuple[str, ...]:
    judged = [(item.case, item.judgement) for item in run.outcomes if item.judgement and kind in ("", item.case.kind)]
    shares = [(case.id, judgement.shares.get(metric)) for case, judgement in judged]
    return tuple(case for case, share in shares if share is not None and share.hits < share.total)
