"""An answer that is told while it is worded."""

from collections.abc import Iterator
from dataclasses import dataclass

from seedqa.qa.types import Answer


@dataclass(frozen=True, slots=True)
class Telling:
    """``base`` is the documents' own answer, there before the first word. ``words`` are the text in pieces, of which
    each is proven before it comes, then the whole ``Answer``, whose text is the pieces joined. A tuple of them is there
    at once; an iterator is still being worded, and closing it ends that.
    """

    base: Answer
    words: tuple[str | Answer, ...] | Iterator[str | Answer]

    @property
    def at_once(self) -> bool:
        """Whether all of it is there already."""
        return isinstance(self.words, tuple)

    @classmethod
    def whole(cls, answer: Answer) -> "Telling":
        """An answer that is there at once."""
        return cls(answer, (answer.answer, answer))
