"""What changed since the baseline: cases that broke and were mended, and the paired metrics then and now."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from seedqa.evals.baseline import PAIRED, Baseline, Past, fingerprint
from seedqa.evals.comparison import Pair, pairs
from seedqa.evals.run import Outcome, SuiteRun
from seedqa.evals.statistics import mcnemar_worse, mean_difference


def trend(run: SuiteRun, baseline: Baseline | None, opened: bool) -> dict[str, Any] | None:
    """The suite then and now over the cases that both runs have; None where there are none."""
    found = pairs([run], baseline) if baseline else []
    if not found:
        return None
    broken = [pair.outcome.case.id for pair in found if pair.past.right and not pair.judgement.right]
    mended = [pair.outcome.case.id for pair in found if pair.judgement.right and not pair.past.right]
    return {
        "paired": len(found),
        "right": _then_and_now([(float(pair.past.right), float(pair.judgement.right)) for pair in found]),
        "broken": len(broken),
        "mended": len(mended),
        "chance": round(mcnemar_worse(len(broken), len(mended)), 6),
        "broken_cases": broken if opened else [],
        "mended_cases": mended if opened else [],
        "metrics": {name: told for name in PAIRED if (told := _metric(name, found)) is not None},
    }


def _metric(name: str, found: Sequence[Pair]) -> dict[str, Any] | None:
    both = [pair.scores(name) for pair in found if name in pair.past.scores and name in pair.judgement.shares]
    return _then_and_now(both) if both else None


def _then_and_now(values: Sequence[tuple[float, float]]) -> dict[str, Any]:
    changes = [now - then for then, now in values]
    interval = mean_difference(changes)
    return {
        "n": len(values),
        "then": round(sum(then for then, _ in values) / len(values), 6),
        "now": round(sum(now for _, now in values) / len(values), 6),
        "change": round(sum(changes) / len(changes), 6),
        "low": round(interval.low, 6),
        "high": round(interval.high, 6),
    }


def was(outcome: Outcome, suite: str, baseline: Baseline | None) -> dict[str, Any] | None:
    """A case as the baseline has it."""
    past: Past | None = (baseline or {}).get(suite, {}).get(fingerprint(outcome.case))
    if past is None:
        return None
    return {"right": past.right, "said": asdict(past.said) if past.said else None}
