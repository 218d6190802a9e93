"""Canonical text -> blocks: paragraphs of prose, headings, and page furniture.

Furniture (navigation, repeated banners, hosting and licence footers) stays in the text but is never
answered from. The rules look at form and at words that web pages share, and only near the page's edges.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from seedqa.index.lines import (
    ITEM,
    LONGEST,
    heading_level,
    is_footer,
    is_headline,
    is_navigation,
    is_notice,
    is_prose,
    size,
    width,
)

Kind = Literal["prose", "heading", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A trimmed, non-empty span of the text; ``level`` is a heading's depth (1 = top, 0 = not a heading)."""

    start: int
    end: int
    kind: Kind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a document in order, and where its title stands (None where no line states one)."""

    blocks: tuple[Block, ...]
    title: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A trimmed, non-empty line; ``row`` counts the newlines before it."""

    start: int
    end: int
    row: int
    text: str


_EDGE = 14
_TITLE_LABEL = re.compile(r"#+\s+|title:\s*", re.IGNORECASE)
_MARKS = " \t•·>»|/\\-–—*_=~#"
_HEADLINE_WORDS = 5
_HEADING_WORDS = 14


def read_layout(text: str) -> Layout:
    """The blocks of a canonical text: disjoint, in order, covering every non-space character."""
    lines = _lines(text)
    title = _title_line(lines)
    furniture = _furniture(lines, title)
    groups = _paragraphs(lines, furniture, title)
    blocks = _settled([_block(lines, group, furniture, title) for group in groups])
    if not any(block.kind == "prose" for block in blocks):
        blocks = [_as_prose(block) if block.kind == "heading" else block for block in blocks]
    return Layout(tuple(blocks), _title_span(lines[title]) if title is not None else None)


def _lines(text: str) -> list[_Line]:
    lines = []
    place = 0
    for row, line in enumerate(text.split("\n")):
        if trimmed := line.strip():
            start = place + len(line) - len(line.lstrip())
            lines.append(_Line(start, start + len(trimmed), row, trimmed))
        place += len(line) + 1
    return lines


def _title_line(lines: Sequence[_Line]) -> int | None:
    """The line among the first few that names the document: one marked as its title, else a headline."""
    headlines: list[int] = []
    for i, line in enumerate(lines[:_EDGE]):
        if len(line.text) <= LONGEST and line.text.lower().startswith(("# ", "title:")):
            return i
        if is_prose(line.text):
            return _longest(lines, headlines)
        if is_headline(line.text) and not _goes_on(lines, i):
            headlines.append(i)
    return headlines[0] if headlines else None


def _goes_on(lines: Sequence[_Line], i: int) -> bool:
    """Whether the line right below begins as no title's next line would: in lower case."""
    return i + 1 < len(lines) and lines[i + 1].row == lines[i].row + 1 and lines[i + 1].text[0].islower()


def _longest(lines: Sequence[_Line], headlines: Sequence[int]) -> int | None:
    """The longest headline if it is a long one (a page's banners stand above it), else the first."""
    if not headlines:
        return None
    longest = max(headlines, key=lambda i: (size(lines[i].text), -i))
    return longest if size(lines[longest].text) >= _HEADLINE_WORDS else headlines[0]


def _title_span(line: _Line) -> tuple[int, int]:
    label = _TITLE_LABEL.match(line.text)
    start = line.start + (label.end() if label else 0)
    end = line.start + len(line.text.rstrip(_MARKS))
    return start, max(start, end)


def _furniture(lines: Sequence[_Line], title: int | None) -> set[int]:
    """Which lines belong to the page rather than to its text; never the title itself."""
    banner = None if title is None else lines[title].text.strip(_MARKS).lower()
    found = set()
    for i, line in enumerate(lines):
        near_edge = i < _EDGE or i >= len(lines) - _EDGE
        above_title = title is not None and i < title and is_headline(line.text)
        repeated = len(line.text) <= LONGEST and line.text.strip(_MARKS).lower() == banner
        of_the_page = is_navigation(line.text) or is_notice(line.text) or (near_edge and is_footer(line.text))
        if i != title and (above_title or repeated or of_the_page):
            found.add(i)
    return found


def _paragraphs(lines: Sequence[_Line], furniture: set[int], title: int | None) -> list[list[int]]:
    """Indices of lines that belong together: one line each, or a run of hard-wrapped lines."""
    alone = {i for i, line in enumerate(lines) if i in furniture or i == title or heading_level(line.text)}
    runs: list[list[int]] = []
    for i, line in enumerate(lines):
        touches = i > 0 and line.row == lines[i - 1].row + 1
        if touches and not {i, i - 1} & alone and not ITEM.match(line.text):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [group for run in runs for group in _unwrapped(lines, run)]


def _unwrapped(lines: Sequence[_Line], run: list[int]) -> list[list[int]]:
    widths = [width(lines[i].text) for i in run]
    wrapped = len(run) > 1 and 50 <= median(widths[:-1]) <= 100 and max(widths) <= 120
    return [run] if wrapped else [[i] for i in run]


def _block(lines: Sequence[_Line], group: list[int], furniture: set[int], title: int | None) -> Block:
    first, last = lines[group[0]], lines[group[-1]]
    if group[0] in furniture:
        return Block(first.start, last.end, "furniture")
    if group[0] == title:
        return Block(first.start, last.end, "heading", 1)
    if level := heading_level(first.text):
        return Block(first.start, last.end, "heading", level)
    short = len(group) == 1 and size(first.text) <= _HEADING_WORDS
    if short and is_headline(first.text) and not re.search(r"\d|:|,$", first.text):
        return Block(first.start, last.end, "heading", 2)
    return Block(first.start, last.end, "prose")


def _settled(blocks: list[Block]) -> list[Block]:
    """Headings that head no prose (the last lines, or a list of bare lines) are prose themselves."""
    settled: list[Block] = []
    waiting = 0
    for block in blocks:
        waiting = waiting + 1 if block.kind == "heading" and block.level > 1 else 0
        settled.append(block)
        if waiting > 3:
            settled[-waiting:] = map(_as_prose, settled[-waiting:])
            waiting = 0
    if waiting:
        settled[-waiting:] = map(_as_prose, settled[-waiting:])
    return settled


def _as_prose(block: Block) -> Block:
    return Block(block.start, block.end, "prose")
