"""A run against its baseline, case by case: broken and mended cases, and whether chance explains them.

McNemar's test for what is right or wrong, the paired bootstrap for what lies between; both need a minimum effect.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from seedqa.evals.baseline import PAIRED, PLACES, Baseline, Past, fingerprint
from seedqa.evals.cases import KINDS
from seedqa.evals.gates import Gate
from seedqa.evals.judging import Judgement
from seedqa.evals.run import Outcome, SuiteRun
from seedqa.evals.statistics import mcnemar_worse, mean_difference
from seedqa.index.errors import InputError

ALL = "all suites"
GRADED = ("token_f1", "mrr")


@dataclass(frozen=True, slots=True)
class BaselineRule:
    """Blocked when more broke than chance explains, and the loss is worth blocking for.

    ``kind_chance`` is for the kinds of question, of which there are several: one of them may look worse by chance.
    """

    chance: float = 0.05
    effect: float = 0.02
    kind_chance: float = 0.02


@dataclass(frozen=True, slots=True)
class Pair:
    """One case then and now."""

    outcome: Outcome
    judgement: Judgement
    past: Past

    def scores(self, metric: str) -> tuple[float, float]:
        """Then and now, both as exact as a baseline keeps them: what is rounded away is no change."""
        share = self.judgement.shares[metric]
        return self.past.scores[metric], round(share.hits / share.total, PLACES)


def check_baseline(run: SuiteRun, baseline: Baseline, rule: BaselineRule) -> Gate:
    """Whether one suite is not worse than it was."""
    found = pairs([run], baseline)
    if not found:
        raise InputError(f"the baseline has no case of {run.suite.name}", "take a new baseline with --write-baseline")
    return _compare(run.suite.name, "not worse than the baseline", found, _right, (rule.chance, rule.effect))


def check_together(runs: Sequence[SuiteRun], baseline: Baseline, rule: BaselineRule) -> Iterator[Gate]:
    """All suites at once: each paired metric, and each kind of question that got worse."""
    found = pairs(runs, baseline)
    if len(runs) > 1 and found:
        yield _compare(ALL, "not worse than the baseline", found, _right, (rule.chance, rule.effect))
    for metric in PAIRED:
        both = [pair for pair in found if metric in pair.judgement.shares and metric in pair.past.scores]
        if both and metric in GRADED:
            yield _graded(metric, both, rule)
        elif both:
            claim = f"{metric} not worse than the baseline"
            yield _compare(ALL, claim, both, _metric(metric), (rule.chance, rule.effect))
    for kind in KINDS:
        of_kind = [pair for pair in found if pair.outcome.case.kind == kind]
        gate = _compare(ALL, f"{kind} not worse than the baseline", of_kind, _right, (rule.kind_chance, rule.effect))
        if gate.holds is False:
            yield gate


def pairs(runs: Sequence[SuiteRun], baseline: Baseline) -> list[Pair]:
    """Every judged case that the baseline knows as it is now."""
    return [
        Pair(outcome, outcome.judgement, past)
        for run in runs
        for outcome in run.outcomes
        for past in [baseline.get(run.suite.name, {}).get(fingerprint(outcome.case))]
        if outcome.judgement is not None and past is not None
    ]


Then = Callable[[Pair], tuple[bool, bool]]


def _right(pair: Pair) -> tuple[bool, bool]:
    return pair.past.right, pair.judgement.right


def _metric(name: str) -> Then:
    def then_and_now(pair: Pair) -> tuple[bool, bool]:
        then, now = pair.scores(name)
        return then == 1, now == 1

    return then_and_now


def _compare(suite: str, claim: str, found: Sequence[Pair], judged: Then, limits: tuple[float, float]) -> Gate:
    changes = [(pair.outcome.case.id, *judged(pair)) for pair in found]
    broken = tuple(case for case, was, now in changes if was and not now)
    mended = sum(now and not was for _, was, now in changes)
    chance = mcnemar_worse(len(broken), mended)
    loss = (len(broken) - mended) / max(1, len(found))
    finding = f"{len(broken)} broken, {mended} mended of {len(found)} paired cases (p = {chance:.4f})"
    return Gate(suite, claim, chance >= limits[0] or loss < limits[1], finding, broken)


def _graded(metric: str, found: Sequence[Pair], rule: BaselineRule) -> Gate:
    """By the bootstrap of the mean; a handful of cases proves nothing by it, so more have to have fallen than risen."""
    differences = [now - then for then, now in (pair.scores(metric) for pair in found)]
    interval, mean = mean_difference(differences), sum(differences) / len(differences)
    lower = [(pair.outcome.case.id, lost) for pair, lost in zip(found, differences, strict=True) if lost < 0]
    chance = mcnemar_worse(len(lower), sum(gained > 0 for gained in differences))
    holds = interval.high >= 0 or -mean < rule.effect or chance >= rule.chance
    finding = f"{mean:+.4f} on average ({interval.low:+.4f} to {interval.high:+.4f}) over {len(found)} paired cases"
    return Gate(ALL, f"{metric} not lower than the baseline", holds, finding, tuple(case for case, _ in lower))
