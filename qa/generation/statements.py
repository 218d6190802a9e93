"""The model's text, as it comes, cut into statements with the markers they carry."""

import re
from dataclasses import dataclass, field

from seedqa.index.sentences import sentence_spans

_MARKERS = re.compile(r"(?:\s*\[\d{1,4}\])+")
_NUMBER = re.compile(r"\d+")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|`")
_LEAD = re.compile(
    r"^(?:according to|based on|as (?:stated|mentioned|reported) in|per) (?:the )?(?:given |provided |numbered )?"
    r"(?:passages?|documents?|texts?|sources?)(?: \[\d+\])?,\s*"
    r"|^(?:the )?(?:passages?|documents?|texts?|sources?)(?: \[\d+\])? (?:states?|says?|mentions?|reports?) that\s+"
    r"|^(?:answer|a)\s*:\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence without its markers, and their numbers; ``whole`` is false for what was cut off."""

    text: str
    markers: tuple[int, ...]
    whole: bool = True


@dataclass
class StatementReader:
    """Takes text in pieces; gives each statement as soon as it is whole."""

    _held: str = field(default="", init=False)

    def feed(self, piece: str) -> list[Statement]:
        """The statements that this piece completes. Markers at its very end may yet go on."""
        self._held += piece
        found: list[Statement] = []
        while (cut := _complete(self._held)) is not None:
            found += _statements(self._held[:cut], True)
            self._held = self._held[cut:]
        return found

    def rest(self) -> list[Statement]:
        """What is left at the end: whole if it is marked or ends as sentences do."""
        held, self._held = self._held.strip(), ""
        return _statements(held, bool(re.search(r"(?:[.!?。！？][\"”’)]*|\[\d+\])$", held)))


def _complete(text: str) -> int | None:
    """Where the first statement's text ends: after its markers, or with its line."""
    line = text.find("\n")
    for match in _MARKERS.finditer(text):
        after = match.end()
        if 0 <= line < match.start():
            break
        if after < len(text) and text[after] in ".!?":
            after += 1
        elif after == len(text) or text[after] == "[" or text[after:].strip() in ("", "["):
            return None
        # "According to [1], ..." goes on.
        if after < len(text) and text[after] in ",;:":
            continue
        return after
    return line + 1 if line >= 0 else None


def _statements(text: str, whole: bool) -> list[Statement]:
    markers = tuple(dict.fromkeys(int(n) for m in _MARKERS.finditer(text) for n in _NUMBER.findall(m[0])))
    plain = _LEAD.sub("", _EMPHASIS.sub("", _BULLET.sub("", text)).strip())
    plain = " ".join(_MARKERS.sub("", plain).split())
    plain = plain.replace(" .", ".").strip(" -*")
    sentences = [plain[start:end] for start, end in sentence_spans(plain, 0, len(plain))]
    last = len(sentences) - 1
    return [
        Statement(sentence[:1].upper() + sentence[1:], markers, whole or place < last)
        for place, sentence in enumerate(sentences)
        if any(character.isalnum() for character in sentence)
    ]
