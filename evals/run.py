"""Running suites against a system: every case asked, timed and judged; asked again where answers should be stable.

It knows neither floors nor baselines; what the outcomes mean together is for ``evals.summary``.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from seedqa.evals.cases import Case, Suite
from seedqa.evals.given import GivenAnswer, NotAnAnswerError, read_answer
from seedqa.evals.judging import Judgement, judge
from seedqa.evals.library import Library, Span
from seedqa.evals.lint import lint
from seedqa.evals.metrics import DEPTHS
from seedqa.evals.systems import AskError, System
from seedqa.index.errors import InputError

NOTHING = Library.of(())
_EVERY = 8
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case; ``failure`` says why there is no judgement, ``differs`` what a second asking changed."""

    case: Case
    reply: Mapping[str, Any] | None
    answer: GivenAnswer | None
    judgement: Judgement | None
    latency_ms: float | None
    failure: str | None
    differs: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """A suite and the outcome of each of its cases, in order; ``library`` is what it was asked about."""

    suite: Suite
    outcomes: tuple[Outcome, ...]
    library: Library = NOTHING


@dataclass(frozen=True, slots=True)
class _Asked:
    """A case with what the system gave for it."""

    case: Case
    reply: Mapping[str, Any]
    answer: GivenAnswer
    retrieved: Sequence[Span] | None
    latency_ms: float


def run_suites(
    suites: Sequence[Suite], system: System, progress: Progress, askings: int | None = 1
) -> tuple[SuiteRun, ...]:
    """Ask every case of every suite ``askings`` times, after proving the gold against the system's documents.

    None asks about every eighth case twice and the others once: enough to see that answers change by themselves.
    """
    library = Library.of(system.documents())
    check_gold(suites, library)
    _warm_up(suites, system)
    return tuple(_run_suite(suite, system, library, progress, askings) for suite in suites)


def check_gold(suites: Sequence[Suite], library: Library) -> None:
    """Refuse gold that its documents do not prove: it would measure nothing."""
    problems = lint(suites, library.texts())
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InputError(f"{problems[0]}{more}", "mend the gold, or evaluate over the documents it was written for")


def check_case(case: Case, library: Library) -> None:
    """``check_gold`` for one case."""
    check_gold([Suite(case.suite, (case,))], library)


def run_case(case: Case, system: System, library: Library) -> Outcome:
    """One case asked and judged by itself."""
    asked = _ask(case, system)
    return asked if isinstance(asked, Outcome) else _judged(asked, library, cites=True)


def _warm_up(suites: Sequence[Suite], system: System) -> None:
    """One question outside the clock, so that loading a model is not counted as answering."""
    case = suites[0].cases[0]
    try:
        system.ask(case.question, case.history)
    except AskError:
        return


def _run_suite(suite: Suite, system: System, library: Library, progress: Progress, askings: int | None) -> SuiteRun:
    asked: list[_Asked | Outcome] = []
    for number, case in enumerate(suite.cases, 1):
        asked.append(_ask(case, system))
        progress(suite.name, number, len(suite.cases))
    given = [one.answer for one in asked if isinstance(one, _Asked)]
    # A system that may do without citations, and never gave one, is not measured on them.
    cites = system.owes_citations or any(answer.citations or answer.nearest for answer in given)
    judged = (one if isinstance(one, Outcome) else _judged(one, library, cites) for one in asked)
    return SuiteRun(suite, tuple(_asked_again(one, system, library, askings) for one in judged), library)


def _ask(case: Case, system: System) -> _Asked | Outcome:
    begun = perf_counter()
    try:
        reply = system.ask(case.question, case.history)
        latency = (perf_counter() - begun) * 1000
        answer = read_answer(reply)
        return _Asked(case, reply, answer, _retrieve(case, answer, system), latency)
    except (AskError, NotAnAnswerError) as error:
        return Outcome(case, None, None, None, None, str(error))


def _judged(asked: _Asked, library: Library, cites: bool) -> Outcome:
    answer = asked.answer if cites else replace(asked.answer, cites=False)
    judgement = judge(asked.case, answer, library, asked.retrieved)
    return Outcome(asked.case, asked.reply, answer, judgement, asked.latency_ms, None)


def _retrieve(case: Case, answer: GivenAnswer, system: System) -> Sequence[Span] | None:
    if not case.evidence:
        # Nothing to find: `judge` ranks proofs only.
        return ()
    asked = answer.standalone_question if case.history and answer.standalone_question else case.question
    return system.retrieve(asked, max(DEPTHS))


def _asked_again(outcome: Outcome, system: System, library: Library, askings: int | None) -> Outcome:
    chosen = hashlib.sha256(outcome.case.id.encode()).digest()[0] % _EVERY == 0
    for _ in range((1 + chosen if askings is None else askings) - 1):
        differs = _difference(outcome, system, library) if outcome.reply is not None else None
        if differs is not None:
            return replace(outcome, differs=differs)
    return outcome


def _difference(outcome: Outcome, system: System, library: Library) -> str | None:
    """What a second asking changed: of an extractive answer anything, of another its verdict or its being right."""
    try:
        reply = system.ask(outcome.case.question, outcome.case.history)
        answer = read_answer(reply)
    except (AskError, NotAnAnswerError) as error:
        return f"the second time: {error}"
    if reply.get("mode") == "extractive" == (outcome.reply or {}).get("mode"):
        changed = [name for name in reply if name != "timings_ms" and reply[name] != (outcome.reply or {}).get(name)]
        return f"{', '.join(changed)} differ" if changed else None
    first = (outcome.answer.status if outcome.answer else None, outcome.judgement and outcome.judgement.right)
    again = (answer.status, judge(outcome.case, answer, library, None).right)
    return None if first == again else "the verdict differs"
