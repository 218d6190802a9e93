"""A reply as it comes: the claims in it, each as soon as it is whole."""

import re
from dataclasses import dataclass, field

_CLAIMS = re.compile(r"[\"']claims[\"']\s*:\s*\[")
THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)|\A(?:(?!<think).)*?</think(?:ing)?>", re.DOTALL)


@dataclass
class ReplyScanner:
    """Takes text in pieces; ``text`` is all of it so far."""

    text: str = field(default="", init=False)
    _place: int = field(default=0, init=False)
    _inside: bool = field(default=False, init=False)
    _closed: bool = field(default=False, init=False)

    def feed(self, piece: str) -> list[str]:
        """The claims that this piece completes, each as the JSON it stands in."""
        self.text += piece
        plain = THINKING.sub(lambda match: " " * len(match[0]), self.text)
        if not self._inside:
            begun = _CLAIMS.search(plain)
            if begun is None:
                return []
            self._inside, self._place = True, begun.end()
        return [] if self._closed else self._objects(plain)

    def _objects(self, text: str) -> list[str]:
        found: list[str] = []
        while True:
            begin = _past(text, self._place)
            if begin < len(text) and text[begin] == "]":
                self._closed = True
            end = object_end(text, begin) if begin < len(text) and text[begin] == "{" else None
            if end is None:
                return found
            found.append(text[begin:end])
            self._place = end


def object_end(text: str, begin: int) -> int | None:
    """Where the object that opens at ``begin`` has closed; None where it has not."""
    depth, quote, place = 0, "", begin
    while place < len(text):
        character = text[place]
        if quote:
            place += character == "\\"
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        else:
            depth += (character in "{[") - (character in "}]")
            if depth == 0:
                return place + 1
        place += 1
    return None


def _past(text: str, place: int) -> int:
    """The next place that is neither white space nor a comma."""
    while place < len(text) and text[place] in " \t\r\n,":
        place += 1
    return place
