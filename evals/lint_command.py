"""``qa eval lint``: everything wrong with suites, line by line, then what only wants a second look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from seedqa.evals.cases import Suite, load_suites
from seedqa.evals.cautions import cautions
from seedqa.evals.library import Library
from seedqa.evals.lint import lint
from seedqa.evals.schema import form_problems
from seedqa.index.errors import InputError


@dataclass(frozen=True, slots=True)
class LintReport:
    """``wrong`` has to be mended, ``doubtful`` to be looked at; each line begins with ``file:line``."""

    suites: int
    cases: int
    wrong: tuple[str, ...]
    doubtful: tuple[str, ...]


def check_suites(paths: Sequence[Path], library: Library) -> LintReport:
    """Form first; what cannot be read is not judged further."""
    form = tuple(problem for path in paths for problem in form_problems(path))
    if form:
        return LintReport(len(paths), 0, form, ())
    try:
        suites = load_suites(paths)
    except InputError as error:
        return LintReport(len(paths), 0, (f"{error.problem}; {error.remedy}",), ())
    return LintReport(len(paths), sum(len(suite.cases) for suite in suites), *_judged(suites, library.texts()))


def _judged(suites: Sequence[Suite], texts: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    wrong = tuple(map(str, lint(suites, texts)))
    return wrong, () if wrong else tuple(map(str, cautions(suites, texts)))


def print_lint(report: LintReport, out: TextIO) -> int:
    """The lines, and 1 where something is wrong."""
    for line in _lines(report):
        print(line, file=out)
    return 1 if report.wrong else 0


def _lines(report: LintReport) -> Iterator[str]:
    yield from report.wrong
    yield from (f"look: {line}" for line in report.doubtful)
    if report.wrong:
        yield f"{_counted(len(report.wrong), 'problem')} in {_counted(report.suites, 'suite')}"
    else:
        looked = f", {len(report.doubtful)} to look at" if report.doubtful else ""
        yield f"{_counted(report.cases, 'case')} in {_counted(report.suites, 'suite')}, nothing wrong{looked}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
