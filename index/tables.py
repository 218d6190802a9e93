"""Tables in plain text: lines that follow one another with the same marks between their cells.

Bars and tabs make a table of three lines that mostly have as many; commas and semicolons only of lines that all have
as many and are no sentences, since prose has them as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from seedqa.index.spans import Span

_FEWEST = 3
_ALIKE = 0.8
_LONGEST = 560
_LEAST_ROWS = 80
_RULE = re.compile(r"[|\s:+=-]+")
_SENTENCE = re.compile(r"[.!?]$")
_MARKS = "|\t"
_STRICT = {";": 1, ",": 2}


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a table, trimmed; the first ``head`` of them name its columns."""

    lines: tuple[Span, ...]
    head: int

    @property
    def start(self) -> int:
        """Where the table begins."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.lines[-1].end

    @property
    def columns(self) -> Span:
        """The lines that name the columns."""
        return Span(self.start, self.lines[self.head - 1].end)


def read_tables(text: str) -> tuple[Table, ...]:
    """The tables of a text, in order."""
    return tuple(table for run in _runs(text) for table in _tables(text, run))


def cut_table(table: Table) -> list[tuple[Span, ...]]:
    """The table's lines in pieces of some 560 characters, the columns' names counted in each; they are in the first."""
    head, rows = table.lines[: table.head], table.lines[table.head :]
    room = max(_LEAST_ROWS, _LONGEST - (table.columns.end - table.start) - 1)
    pieces: list[list[Span]] = [[]]
    for row in rows:
        if pieces[-1] and row.end - pieces[-1][0].start > room:
            pieces.append([])
        pieces[-1].append(row)
    return [(*head, *pieces[0]), *map(tuple, pieces[1:])]


def columns_above(text: str, start: int) -> Span | None:
    """The names of the columns of the table that goes on at ``start``; None where none does."""
    gap = text.rfind("\n\n", 0, start)
    begin = gap + 2 if gap >= 0 else 0
    after = text.find("\n\n", start)
    for table in read_tables(text[begin : after if after >= 0 else len(text)]):
        if table.columns.end < start - begin < table.end:
            return Span(begin + table.columns.start, begin + table.columns.end)
    return None


def _runs(text: str) -> Iterator[list[Span]]:
    """Lines with words on them that follow one another."""
    run: list[Span] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            start = place + len(line) - len(line.lstrip(" "))
            run.append(Span(start, place + len(line.rstrip())))
        elif run:
            yield run
            run = []
        place += len(line) + 1
    if run:
        yield run


def _tables(text: str, run: Sequence[Span]) -> Iterator[Table]:
    """The tables in a run of lines: of the first mark that makes one."""
    for mark in _MARKS:
        found = _marked(text, run, mark)
        tables = [lines for lines in found if len(lines) >= _FEWEST and _mostly_alike(text, lines, mark)]
        if tables:
            yield from (_table(text, lines) for lines in tables)
            return
    for mark, least in _STRICT.items():
        counts = {_count(text, line, mark) for line in run}
        prose = any(_SENTENCE.search(text[line.start : line.end]) for line in run)
        if len(run) >= _FEWEST and len(counts) == 1 and min(counts) >= least and not prose:
            yield _table(text, run)
            return


def _marked(text: str, run: Sequence[Span], mark: str) -> list[list[Span]]:
    """The lines that have the mark, those together that follow one another."""
    return [list(lines) for has, lines in groupby(run, lambda line: _count(text, line, mark) > 0) if has]


def _count(text: str, line: Span, mark: str) -> int:
    return text.count(mark, line.start, line.end)


def _mostly_alike(text: str, lines: Sequence[Span], mark: str) -> bool:
    counts = [_count(text, line, mark) for line in lines]
    return max(counts.count(one) for one in set(counts)) >= _ALIKE * len(counts)


def _table(text: str, lines: Sequence[Span]) -> Table:
    ruled = _RULE.fullmatch(text, lines[1].start, lines[1].end) is not None
    return Table(tuple(lines), 2 if ruled else 1)
