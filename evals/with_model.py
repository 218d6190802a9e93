"""``qa eval --llm``: every case with a language model and without one, side by side.

With a model configured it is asked; without one the recorded replies of a capable model speak, over the cases that
they were recorded for.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TextIO

from seedqa.evals.cases import KINDS, Case, Suite
from seedqa.evals.library import Library
from seedqa.evals.plan import Planned, by_corpus, plan
from seedqa.evals.progress import counter
from seedqa.evals.recorded_cases import recorded_cases
from seedqa.evals.recording import SETTINGS, RecordedModel, Recording
from seedqa.evals.run import Progress
from seedqa.evals.sampling import sample
from seedqa.evals.side_by_side import FAULTS, Pair, case_lines, compared, measured, rightness, row, table
from seedqa.evals.systems import EngineSystem
from seedqa.index.errors import InputError, QaError
from seedqa.qa.llm.connection import LanguageModel, Model
from seedqa.qa.llm.engine import LlmEngine
from seedqa.qa.llm.extractive import Extractive
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.types import Answer, Turn

HOLDS, FAILED, ERROR = 0, 1, 2
OpenEngine = Callable[[str], Extractive]
_ROWS = "with-model.jsonl"
FLOORS = Path(__file__).parent / "recordings" / "floors.json"


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What the user chose; no suites means every suite that the replies were recorded for."""

    settings: LlmSettings = LlmSettings()
    suites: tuple[str, ...] = ()
    kind: str | None = None
    fast: bool = False
    show_cases: bool = False
    report: Path | None = None

    @property
    def live(self) -> bool:
        """Whether a model is asked."""
        return self.settings.url is not None

    @property
    def part(self) -> bool:
        """Whether only some of the cases are asked."""
        return bool(self.suites or self.kind or self.fast)


class OnceAsked:
    """An engine that works out each answer once, since it is compared with and built upon."""

    def __init__(self, engine: Extractive) -> None:
        self.identity = engine.identity
        self.retrieve = engine.retrieve
        self.embed = engine.embed
        self.answerable = engine.answerable
        self.documents = engine.documents
        self.document = engine.document
        self.close = engine.close
        self._ask = cache(engine.ask)

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """The engine's answer."""
        return self._ask(question, tuple(history), tuple(documents))


def run_with_model(
    options: ModelOptions, open_engine: OpenEngine, out: TextIO = sys.stdout, err: TextIO = sys.stderr
) -> int:
    """Asks, prints and returns the contract's exit status."""
    try:
        model = LanguageModel(options.settings) if options.live else RecordedModel(Recording.load())
        pairs = asked(options, model, open_engine, counter(err))
        if options.report is not None:
            _write(pairs, options.report)
    except (QaError, OSError) as error:
        print(f"qa eval: {error}", file=err)
        return ERROR
    print(table(pairs), file=out)
    for line in (*(case_lines(pairs) if options.show_cases else ()), *_stale(model)):
        print(line, file=out)
    faults = list(short_of(pairs, {} if options.live or options.part else load_floors()))
    for fault in faults or ["with the model at least as many are right as without"]:
        print(f"{'FAILED' if faults else 'ok'}: {fault}", file=out)
    return FAILED if faults else HOLDS


def asked(options: ModelOptions, model: Model, open_engine: OpenEngine, progress: Progress) -> list[Pair]:
    """Every chosen case, in both ways."""
    chosen, own = _chosen(options), options.settings
    settings = own
    if not options.live:
        settings = replace(
            SETTINGS, sure_answer=own.sure_answer, sure_refusal=own.sure_refusal, seconding=own.seconding
        )
    pairs: list[Pair] = []
    for corpus, suites in chosen:
        engine = OnceAsked(open_engine(corpus))
        try:
            library = Library.of(EngineSystem(engine).documents())
            parts = [part for suite in suites for part in _parts(suite(library), options)]
            modelled = EngineSystem(LlmEngine(engine, model, settings))
            pairs += compared(parts, modelled, EngineSystem(engine), progress) if parts else []
        finally:
            engine.close()
    if not pairs:
        raise InputError("no case is left to ask", f"use a kind of {', '.join(KINDS)}, or other suites")
    return pairs


def load_floors(path: Path = FLOORS) -> Mapping[str, float]:
    """The least (of faults: the greatest) shares that the recorded replies have to reach, by measure."""
    return {name: float(share) for name, share in json.loads(path.read_text(encoding="utf-8")).items()}


def short_of(pairs: Sequence[Pair], floors: Mapping[str, float]) -> Iterator[str]:
    """What does not hold: a measure beyond its floor, or fewer right answers with the model than without."""
    got = measured(pairs)
    for name, floor in floors.items():
        share = got[name]
        if share is None or (share > floor if name in FAULTS else share < floor):
            told = "is not measured" if share is None else f"is {share:.3f}"
            yield f"{name} {told}, not at {'most' if name in FAULTS else 'least'} {floor:g}"
    with_model, without = (sum(right) for right in zip(*map(rightness, pairs), strict=True))
    if with_model < without:
        yield f"{with_model} right with the model, {without} without"


def _chosen(options: ModelOptions) -> list[tuple[str, list[Callable[[Library], Suite]]]]:
    """The suites of each corpus."""
    if options.live:
        named = options.suites or tuple(dict.fromkeys(case.suite for _, case in recorded_cases()))
        return [(corpus, [_made(one) for one in group]) for corpus, group in by_corpus(plan(named))]
    groups: dict[str, dict[str, list[Case]]] = {}
    for corpus, case in recorded_cases():
        if case.suite in (options.suites or (case.suite,)):
            groups.setdefault(corpus, {}).setdefault(case.suite, []).append(case)
    if not groups:
        raise InputError("nothing is recorded for these suites", "set QA_LLM_URL to ask a model, or name others")
    return [
        (corpus, [_given(Suite(name, tuple(cases))) for name, cases in suites.items()])
        for corpus, suites in groups.items()
    ]


def _made(planned: Planned) -> Callable[[Library], Suite]:
    return lambda library: planned.suite(lambda: library)


def _given(suite: Suite) -> Callable[[Library], Suite]:
    return lambda library: suite


def _parts(suite: Suite, options: ModelOptions) -> Iterator[Suite]:
    cases = tuple(case for case in suite.cases if options.kind in (None, case.kind))
    if cases:
        part = replace(suite, cases=cases)
        yield sample(part) if options.fast else part


def _stale(model: Model) -> Iterator[str]:
    if isinstance(model, RecordedModel) and model.missed:
        told = (
            f"{len(model.missed)} of {len(model.asked)} requests have no reply of their own; older ones speak for them"
        )
        yield f"{told}: python -m seedqa.evals.recording --stale"


def _write(pairs: Sequence[Pair], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row(pair), ensure_ascii=False) + "\n" for pair in pairs)
    (folder / _ROWS).write_text("".join(lines), encoding="utf-8")
