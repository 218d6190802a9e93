"""Running suites against a system: every case asked once, timed and judged.

It knows neither floors nor baselines; what the outcomes mean together is for ``evals.summary``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from evals.cases import Case, Suite
from evals.given import GivenAnswer, NotAnAnswerError, read_answer
from evals.library import Library, Span
from evals.lint import lint
from evals.metrics import DEPTHS, Judgement, judge
from evals.systems import AskError, System
from index.errors import InputError

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case; ``failure`` says why there is no judgement."""

    case: Case
    reply: Mapping[str, Any] | None
    answer: GivenAnswer | None
    judgement: Judgement | None
    latency_ms: float | None
    failure: str | None


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """A suite and the outcome of each of its cases, in order."""

    suite: Suite
    outcomes: tuple[Outcome, ...]


def run_suites(suites: Sequence[Suite], system: System, progress: Progress) -> tuple[SuiteRun, ...]:
    """Ask every case of every suite, after proving the gold against the system's documents."""
    library = Library.of(system.documents())
    check_gold(suites, library)
    _warm_up(suites, system)
    return tuple(_run_suite(suite, system, library, progress) for suite in suites)


def check_gold(suites: Sequence[Suite], library: Library) -> None:
    """Refuse gold that its documents do not prove: it would measure nothing."""
    texts = {name: documents[0].text for name, documents in library.by_name.items()}
    problems = lint(suites, texts)
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InputError(f"{problems[0]}{more}", "mend the gold, or evaluate over the documents it was written for")


def _warm_up(suites: Sequence[Suite], system: System) -> None:
    """One question outside the clock, so that loading a model is not counted as answering."""
    case = suites[0].cases[0]
    try:
        system.ask(case.question, case.history)
    except AskError:
        return


def _run_suite(suite: Suite, system: System, library: Library, progress: Progress) -> SuiteRun:
    outcomes = []
    for number, case in enumerate(suite.cases, 1):
        outcomes.append(_run_case(case, system, library))
        progress(suite.name, number, len(suite.cases))
    return SuiteRun(suite, tuple(outcomes))


def _run_case(case: Case, system: System, library: Library) -> Outcome:
    begun = perf_counter()
    try:
        reply = system.ask(case.question, case.history)
        latency = (perf_counter() - begun) * 1000
        answer = read_answer(reply)
        retrieved = _retrieve(case, answer, system)
    except (AskError, NotAnAnswerError) as error:
        return Outcome(case, None, None, None, None, str(error))
    return Outcome(case, reply, answer, judge(case, answer, library, retrieved), latency, None)


def _retrieve(case: Case, answer: GivenAnswer, system: System) -> Sequence[Span] | None:
    asked = answer.standalone_question if case.history and answer.standalone_question else case.question
    return system.retrieve(asked, max(DEPTHS))
