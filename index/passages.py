"""Document -> passages of whole sentences, about 110 words each, as spans into the canonical text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.blocks import Block, read_layout
from seedqa.index.sentences import sentence_spans
from seedqa.index.spans import Span
from seedqa.index.tables import Table, cut_table, read_tables

_MARKUP = re.compile(r"^#+\s+|\s+#+$")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:[’'.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences below one heading; ``heading`` is for search and context and is never quoted."""

    start: int
    end: int
    heading: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """``words`` is the length a passage grows to; a sentence is never cut for it."""

    words: int = 110


def read_passages(text: str, settings: PassageSettings) -> list[Passage]:
    """The passages of a canonical text: disjoint, in order, covering all prose and tables.

    A table stands apart from the prose around it; where it is cut, the later pieces have its columns' names in their
    headings.
    """
    gathered = _Gathered(text, settings)
    tables = list(read_tables(text))
    for block in read_layout(text).blocks:
        while tables and tables[0].end <= block.start:
            gathered.add_table(tables.pop(0))
        if tables and tables[0].start < block.end:
            continue
        gathered.add(block)
    for table in tables:
        gathered.add_table(table)
    return gathered.passages()


class _Gathered:
    """The passages so far, the path of headings, and the prose not yet cut."""

    def __init__(self, text: str, settings: PassageSettings) -> None:
        self._text = text
        self._settings = settings
        self._passages: list[Passage] = []
        self._path: list[tuple[int, str]] = []
        self._stated: str | None = None
        self._run: list[Block] = []

    def add(self, block: Block) -> None:
        """Takes in a block that is no part of a table."""
        if block.kind == "prose":
            self._run.append(block)
            return
        self._cut_prose()
        if block.kind == "heading":
            self._go_under(block.level, _MARKUP.sub("", self._text[block.start : block.end]))

    def add_table(self, table: Table) -> None:
        """Takes in a table as passages of its own."""
        self._cut_prose()
        columns = " ".join(self._text[table.lines[0].start : table.lines[0].end].split())
        for number, lines in enumerate(cut_table(table)):
            heading = " / ".join(words for words in (_joined(self._path), columns if number else "") if words)
            self._passages.append(_passage(lines, heading))
        self._stated = _joined(self._path)

    def passages(self) -> list[Passage]:
        """All of them."""
        self._cut_prose()
        return self._passages

    def _cut_prose(self) -> None:
        found = _packed(self._text, self._run, _joined(self._path), self._settings)
        if found:
            self._passages += found
            self._stated = _joined(self._path)
        self._run = []

    def _go_under(self, level: int, words: str) -> None:
        """The heading path after a heading: deeper ones go, and so do equal ones that have had their text."""
        stated = self._stated == _joined(self._path)
        kept = [(depth, text) for depth, text in self._path if depth < level or (depth == level > 1 and not stated)]
        self._path = [*kept, (level, words)]


def _joined(path: list[tuple[int, str]]) -> str:
    return " / ".join(words for level, words in path if level > 1)


def _packed(text: str, run: list[Block], heading: str, settings: PassageSettings) -> list[Passage]:
    """Sentences gathered up to ``settings.words``, breaking at a paragraph once the passage is half full."""
    passages: list[Passage] = []
    held: list[Span] = []
    words = 0
    for block in run:
        for i, (start, end) in enumerate(sentence_spans(text, block.start, block.end)):
            size = count_words(text, start, end)
            limit = settings.words if i else settings.words * 0.75
            if held and words + size > limit:
                passages.append(_passage(held, heading))
                held, words = [], 0
            held.append(Span(start, end))
            words += size
    return [*passages, _passage(held, heading)] if held else passages


def count_words(text: str, start: int, end: int) -> int:
    """Words in ``text[start:end]``; each Chinese, Japanese or Korean character counts as one."""
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _passage(sentences: Sequence[Span], heading: str) -> Passage:
    return Passage(sentences[0].start, sentences[-1].end, heading, tuple(sentences))
