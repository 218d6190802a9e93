"""An answer's text cut where a client asked for it: at a stop sequence, or after so many words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clipped:
    """The text that is sent; `whole` unless the limit on words cut it."""

    text: str
    whole: bool


def clip(text: str, stops: Sequence[str] = (), most_words: int | None = None) -> Clipped:
    """The text up to the first stop sequence, and at most so many words of it."""
    places = [text.index(stop) for stop in stops if stop and stop in text]
    stopped = text[: min(places)] if places else text
    words = list(re.finditer(r"\S+", stopped))
    if most_words is None or len(words) <= most_words:
        return Clipped(stopped, whole=True)
    return Clipped(stopped[: words[most_words - 1].end()], whole=False)
