"""Multiples and shares told in words of their own: "twice", "tenfold", "four out of five", "one in ten"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from seedqa.index.quantities.number_words import NUMBER_WORDS
from seedqa.index.quantities.numerals import read_numeral
from seedqa.index.quantities.pattern import Pattern

_FOLD = Pattern(r"(?:" + "|".join((*NUMBER_WORDS, "hundred", "thousand")) + r")fold\b", re.IGNORECASE)
_OF = Pattern(r"\s(?:(?P<out>out\sof)|in)\s(?:every\s)?(?=\w)", re.IGNORECASE)
_HINT = Pattern(r"[\w,-]{1,30}\s(?:in|out)\s", re.IGNORECASE)
_ROUND = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10000})
_LARGEST_BASE = 1000000


@dataclass(frozen=True, slots=True)
class Multiple:
    """A multiple ("time") or a share ("fraction") that ends at ``end``."""

    end: int
    value: Decimal
    unit: str


def multiple_at(text: str, start: int) -> Multiple | None:
    """The multiple or share told by the words that begin at ``start``."""
    if text[start : start + 5].lower() == "twice":
        return Multiple(start + 5, Decimal(2), "time")
    fold = _FOLD.match(text, start)
    if fold is not None:
        return _folded(text, start, fold.end())
    return _share(text, start)


def _folded(text: str, start: int, end: int) -> Multiple | None:
    word = text[start : end - 4].lower()
    numeral = read_numeral(word if word in NUMBER_WORDS else f"a {word}", 0)
    return Multiple(end, numeral.value, "time") if numeral else None


def _share(text: str, start: int) -> Multiple | None:
    """A share: "4 out of 5", "one in ten": a small part of a round whole; "one in 1990" is none."""
    if not _HINT.match(text, start):
        return None
    part = read_numeral(text, start)
    of = _OF.match(text, part.end) if part else None
    whole = read_numeral(text, of.end()) if of else None
    if part is None or of is None or whole is None or not 0 < part.value < whole.value <= _LARGEST_BASE:
        return None
    if (not of["out"] and (part.value > 9 or whole.value not in _ROUND)) or "fraction" in (part.form, whole.form):
        return None
    if text[whole.end : whole.end + 1] in ("%", "°") or part.value != part.value.to_integral_value():
        return None
    return Multiple(whole.end, part.value / whole.value, "fraction")
