"""A question and a passage as the token windows a reader is fed, each token mapped back to the passage exactly.

The special tokens and their order are read off the tokenizer, so BERT and MPNet models take the same path.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from tokenizers import Encoding, Tokenizer

QUESTION_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids and types of one input; ``offsets[i]`` are the passage characters of token ``first + i``."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]
    words: tuple[int, ...]


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

    def windows(self, question: str, passage: str) -> list[Window]:
        """The windows that together cover every token of the passage, in order; at least one."""
        asked = tuple(self._encode(question).ids[:QUESTION_LIMIT])
        read = self._encode(passage)
        room = self.length - self.layout.size - len(asked)
        starts = [0]
        while starts[-1] + room < len(read.ids):
            starts.append(min(starts[-1] + room - self.overlap, len(read.ids) - room))
        return [self._window(asked, read, start, start + room) for start in starts]

    def _encode(self, text: str) -> Encoding:
        return self._tokenizer.encode(text, add_special_tokens=False)

    def _window(self, asked: tuple[int, ...], read: Encoding, start: int, end: int) -> Window:
        layout, ids = self.layout, tuple(read.ids[start:end])
        head = (*layout.before, *asked, *layout.between)
        types = (0,) * len(head) + (layout.passage_type,) * (len(ids) + len(layout.after))
        words = tuple(-1 if word is None else word for word in read.word_ids[start:end])
        return Window((*head, *ids, *layout.after), types, len(head), tuple(read.offsets[start:end]), words)
