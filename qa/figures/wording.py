"""Figures in words: "more than 72.78 million yuan", "25 counties"."""

from collections.abc import Sequence
from decimal import Decimal

from seedqa.qa.figures.arithmetic import plain, shortened

_BOUNDS = {
    "exact": "", "more_than": "more than ", "at_least": "at least ", "less_than": "less than ", "at_most": "at most ",
    "about": "about ", "nearly": "nearly ",
}  # fmt: skip
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "INR": "₹"}
_IRREGULAR = {
    "person": "people",
    "child": "children",
    "foot": "feet",
    "man": "men",
    "woman": "women",
    "inch": "inches",
    "loaf": "loaves",
    "life": "lives",
    "half": "halves",
    "leaf": "leaves",
    "shelf": "shelves",
    "calf": "calves",
    "wolf": "wolves",
    "mouse": "mice",
    "tooth": "teeth",
}
_UNCHANGED = frozenset("yuan mu jin won baht percent staff sheep".split())
_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def figure_words(value: Decimal, unit: str, bound: str = "exact") -> str:
    """A figure as a person writes it."""
    number = _number(shortened(value))
    if unit in _SYMBOLS:
        return f"{_BOUNDS[bound]}{_SYMBOLS[unit]}{number}"
    if unit == "percent":
        return f"{_BOUNDS[bound]}{number}%"
    if not unit:
        return f"{_BOUNDS[bound]}{number}"
    measure, _, rate = unit.partition("/")
    words = f"{_BOUNDS[bound]}{number} {measure if value == 1 else plural(measure)}"
    return f"{words} per {rate}" if rate else words


def plural(noun: str) -> str:
    """The plural of an English noun."""
    head, _, tail = noun.rpartition(" ")
    start = f"{head} " if head else ""
    if tail in _UNCHANGED or tail.isupper():
        return noun
    if tail in _IRREGULAR:
        return start + _IRREGULAR[tail]
    if tail.endswith(("s", "x", "ch", "sh", "z")):
        return f"{start}{tail}es"
    if tail.endswith("y") and tail[-2:-1] not in tuple("aeiou"):
        return f"{start}{tail[:-1]}ies"
    return f"{start}{tail}s"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """ "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def _number(value: Decimal) -> str:
    for scale, word in _SCALES:
        if abs(value) >= scale and len(plain(value / scale).partition(".")[2]) <= 4:
            return f"{_grouped(value / scale)} {word}"
    return _grouped(value)


def _grouped(value: Decimal) -> str:
    whole, point, rest = plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if int(whole) or not whole.startswith("-") else f"{whole}{point}{rest}"
