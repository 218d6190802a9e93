"""What became of a broken case: the question, the stage that lost it, and what was said then and now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seedqa.evals.baseline import Baseline, Said, fingerprint, said
from seedqa.evals.run import Outcome, SuiteRun

MOST = 12


@dataclass(frozen=True, slots=True)
class Change:
    """A case that a gate names; ``was`` is None where there is no baseline, ``stage`` where it cannot be seen."""

    suite: str
    case: str
    question: str
    why: str | None
    stage: str | None
    was: Said | None
    now: Said | None


def changes(broken: Sequence[str], runs: Sequence[SuiteRun], baseline: Baseline | None) -> tuple[Change, ...]:
    """The first of the broken cases, as they were and as they are."""
    outcomes = {outcome.case.id: outcome for run in runs for outcome in run.outcomes}
    return tuple(_change(outcomes[case], baseline) for case in broken[:MOST] if case in outcomes)


def _change(outcome: Outcome, baseline: Baseline | None) -> Change:
    case, judgement = outcome.case, outcome.judgement
    past = (baseline or {}).get(case.suite, {}).get(fingerprint(case))
    return Change(
        suite=case.suite,
        case=case.id,
        question=case.question,
        why=judgement.why if judgement else outcome.failure,
        stage=outcome.stage,
        was=past.said if past else None,
        now=said(outcome.reply) if outcome.reply else None,
    )


def change_lines(change: Change) -> Iterator[str]:
    """The case for a terminal or a log: what did not change is not repeated."""
    stage = f" (lost by {change.stage})" if change.stage else ""
    yield f"{change.case}{stage}  {change.question}"
    if change.why:
        yield f"    {change.why}"
    then, now = _lines(change.was), _lines(change.now)
    yield from (f"    - {line}" for line in then if line not in now)
    yield from (f"    + {line}" for line in now if line not in then)


def _lines(one: Said | None) -> list[str]:
    if one is None:
        return []
    verdict = one.status + (f", {one.reason}" if one.reason else "")
    return [
        f"{verdict}: {' '.join(one.answer.split())}",
        *one.citations,
        *([f"asked: {one.asked}"] if one.asked else []),
    ]
