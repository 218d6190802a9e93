"""Gold suites: JSON Lines -> typed cases.

The fields are described in ``evals/gold/README.md`` and, for programs, in ``evals/suite.schema.json``. This module does
not know the documents; whether a quote stands in one is for ``evals.lint`` to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import get_args

from seedqa.evals.rows import Row, read_rows
from seedqa.index.errors import InputError
from seedqa.qa.types import Reason, Status, Turn

GOLD = Path(__file__).parent / "gold"
CORPORA = {
    "seeds": Path(__file__).resolve().parent.parent / "seeds",
    "harbour": Path(__file__).resolve().parent / "corpora" / "harbour",
    "planted": Path(__file__).resolve().parent / "corpora" / "planted",
    "authored": Path(__file__).resolve().parent / "corpora" / "authored",
}
KINDS = ("fact", "list", "figure", "two-document", "unanswerable", "injection", "conversation")
STATUSES: tuple[str, ...] = get_args(Status)
REASONS: tuple[str, ...] = get_args(Reason)
ROLES = ("user", "assistant", "system")

_REQUIRED = frozenset({"id", "kind", "question"})
_OPTIONAL = frozenset(
    {"suite", "history", "status", "reason", "answers", "reference", "evidence", "value", "tags", "note"}
)
_ASSERTING = ("answers", "reference", "value")


@dataclass(frozen=True, slots=True)
class Quote:
    """A proving quote: exact words of the document with this file name, and where they stood when it was pinned."""

    document: str
    quote: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure in base units and how far off it may be."""

    value: Decimal
    unit: str
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class Case:
    """One question with everything needed to judge an answer to it.

    ``reference`` is an answer in free words: its words are compared, but no rule says whether it is right.
    """

    id: str
    suite: str
    kind: str
    question: str
    history: tuple[Turn, ...]
    status: tuple[str, ...]
    reason: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    evidence: tuple[Quote, ...]
    value: Figure | None
    tags: tuple[str, ...]
    note: str
    place: str
    reference: str = ""

    @property
    def answerable(self) -> bool:
        """Whether something has to be asserted."""
        return bool(self.answers) or self.value is not None or self.open

    @property
    def open(self) -> bool:
        """Whether only the wording of a free answer can be compared."""
        return bool(self.reference) and not self.answers and self.value is None


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of one gold file."""

    name: str
    cases: tuple[Case, ...]

    @property
    def held_out(self) -> bool:
        """Whether only totals may be looked at."""
        return self.name.endswith("-test")

    @property
    def corpus(self) -> str:
        """The documents it asks about: the first word of its name."""
        return self.name.partition("-")[0]


def find_suite(name: str) -> Path:
    """The file of a suite: the name of a gold file without its ending, or a path."""
    path = Path(name)
    return path if path.suffix == ".jsonl" or path.is_file() else GOLD / f"{name}.jsonl"


def load_suites(paths: Iterable[Path]) -> tuple[Suite, ...]:
    """Several suites; an id may occur only once over all of them."""
    suites = tuple(load_suite(path) for path in paths)
    _refuse_duplicate_ids(case for suite in suites for case in suite.cases)
    return suites


def load_suite(path: Path) -> Suite:
    """The cases of one file, in order, at least one."""
    cases = tuple(_read_case(row, path.stem) for row in read_rows(path))
    if not cases:
        raise InputError(f"{path}:1: the suite is empty", "write at least one case")
    _refuse_duplicate_ids(cases)
    return Suite(path.stem, cases)


def read_case(fields: dict[str, object], suite: str, place: str) -> Case:
    """One case from its fields, checked as a line of the suite would be."""
    return _read_case(Row(place, fields), suite)


def _refuse_duplicate_ids(cases: Iterable[Case]) -> None:
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            raise InputError(f"{case.place}: id {case.id!r} is taken by {seen[case.id]}", "give it an id of its own")
        seen[case.id] = case.place


def _read_case(row: Row, suite: str) -> Case:
    row.check_names(_REQUIRED, _OPTIONAL)
    if row.has("suite") and row.text("suite") != suite:
        raise row.wrong(f"'suite' is {row.text('suite')!r}", f"write {suite!r}, the name of the file, or leave it out")
    return Case(
        id=row.text("id"),
        suite=suite,
        kind=_one_of(row, "kind", KINDS),
        question=row.text("question"),
        history=tuple(_read_turn(turn) for turn in row.rows("history")),
        status=_statuses(row),
        reason=row.choices("reason", REASONS),
        answers=row.lists("answers"),
        evidence=tuple(_read_quote(quote) for quote in row.rows("evidence")),
        value=_read_figure(row),
        tags=row.texts("tags"),
        note=row.text("note") if row.fields.get("note") else "",
        place=row.place,
        reference=row.text("reference") if row.has("reference") else "",
    )


def _statuses(row: Row) -> tuple[str, ...]:
    if not row.has("status"):
        return ("answered",) if any(row.fields.get(name) for name in _ASSERTING) else ("not_found",)
    statuses = row.choices("status", STATUSES)
    if not statuses:
        raise row.wrong("'status' is empty", f"name at least one of {', '.join(STATUSES)}")
    return statuses


def _one_of(row: Row, name: str, allowed: tuple[str, ...]) -> str:
    value = row.text(name)
    if value not in allowed:
        raise row.wrong(f"{name!r} cannot be {value!r}", f"use one of {', '.join(allowed)}")
    return value


def _read_turn(row: Row) -> Turn:
    row.check_names(frozenset({"role", "content"}), frozenset())
    return Turn(_one_of(row, "role", ROLES), row.text("content"))


def _read_quote(row: Row) -> Quote:
    row.check_names(frozenset({"document", "quote"}), frozenset({"start"}))
    return Quote(row.text("document"), row.text("quote"), row.offset("start") if row.has("start") else None)


def _read_figure(row: Row) -> Figure | None:
    figure = row.row("value")
    if figure is None:
        return None
    figure.check_names(frozenset({"value", "unit", "tolerance"}), frozenset())
    unit = figure.fields["unit"]
    if not isinstance(unit, str):
        raise figure.wrong("'unit' is not a string", 'write "" where the figure has no unit')
    tolerance = figure.decimal("tolerance")
    if tolerance < 0:
        raise figure.wrong("'tolerance' is negative", 'write "0" for an exact figure')
    return Figure(figure.decimal("value"), unit, tolerance)
