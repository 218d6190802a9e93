"""An authored document as the pieces of text that a reader is shown, each place of the document found in them.

Prose is cut as the index cuts it, or left as whole paragraphs; a long table is cut between rows, its head repeated.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seedqa.index.passages import PassageSettings, read_passages

from training.authored import Document, Place

_LONGEST_TABLE = 560
_RULE = re.compile(r"[|\s:-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """``text[at:at + end - start]`` of a piece is ``paragraphs[paragraph][start:end]``."""

    paragraph: int
    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage or table piece of a document."""

    id: str
    document: str
    title: str
    text: str
    parts: tuple[Part, ...]

    def found(self, place: Place) -> tuple[int, int] | None:
        """Where a place of the document stands in this piece, if it does wholly."""
        for part in self.parts:
            same = (place.document, place.paragraph) == (self.document, part.paragraph)
            if same and part.start <= place.start and place.end <= part.end:
                shift = part.at - part.start
                return place.start + shift, place.end + shift
        return None


def passages_of(document: Document) -> list[Piece]:
    """The document cut as the index cuts it: prose into passages, tables apart."""
    found: list[tuple[str, tuple[Part, ...]]] = []
    run: list[int] = []
    for number, text in enumerate(document.paragraphs):
        if is_table(text):
            found += [*_prose(document, run), *_table(number, text)]
            run = []
        else:
            run.append(number)
    return _named(document, "p", [*found, *_prose(document, run)])


def paragraphs_of(document: Document) -> list[Piece]:
    """The document's paragraphs, each a piece; a long table several."""
    found: list[tuple[str, tuple[Part, ...]]] = []
    for number, text in enumerate(document.paragraphs):
        found += _table(number, text) if is_table(text) else [(text, (Part(number, 0, len(text), 0),))]
    return _named(document, "w", found)


def is_table(text: str) -> bool:
    """Whether a paragraph is rows of cells: most of its lines have as many bars, tabs, semicolons or commas."""
    lines = text.split("\n")
    if len(lines) < 3:
        return False
    for mark in "|\t;,":
        counts = [line.count(mark) for line in lines]
        most = max(set(counts), key=counts.count)
        if most and counts.count(most) >= 0.8 * len(lines):
            return True
    return False


def _named(document: Document, cut: str, found: Sequence[tuple[str, tuple[Part, ...]]]) -> list[Piece]:
    return [
        Piece(f"{document.id}#{cut}{number}", document.id, document.title, text, parts)
        for number, (text, parts) in enumerate(found)
    ]


def _prose(document: Document, run: Sequence[int]) -> Iterator[tuple[str, tuple[Part, ...]]]:
    if not run:
        return
    head = f"# {document.title}\n\n"
    text = head + "\n\n".join(document.paragraphs[number] for number in run)
    begins, at = [], len(head)
    for number in run:
        begins.append(at)
        at += len(document.paragraphs[number]) + 2
    for passage in read_passages(text, PassageSettings()):
        parts = []
        for number, begin in zip(run, begins, strict=True):
            start, end = max(passage.start, begin), min(passage.end, begin + len(document.paragraphs[number]))
            if start < end:
                parts.append(Part(number, start - begin, end - begin, start - passage.start))
        yield text[passage.start : passage.end], tuple(parts)


def _table(number: int, text: str) -> list[tuple[str, tuple[Part, ...]]]:
    lines = text.split("\n")
    head = 2 if len(lines) > 1 and _RULE.fullmatch(lines[1]) else 1
    top = len("\n".join(lines[:head]))
    pieces = -(-(len(text) - top) // max(80, _LONGEST_TABLE - top))
    rows = lines[head:]
    if pieces < 2 or len(rows) < 2:
        return [(text, (Part(number, 0, len(text), 0),))]
    size = -(-len(rows) // pieces)
    made: list[tuple[str, tuple[Part, ...]]] = []
    start = top + 1
    for first in range(0, len(rows), size):
        body = "\n".join(rows[first : first + size])
        parts = (Part(number, 0, top, 0), Part(number, start, start + len(body), top + 1))
        made.append((text[:top] + "\n" + body, parts))
        start += len(body) + 1
    return made
