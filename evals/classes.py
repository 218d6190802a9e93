"""Verdicts and reasons by class of question: a class is a tag ``class:NAME`` of a case.

For suites whose cases come in classes, so that a gate can be tuned on the classes that pass it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seedqa.evals.run import Outcome, SuiteRun
from seedqa.evals.statistics import Interval, wilson

PREFIX = "class:"


@dataclass(frozen=True, slots=True)
class ClassCount:
    """The cases of one class: how many, how many right, with a right reason too, and every verdict given."""

    name: str
    cases: int
    right: int
    reasoned: int
    verdicts: Mapping[str, int]

    @property
    def interval(self) -> Interval:
        """The 95% interval of the share that is right."""
        return wilson(self.right, self.cases)


def classes(run: SuiteRun) -> tuple[ClassCount, ...]:
    """The classes of a suite in the order in which they first occur; cases without a score are not counted."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in run.outcomes:
        for name in (tag.removeprefix(PREFIX) for tag in outcome.case.tags if tag.startswith(PREFIX)):
            if outcome.judgement is not None:
                groups.setdefault(name, []).append(outcome)
    return tuple(_count(name, outcomes) for name, outcomes in groups.items())


def _count(name: str, outcomes: Sequence[Outcome]) -> ClassCount:
    verdicts = Counter(_verdict(outcome) for outcome in outcomes)
    right = [outcome for outcome in outcomes if outcome.judgement and outcome.judgement.right]
    reasoned = sum(outcome.answer is not None and _reasoned(outcome) for outcome in right)
    return ClassCount(name, len(outcomes), len(right), reasoned, dict(verdicts.most_common()))


def _reasoned(outcome: Outcome) -> bool:
    given = outcome.answer.reason if outcome.answer else None
    return given in outcome.case.reason if outcome.case.reason else True


def _verdict(outcome: Outcome) -> str:
    answer = outcome.answer
    if answer is None:
        return "none"
    return f"{answer.status}: {answer.reason}" if answer.reason else answer.status


def class_lines(run: SuiteRun) -> list[str]:
    """The table for standard output; empty where the suite has no classes."""
    found = classes(run)
    if not found:
        return []
    head = f"{'class':16}{'right':>7}{'reason':>8}{'n':>6}   verdicts"
    return [head, *(_line(one) for one in found)]


def _line(one: ClassCount) -> str:
    verdicts = ", ".join(f"{name} {count}" for name, count in one.verdicts.items())
    return f"{one.name:16}{one.right:>7}{one.reasoned:>8}{one.cases:>6}   {verdicts}"
