"""A question and a passage as the token windows a reader is fed, each token mapped back to its text exactly.

The special tokens and their order are read off the tokenizer, so BERT and MPNet models take the same path. Before the
question stand earlier questions and answers, before the passage its title, each closed by the separator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from tokenizers import Encoding, Tokenizer

QUESTION_LIMIT = 64
TITLE_LIMIT = 24
PAST_LIMIT = 28
PAST_TEXTS = 4


@dataclass(frozen=True, slots=True)
class Past:
    """Token ``place`` of the window is ``history[text][start:end]``."""

    place: int
    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids and types of one input; ``offsets[i]`` are the passage characters of token ``first + i``; the question
    is the tokens of ``asked``, from one up to before the other."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]
    words: tuple[int, ...]
    asked: tuple[int, int] = (0, 0)
    past: tuple[Past, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The special tokens before the question, between question and passage, and after the passage."""

    before: tuple[int, ...]
    between: tuple[int, ...]
    after: tuple[int, ...]
    passage_type: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Self:
        """The layout this tokenizer gives a pair of texts."""
        pair = tokenizer.encode("a", "a")
        texts = [place for place, special in enumerate(pair.special_tokens_mask) if not special]
        first, second = texts[0], texts[-1]
        ids = tuple(pair.ids)
        return cls(ids[:first], ids[first + 1 : second], ids[second + 1 :], pair.type_ids[second])

    @property
    def size(self) -> int:
        """How many special tokens there are."""
        return len(self.before) + len(self.between) + len(self.after)

    @property
    def end(self) -> tuple[int, ...]:
        """The separator alone."""
        return self.after[:1]


@dataclass(frozen=True, slots=True)
class _Head:
    """Everything before the passage's first token."""

    ids: tuple[int, ...]
    asked: tuple[int, int]
    past: tuple[Past, ...]


class Windower:
    """Splits passages into overlapping windows of at most ``length`` tokens, question included."""

    def __init__(self, tokenizer: Tokenizer, length: int = 192, overlap: int = 48) -> None:
        self._tokenizer = tokenizer
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.length = length
        self.overlap = overlap

    @classmethod
    def open(cls, path: Path, length: int = 192, overlap: int = 48) -> Self:
        """A windower over a ``tokenizer.json``."""
        return cls(Tokenizer.from_file(str(path)), length, overlap)

    @cached_property
    def layout(self) -> Layout:
        """Where the tokenizer puts its special tokens."""
        return Layout.of(self._tokenizer)

    def windows(self, question: str, passage: str, title: str = "", history: Sequence[str] = ()) -> list[Window]:
        """The windows that together cover every token of the passage, in order; at least one.

        ``history`` is earlier questions and answers, oldest first; of many the last few are taken.
        """
        head = self._head(question, title, history)
        read = self._encode(passage)
        room = self.length - len(head.ids) - len(self.layout.after)
        starts = [0]
        while starts[-1] + room < len(read.ids):
            starts.append(min(starts[-1] + room - self.overlap, len(read.ids) - room))
        return [self._window(head, read, start, start + room) for start in starts]

    def _encode(self, text: str) -> Encoding:
        return self._tokenizer.encode(text, add_special_tokens=False)

    def _head(self, question: str, title: str, history: Sequence[str]) -> _Head:
        layout, ids, past = self.layout, [*self.layout.before], []
        for number in range(max(0, len(history) - PAST_TEXTS), len(history)):
            told = self._encode(history[number])
            spans = told.offsets[:PAST_LIMIT]
            past += [Past(len(ids) + i, number, start, end) for i, (start, end) in enumerate(spans)]
            ids += [*told.ids[:PAST_LIMIT], *layout.end]
        asked = self._encode(question).ids[:QUESTION_LIMIT]
        place = (len(ids), len(ids) + len(asked))
        ids += [*asked, *layout.between]
        if title:
            ids += [*self._encode(title).ids[:TITLE_LIMIT], *layout.end]
        return _Head(tuple(ids), place, tuple(past))

    def _window(self, head: _Head, read: Encoding, start: int, end: int) -> Window:
        layout, ids = self.layout, tuple(read.ids[start:end])
        types = (0,) * len(head.ids) + (layout.passage_type,) * (len(ids) + len(layout.after))
        words = tuple(-1 if word is None else word for word in read.word_ids[start:end])
        offsets = tuple(read.offsets[start:end])
        return Window((*head.ids, *ids, *layout.after), types, len(head.ids), offsets, words, head.asked, head.past)
