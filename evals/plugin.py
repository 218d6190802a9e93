"""``pytest --qa-suite SUITE``: every case of a gold suite as a test, beside a team's own.

A case that was wrong in the baseline is expected to fail, so that only what broke is red. Held-out cases are told by
their id alone. Every run of pytest where the product is installed loads this module: until a suite is named it imports
nothing and asks nothing of pytest that an old one lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from seedqa.evals.baseline import Baseline
    from seedqa.evals.cases import Case, Suite
    from seedqa.evals.library import Library
    from seedqa.evals.run import Outcome
    from seedqa.evals.systems import System


class WrongAnswerError(Exception):
    """A case that came out wrong; the message is what a person has to know."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the plugin."""
    group = parser.getgroup("qa", "gold suites as tests")
    group.addoption(
        "--qa-suite", action="append", default=[], metavar="SUITE", help="a bundled suite, or a .jsonl file"
    )
    group.addoption("--qa-index", metavar="DIR", help="the index to ask (default: one for the suite's corpus)")
    group.addoption("--qa-endpoint", metavar="URL", help="ask a running service instead")
    group.addoption("--qa-baseline", metavar="FILE", help="fail only what was right there (default: the committed one)")


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Where a suite is all that was asked for, the project's own tests are left alone."""
    return True if config.getoption("--qa-suite") and config.args_source is not config.ArgsSource.ARGS else None


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Adds the cases of the suites named."""
    if config.getoption("--qa-suite"):
        items.extend(_items(session, config))


def _items(session: pytest.Session, config: pytest.Config) -> Iterator[CaseItem]:
    from seedqa.evals.plan import plan
    from seedqa.index.errors import QaError

    rooms: dict[str, Room] = {}
    try:
        baseline = _baseline(config)
        for planned in plan(config.getoption("--qa-suite")):
            room = rooms.setdefault(planned.corpus, _room(config, planned.corpus))
            suite = planned.suite(room.documents)
            for case in suite.cases:
                yield _item(session, suite, case, room, baseline)
    except QaError as error:
        raise pytest.UsageError(f"--qa-suite: {error}") from error


def _item(session: pytest.Session, suite: Suite, case: Case, room: Room, baseline: Baseline) -> CaseItem:
    from seedqa.evals.baseline import fingerprint

    item: CaseItem = CaseItem.from_parent(session, name=case.id, case=case, room=room, closed=suite.held_out)
    past = baseline.get(suite.name, {}).get(fingerprint(case))
    if past is not None and not past.right:
        item.add_marker(pytest.mark.xfail(reason="wrong in the baseline too", strict=False))
    return item


def _baseline(config: pytest.Config) -> Baseline:
    from seedqa.evals.baseline import BASELINE, load_baseline

    named = config.getoption("--qa-baseline")
    if named is None and (not BASELINE.is_file() or config.getoption("--qa-endpoint")):
        return {}
    return load_baseline(Path(named) if named else BASELINE)


@dataclass(slots=True)
class Room:
    """The system over one corpus, opened when the first case asks."""

    open_system: Callable[[ExitStack], System]
    opened: ExitStack
    _held: list[Any] = field(default_factory=list)

    @property
    def system(self) -> System:
        """The system."""
        return self._opened()[0]

    def documents(self) -> Library:
        """Its documents."""
        return self._opened()[1]

    def _opened(self) -> tuple[System, Library]:
        from seedqa.evals.library import Library

        if not self._held:
            system = self.open_system(self.opened)
            self._held.extend((system, Library.of(system.documents())))
        return self._held[0], self._held[1]


def _room(config: pytest.Config, corpus: str) -> Room:
    opened = ExitStack()
    config.add_cleanup(opened.close)
    endpoint, index = config.getoption("--qa-endpoint"), config.getoption("--qa-index")
    return Room(lambda stack: _system(stack, endpoint, index, corpus), opened)


def _system(stack: ExitStack, endpoint: str | None, index: str | None, corpus: str) -> System:
    from seedqa.evals.systems import EndpointSystem, EngineSystem

    if endpoint:
        return EndpointSystem(endpoint)
    from seedqa.qa.answering import Engine

    return EngineSystem(stack.enter_context(closing(Engine.open(Path(index) if index else _index_of(corpus)))))


def _index_of(corpus: str) -> Path:
    """The index of a bundled corpus, brought in step with it."""
    from seedqa.evals.cases import CORPORA
    from seedqa.index.build import build_index
    from seedqa.index.errors import InputError

    if corpus not in CORPORA:
        raise InputError(f"there is no bundled corpus {corpus!r}", "name an index with --qa-index")
    index = Path(".qa", f"eval-{corpus}")
    build_index(index, [CORPORA[corpus]])
    return index


class CaseItem(pytest.Item):
    """One case as a test."""

    def __init__(self, *, case: Case, room: Room, closed: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._case, self._room, self._closed = case, room, closed

    def runtest(self) -> None:
        """Asks once and judges."""
        from seedqa.evals.run import check_case, run_case

        library = self._room.documents()
        check_case(self._case, library)
        outcome = run_case(self._case, self._room.system, library)
        if outcome.judgement is None or not outcome.judgement.right:
            raise WrongAnswerError(_told(outcome) if not self._closed else "held out: only totals are shown")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was wrong, without a traceback of this plugin."""
        from seedqa.index.errors import QaError

        if isinstance(excinfo.value, WrongAnswerError | QaError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the case stands."""
        place, _, line = self._case.place.rpartition(":")
        return Path(place), int(line) - 1 if line.isdigit() else None, f"qa: {self._case.id}"


def _told(outcome: Outcome) -> str:
    from seedqa.evals.cases import Suite
    from seedqa.evals.changes import change_lines, changes
    from seedqa.evals.run import SuiteRun

    run = SuiteRun(Suite(outcome.case.suite, (outcome.case,)), (outcome,))
    (change,) = changes([outcome.case.id], [run], None)
    return "\n".join(change_lines(change))
