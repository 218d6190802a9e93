"""Quotes -> their places in the passages shown: exactly, else up to white space, quotation marks, dashes, hyphenation.

What is cited is always the document's own characters. A quote that begins or ends within a word or figure is not found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from seedqa.index.blocks import read_layout
from seedqa.index.documents import Document
from seedqa.index.sentences import sentence_spans
from seedqa.index.spans import Span
from seedqa.qa.llm.excerpts import Excerpt
from seedqa.qa.llm.proposal import Quoted

_SAME = str.maketrans(dict.fromkeys("‐‑‒–—−―", "-") | dict.fromkeys("‘’‚′`´", "'") | dict.fromkeys("“”„″«»", '"'))
_SKIPPED = frozenset("\u00ad\u200b\u200c\u200d\ufeff*`")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\n\s*(?=[^\W\d_])")
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:\.\.\.|…)\]?)\s*")
_LOOSE = " \t\n\"'“”‘’.,;:"
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote at its place."""

    excerpt: Excerpt
    start: int
    end: int

    @property
    def document(self) -> Document:
        """Whose words these are."""
        return self.excerpt.document

    @property
    def text(self) -> str:
        """The document's own words."""
        return self.document.text[self.start : self.end]

    @property
    def sentence(self) -> Span:
        """The sentences that the quote touches, or its line of a table or list."""
        touched = [span for span in sentences_of(self.excerpt) if span.start < self.end and self.start < span.end] or [
            Span(self.start, self.end)
        ]
        return Span(min(self.start, touched[0].start), max(self.end, touched[-1].end))

    @property
    def sentence_text(self) -> str:
        """The words of those sentences."""
        return self.document.text[slice(*(self.sentence.start, self.sentence.end))]


def placed(quoted: Quoted, excerpts: Sequence[Excerpt]) -> tuple[Placed, ...]:
    """Where a quote stands: in the passage that it names, else in the only other one that has it; its parts one by one
    where words are left out of it. Empty where it does not stand there."""
    named = [excerpt for excerpt in excerpts if excerpt.number == quoted.passage]
    for excerpt in named:
        if found := _in(quoted.text, excerpt):
            return found
    others = [found for excerpt in excerpts if excerpt not in named and (found := _in(quoted.text, excerpt))]
    return others[0] if len(others) == 1 else ()


@lru_cache(maxsize=256)
def sentences_of(excerpt: Excerpt) -> tuple[Span, ...]:
    """The sentences of an excerpt; in a table or list, its lines."""
    text = excerpt.text
    spans = [span for block in read_layout(text).blocks for span in sentence_spans(text, block.start, block.end)]
    return tuple(Span(excerpt.start + start, excerpt.start + end) for start, end in spans)


def _in(quote: str, excerpt: Excerpt) -> tuple[Placed, ...]:
    whole = _found(quote, excerpt)
    if whole is not None:
        return (whole,)
    parts = [part for part in _LEFT_OUT.split(quote) if any(map(str.isalnum, part))]
    found = [_found(part, excerpt) for part in parts] if len(parts) > 1 else []
    return tuple(one for one in found if one is not None) if found and None not in found else ()


def _found(quote: str, excerpt: Excerpt) -> Placed | None:
    text = excerpt.text
    for start in _occurrences(text, quote):
        if _whole(text, start, start + len(quote)):
            return Placed(excerpt, excerpt.start + start, excerpt.start + start + len(quote))
    wanted, _ = _plain(quote)
    there, places = _plain_cached(text)
    for sought in dict.fromkeys((wanted, wanted.strip(_LOOSE))):
        for at in _occurrences(there, sought) if len(sought) > 1 or sought.isalnum() else ():
            start, end = places[at], places[at + len(sought) - 1] + 1
            if _whole(text, start, end):
                return Placed(excerpt, excerpt.start + start, excerpt.start + end)
    return None


@lru_cache(maxsize=128)
def _plain_cached(text: str) -> tuple[str, tuple[int, ...]]:
    return _plain(text)


def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without what does not count, and where each of its characters stood."""
    dropped = {place for match in _BROKEN.finditer(text) for place in range(*match.span())}
    kept = [
        (lower if len(lower := character.translate(_SAME).lower()) == 1 else character, place)
        for place, character in enumerate(text)
        if not character.isspace() and character not in _SKIPPED and place not in dropped
    ]
    return "".join(character for character, _ in kept), tuple(place for _, place in kept)


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends where words and figures do."""
    return not _joined(text, start) and not _joined(text, end)


def _joined(text: str, place: int) -> bool:
    """Whether the characters on both sides of a place belong to one word or figure."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isalnum() and after.isalnum():
        return not (_WIDE.match(before) or _WIDE.match(after))
    around = text[max(0, place - 2) : place + 2]
    return re.search(r"\d[.,]\d", around) is not None and (before.isdigit() or after.isdigit())
