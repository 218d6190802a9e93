"""An answer's text cut where a client asked for it: at a stop sequence, or after so many words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field


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


@dataclass(slots=True)
class Clipping:
    """A text that is cut while it comes: what may be a stop sequence's beginning, or the white space after the last
    word, is held back until more has come."""

    stops: Sequence[str] = ()
    most_words: int | None = None
    _text: str = field(default="", init=False)
    _sent: int = field(default=0, init=False)

    def take(self, piece: str) -> str:
        """What may be sent now that this piece has come."""
        self._text += piece
        held_back = max((len(stop) - 1 for stop in self.stops if stop), default=0)
        settled = self._clipped().text[: max(0, len(self._text) - held_back)]
        return self._send(settled if self.most_words is None else settled.rstrip())

    def rest(self) -> str:
        """What is left to send, now that nothing more comes."""
        return self._send(self._clipped().text)

    def _clipped(self) -> Clipped:
        return clip(self._text, self.stops, self.most_words)

    def _send(self, text: str) -> str:
        begun, self._sent = self._sent, max(self._sent, len(text))
        return text[begun:]
