"""A reply as it comes: the claims in it, each as soon as it is whole. Every character is looked at once."""

import re
from dataclasses import dataclass, field

_THOUGHT = re.compile(r"</think(?:ing)?>")
_OPENING = re.compile(r"<think(?:ing)?>|[\"']claims[\"']\s{0,9}:\s{0,9}\[")
_TOKEN = re.compile(r"\\.|[{}\[\]\"']", re.DOTALL)
_TAIL = 40
_MOST = 24
THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)|\A(?:(?!<think).)*?</think(?:ing)?>", re.DOTALL)


@dataclass
class Brackets:
    """How far an object has been followed that opens where its text begins."""

    place: int = 0
    depth: int = 0
    quote: str = ""

    def end(self, text: str) -> int | None:
        """Where the object has closed; None where it has not yet. Goes on where it stopped in a shorter ``text``."""
        for token in _TOKEN.finditer(text, self.place):
            self.place = token.end()
            self._take(token[0])
            if not self.depth and not self.quote:
                return self.place
        self.place = len(text) - (self.place < len(text) and text.endswith("\\"))
        return None

    def _take(self, token: str) -> None:
        character = token[-1]
        if self.quote:
            self.quote = "" if token == self.quote else self.quote
        elif character in "\"'":
            self.quote = character
        else:
            self.depth += (character in "{[") - (character in "}]")


@dataclass
class ReplyScanner:
    """Takes text in pieces."""

    _pieces: list[str] = field(default_factory=list, init=False)
    _rest: str = field(default="", init=False)
    _brackets: Brackets = field(default_factory=Brackets, init=False)
    _thinking: bool = field(default=False, init=False)
    _inside: bool = field(default=False, init=False)
    _found: int = field(default=0, init=False)

    @property
    def text(self) -> str:
        """All of it so far."""
        return "".join(self._pieces)

    def feed(self, piece: str) -> list[str]:
        """The claims that this piece completes, each as the JSON it stands in."""
        self._pieces.append(piece)
        if self._found >= _MOST:
            return []
        self._rest += piece
        return self._objects() if self._inside or self._begins() else []

    def _begins(self) -> bool:
        """Goes on to where the claims begin, past what is thought aloud."""
        while True:
            found = (_THOUGHT if self._thinking else _OPENING).search(self._rest)
            if found is None:
                self._rest = self._rest[-_TAIL:]
                return False
            self._rest = self._rest[found.end() :]
            if not self._thinking and not found[0].startswith("<"):
                self._inside = True
                return True
            self._thinking = not self._thinking

    def _objects(self) -> list[str]:
        found: list[str] = []
        while self._found < _MOST:
            self._rest = self._rest if self._brackets.place else self._rest.lstrip(" \t\r\n,")
            if self._rest and not self._rest.startswith("{"):
                self._found = _MOST
            end = self._brackets.end(self._rest) if self._rest.startswith("{") else None
            if end is None:
                break
            found.append(self._rest[:end])
            self._rest, self._brackets, self._found = self._rest[end:], Brackets(), self._found + 1
        return found


def object_end(text: str) -> int | None:
    """Where the object that opens a text has closed; None where it has not."""
    return Brackets().end(text)
