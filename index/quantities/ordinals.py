"""Ordinals: "21st", "first", "twenty-first"; never the second of a clock nor a fraction."""

import re
from dataclasses import dataclass

from seedqa.index.quantities.labels import opens_sentence
from seedqa.index.quantities.pattern import Pattern

_FIRST_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ROUND_WORDS = "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"
_WORDS = {word: value for value, word in enumerate(_FIRST_WORDS.split(), 1)}
_WORDS |= {word: 10 * value for value, word in enumerate(_ROUND_WORDS.split(), 3)}
_WORDS |= {"thousandth": 1000, "millionth": 1000000}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
ORDINAL_WORDS = tuple(_WORDS)
_DIGITS = Pattern(r"(\d{1,3}(?:,\d{3})+|\d+)\s?(?:st|nd|rd|th)(?![A-Za-z0-9])", re.IGNORECASE)
_WORDED = Pattern(r"(?:(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-])?([a-z]+)(?![a-z])", re.IGNORECASE)
_NOT_BEFORE = Pattern(r"(?:\b(?:at|a split|per|split|one)\s|\b(?:million|hundred|thousand|twenty|thirty)[\s-])\Z", re.I)
_NOT_AFTER = Pattern(
    r"[\s-](?:of\sall|hand|ago|later|thought|thoughts|guess|nature|person|degree|part(?:y|ies))\b", re.I
)
_STREET = Pattern(r"\s(?:Street|St\b|Avenue|Ave\b|Road|Place|Floor\sof|Century\s[A-Z])")
_NAMED = Pattern(r"\s[A-Z][a-z]")
_ARTICLE = Pattern(r"\b(?:an?|every|per)\s\Z", re.IGNORECASE)
_SINGLE = Pattern(
    r"(?!\s(?:of|and|or|to|in|at|for|if|is|was|that|when|while|but|as|than|with|on|from|by)\b(?!\s\w+th\b))\s[a-z]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order, ending at ``end``."""

    end: int
    value: int


def ordinal_at(text: str, start: int) -> Ordinal | None:
    """The ordinal that begins at ``start``."""
    match = _DIGITS.match(text, start)
    if match:
        written = match[1].replace(",", "")
        street = _STREET.match(text, match.end())
        return Ordinal(match.end(), int(written)) if len(written) < 13 and not street else None
    match = _WORDED.match(text, start)
    if match is None or match[2].lower() not in _WORDS:
        return None
    if match[1]:
        value = _WORDS[match[2].lower()]
        return Ordinal(match.end(), _TENS[match[1].lower()] + value) if value < 10 else None
    before = text[max(0, start - 12) : start]
    if text[start].isupper() and _NAMED.match(text, match.end()) and not opens_sentence(text, start):
        return None
    if _NOT_BEFORE.search(before) or _NOT_AFTER.match(text, match.end()):
        return None
    if _ARTICLE.search(before) and not _SINGLE.match(text, match.end()):
        return None
    return Ordinal(match.end(), _WORDS[match[2].lower()])
