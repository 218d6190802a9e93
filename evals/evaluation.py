"""A whole evaluation: suites planned, asked, judged, and held against floors, guards and the baseline."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from seedqa.evals.baseline import BASELINE, Baseline, Past, fingerprint, load_baseline
from seedqa.evals.cases import KINDS, Suite
from seedqa.evals.changes import changes
from seedqa.evals.comparison import BaselineRule, check_baseline, check_together
from seedqa.evals.gates import FLOORS, Floors, Gate, check_floors, load_floors
from seedqa.evals.guards import GUARDS, GuardRoom, IndexOf, check_guards
from seedqa.evals.judges import Judge, with_opinions
from seedqa.evals.library import Library
from seedqa.evals.plan import Planned, by_corpus, plan
from seedqa.evals.record import Evaluation
from seedqa.evals.run import Outcome, Progress, SuiteRun, run_suites
from seedqa.evals.sampling import sample
from seedqa.evals.stages import lost_by
from seedqa.evals.summary import summarise
from seedqa.evals.systems import AskError, Engine, EngineSystem, System
from seedqa.index.errors import InputError

# Opens an engine over the corpus of that name.
OpenEngine = Callable[[str], Engine]
# Another system than the engine here, over that corpus.
OpenSystem = Callable[[str], System]


@dataclass(frozen=True, slots=True)
class EvalOptions:
    """What the user chose; no suites means every suite that has floors, and the guards.

    ``baseline`` None means the committed one, where there is one and the engine here is judged; ``compare`` False none.
    ``askings`` is how often every case is asked, None a part of them twice: answers must not change by themselves.
    """

    suites: tuple[str, ...] = ()
    open_system: OpenSystem | None = None
    judge: Judge | None = None
    baseline: Path | None = None
    compare: bool = True
    report: Path | None = None
    junit: Path | None = None
    write_baseline: Path | None = None
    show_cases: bool = False
    fast: bool = False
    kind: str | None = None
    askings: int | None = 1
    floors: Path = FLOORS
    guards: tuple[str, ...] = tuple(GUARDS)
    rule: BaselineRule = BaselineRule()
    index_of: IndexOf | None = None


def evaluate(options: EvalOptions, open_engine: OpenEngine, progress: Progress) -> Evaluation:
    """Run the chosen suites and decide their gates; everything the user named is read before anything is asked."""
    floors = load_floors(options.floors)
    baseline = _baseline(options)
    guards = tuple(name for name in options.suites if name in GUARDS) if options.suites else options.guards
    planned = plan([name for name in options.suites if name not in GUARDS] if options.suites else floors)
    runs: tuple[SuiteRun, ...] = ()
    name, shows_passages = "engine", True
    for corpus, group in by_corpus(planned):
        with _opened(options.open_system, open_engine, corpus) as system:
            runs += _run(group, system, options, baseline, progress)
            name, shows_passages = system.name, system.shows_passages
    if not runs and not guards:
        raise InputError(f"no case of kind {options.kind!r}", f"use one of {', '.join(KINDS)}, or other suites")
    summaries = tuple(summarise(run) for run in runs)
    sampled = options.fast or options.kind is not None
    done = Evaluation(name, runs, summaries, (), options.show_cases, sampled, baseline)
    if not done.decided:
        return done
    gates = [*_floor_gates(done, floors, shows_passages), *_baseline_gates(done, options, baseline)]
    if options.open_system is None:
        gates += check_guards(guards, GuardRoom(options.fast, options.index_of))
    return replace(done, gates=tuple(_told(gate, done, baseline) for gate in gates))


def _baseline(options: EvalOptions) -> Baseline | None:
    if options.baseline is not None:
        return load_baseline(options.baseline)
    committed = options.compare and options.open_system is None and BASELINE.is_file()
    return load_baseline(BASELINE) if committed else None


def _run(
    group: Sequence[Planned], system: System, options: EvalOptions, baseline: Baseline | None, progress: Progress
) -> tuple[SuiteRun, ...]:
    library = cache(lambda: Library.of(system.documents()))
    suites = [part for one in group for part in _parts(one.suite(library), options)]
    if not suites:
        return ()
    runs = run_suites(suites, system, progress, options.askings)
    if options.judge is not None:
        runs = tuple(with_opinions(run, options.judge) for run in runs)
    # Without a baseline every wrong case is looked into, but only for those who will read about single cases.
    if baseline is None and options.report is None and not options.show_cases:
        return runs
    return tuple(_explained(run, system, library(), baseline) for run in runs)


def _parts(suite: Suite, options: EvalOptions) -> Iterator[Suite]:
    """What is asked of a suite: all of it, its cases of one kind if it has some, or a sample."""
    cases = tuple(case for case in suite.cases if options.kind in (None, case.kind))
    if cases:
        part = replace(suite, cases=cases)
        yield sample(part) if options.fast else part


def _explained(run: SuiteRun, system: System, library: Library, baseline: Baseline | None) -> SuiteRun:
    """The stage that lost each case that is wrong, or was right in the baseline."""
    past = (baseline or {}).get(run.suite.name, {})
    return replace(run, outcomes=tuple(_looked_into(one, system, library, past) for one in run.outcomes))


def _looked_into(outcome: Outcome, system: System, library: Library, suite: Mapping[str, Past]) -> Outcome:
    judgement, answer, case = outcome.judgement, outcome.answer, outcome.case
    if judgement is None or answer is None:
        return outcome
    past = suite.get(fingerprint(case))
    cited = judgement.shares.get("right_with_citation")
    fine = judgement.right and (cited is None or cited.hits == cited.total)
    if fine or (past is not None and not past.right):
        return outcome
    try:
        traced = system.trace(answer.standalone_question or case.question)
    except AskError:
        return outcome
    if traced is None:
        return outcome
    before = past.said.asked if past and past.said else None
    return replace(outcome, stage=lost_by(case, answer, traced, library, before))


def _floor_gates(done: Evaluation, floors: Floors, shows_passages: bool) -> Iterator[Gate]:
    for run, summary in zip(done.runs, done.summaries, strict=True):
        yield from check_floors(run, summary, floors.get(run.suite.name, {}), shows_passages, done.sampled)


def _baseline_gates(done: Evaluation, options: EvalOptions, baseline: Baseline | None) -> Iterator[Gate]:
    if baseline is None:
        return
    for run in done.runs:
        if options.baseline is not None or run.suite.name in baseline:
            yield check_baseline(run, baseline, options.rule)
    yield from check_together(done.runs, baseline, options.rule)


def _told(gate: Gate, done: Evaluation, baseline: Baseline | None) -> Gate:
    """A failed gate with what became of its cases; those of held-out suites are not named."""
    if gate.holds is not False or not gate.broken:
        return gate
    closed = {item.case.id for run in done.runs if not done.opened(run.suite.name) for item in run.outcomes}
    shown = [case for case in gate.broken if case not in closed]
    if any(run.suite.name == gate.suite for run in done.runs):
        return replace(gate, changes=changes(shown, done.runs, baseline))
    held_out = len(gate.broken) - len(shown)
    finding = f"{gate.finding}, {held_out} of them held out" if held_out else gate.finding
    return replace(gate, finding=finding, broken=tuple(shown), changes=changes(shown, done.runs, baseline))


@contextmanager
def _opened(open_system: OpenSystem | None, open_engine: OpenEngine, corpus: str) -> Iterator[System]:
    if open_system is not None:
        yield open_system(corpus)
        return
    engine = open_engine(corpus)
    try:
        yield EngineSystem(engine)
    finally:
        engine.close()
