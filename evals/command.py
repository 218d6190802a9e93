"""``qa eval``: suites in, table and exit status out. The command line composes the engine and calls this."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from evals.gates import (
    FLOORS,
    BaselineRule,
    Floors,
    Gate,
    Rights,
    check_baseline,
    check_floors,
    check_scored,
    load_baseline,
    load_floors,
)
from evals.library import Library
from evals.plan import by_corpus, plan
from evals.record import Evaluation
from evals.report import terminal, write_report
from evals.run import Progress, SuiteRun, run_suites
from evals.summary import Summary, summarise
from evals.systems import EndpointSystem, Engine, EngineSystem, System
from index.errors import QaError

HOLDS, FAILED, ERROR = 0, 1, 2
# Opens an engine over the corpus of that name.
OpenEngine = Callable[[str], Engine]


@dataclass(frozen=True, slots=True)
class EvalOptions:
    """What the user chose; no suites means every suite that has floors."""

    suites: tuple[str, ...] = ()
    endpoint: str | None = None
    baseline: Path | None = None
    report: Path | None = None
    show_cases: bool = False
    floors: Path = FLOORS
    rule: BaselineRule = BaselineRule()


def run_eval(
    suites: Sequence[str],
    open_engine: OpenEngine,
    endpoint: str | None = None,
    baseline: Path | None = None,
    report: Path | None = None,
    show_cases: bool = False,
) -> int:
    """Evaluate, print, and return the contract's exit status; the engine is opened only without an endpoint."""
    options = EvalOptions(tuple(suites), endpoint, baseline, report, show_cases)
    return run_options(options, open_engine, sys.stdout, sys.stderr)


def run_options(options: EvalOptions, open_engine: OpenEngine, out: TextIO, err: TextIO) -> int:
    """``run_eval`` with every setting and the streams named."""
    try:
        evaluation = evaluate(options, open_engine, _progress(err))
        if options.report is not None:
            write_report(evaluation, options.report)
        print(terminal(evaluation), file=out)
        check_scored(evaluation.summaries)
    except QaError as error:
        print(f"qa eval: {error}", file=err)
        return ERROR
    return HOLDS if evaluation.holds else FAILED


def evaluate(options: EvalOptions, open_engine: OpenEngine, progress: Progress) -> Evaluation:
    """Run the chosen suites and decide their gates; everything the user named is read before anything is asked."""
    floors = load_floors(options.floors)
    baseline = load_baseline(options.baseline) if options.baseline else None
    planned = plan(options.suites or floors)
    runs: tuple[SuiteRun, ...] = ()
    for corpus, group in by_corpus(planned):
        with _opened(options.endpoint, open_engine, corpus) as system:
            texts = partial(_library, system)
            runs += tuple(run_suites([one.suite(texts) for one in group], system, progress))
            name, shows_passages = system.name, system.shows_passages
    summaries = tuple(summarise(run) for run in runs)
    decided = not any(summary.unscored for summary in summaries)
    pairs = zip(runs, summaries, strict=True) if decided else ()
    gates = tuple(
        gate for run, summary in pairs for gate in _gates(run, summary, floors, baseline, shows_passages, options.rule)
    )
    return Evaluation(name, runs, summaries, gates, options.show_cases)


def _library(system: System) -> Library:
    return Library.of(system.documents())


def _gates(
    run: SuiteRun,
    summary: Summary,
    floors: Floors,
    baseline: Rights | None,
    shows_passages: bool,
    rule: BaselineRule,
) -> list[Gate]:
    gates = check_floors(run, summary, floors.get(run.suite.name, {}), shows_passages)
    return gates if baseline is None else [*gates, check_baseline(run, baseline, rule)]


@contextmanager
def _opened(endpoint: str | None, open_engine: OpenEngine, corpus: str) -> Iterator[System]:
    if endpoint is not None:
        yield EndpointSystem(endpoint)
        return
    engine = open_engine(corpus)
    try:
        yield EngineSystem(engine)
    finally:
        engine.close()


def _progress(err: TextIO) -> Progress:
    """A counter that rewrites its line, on a terminal only."""

    def show(suite: str, done: int, total: int) -> None:
        if err.isatty():
            print(f"\r{suite} {done}/{total}", end="\n" if done == total else "", file=err, flush=True)

    return show
