"""Rows of tables as a document writes them: the header above a cell, and the unit that a figure in it has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from seedqa.index.quantities import Quantity
from seedqa.qa.llm.quoting import Placed
from seedqa.qa.llm.table_units import declared

_ROW = re.compile(r"[^\n]*(?:\|[^\n]*\||\t)[^\n]*")
_RULE = re.compile(r"[\s|:=+-]*")
_MOST_ROWS = 200
_LONGEST_CAPTION = 120


@dataclass(frozen=True, slots=True)
class Row:
    """A row at its place; ``head`` is the first row of its table, ``caption`` the line above that."""

    start: int
    text: str
    head: str
    caption: str

    def column(self, place: int) -> str:
        """The header over a place of the document."""
        mark = "|" if "|" in self.text else "\t"
        index = self.text.count(mark, 0, place - self.start)
        cells = self.head.split(mark)
        return cells[index].strip() if index < len(cells) else ""

    def units(self, place: int) -> tuple[Quantity, ...]:
        """The units that hold for a figure at a place, nearest first: its column's, its row's, the whole table's."""
        first = next((cell for cell in re.split(r"[|\t]", self.text) if cell.strip()), "")
        corner = next((cell for cell in re.split(r"[|\t]", self.head) if cell.strip()), "")
        caption = self.caption if len(self.caption) <= _LONGEST_CAPTION else ""
        for words in (self.column(place), first, corner, caption):
            if found := declared(words.strip()):
                return found
        return ()


def row_at(place: Placed) -> Row | None:
    """The row that a quote begins in; None where it stands in no table."""
    return _row(place.document.text, place.start)


def rows_of(place: Placed) -> Iterator[Row]:
    """The rows that a quote touches."""
    text, start = place.document.text, place.start
    while 0 <= start < place.end:
        row = _row(text, start)
        if row is not None:
            yield row
        newline = text.find("\n", start)
        start = newline + 1 if newline >= 0 else -1


@lru_cache(maxsize=512)
def _row(text: str, place: int) -> Row | None:
    start = text.rfind("\n", 0, place) + 1
    line = _line(text, start)
    if not _ROW.fullmatch(line):
        return None
    head, caption, above = "", "", start
    for _ in range(_MOST_ROWS):
        if above == 0:
            break
        above = text.rfind("\n", 0, above - 1) + 1
        upper = _line(text, above)
        if not _ROW.fullmatch(upper):
            caption = upper or _line(text, text.rfind("\n", 0, max(0, above - 1)) + 1)
            break
        head = head if _RULE.fullmatch(upper) else upper
    return Row(start, line, head, caption)


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : len(text) if end < 0 else end]
