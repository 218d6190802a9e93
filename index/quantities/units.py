"""Units of measure after a figure: what kind of quantity each makes, and its canonical name."""

import re
from dataclasses import dataclass
from functools import cache

from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.unit_names import symbolic_units, worded_units


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text, ending at ``end``."""

    kind: str
    name: str
    end: int


_GLUED_ONLY = frozenset({"x", "X", "l", "v", "w", "p", "J"})
_WORD_AT = Pattern(r"[^\W\d_]{1,40}(?:\.(?=[ ]?[a-z]))?")
_GAP = Pattern(r"[ \t\u00a0\u202f]{0,2}\n?[ \t]{0,2}-?")
_BETWEEN = Pattern(
    r"\+(?=\s?[A-Za-z])|[多余](?=[\u4e00-\u9fff])|-odd(?=\s)"
    r"|\s(?:or\s(?:more|so|fewer|less)|odd|more|additional|full|long|short|consecutive|straight|whole|extra|further"
    r"|successive|solid|entire|fiscal)(?=\s)",
    re.IGNORECASE,
)
_SPACE = Pattern(r"[ \t\u00a0\u202f]?")
_INNER = Pattern(r"[ \t\u00a0\u202f-]|-\n|\n")
_INCHES = Pattern(r"[)\]×,;]|\s\(\d|\sx\s\d|\.?\Z")
_TENS_OF_LIFE = Pattern(
    r"\b(?:her|his|their|my|your|our|the|early|late|mid)[\s-]['’]?(?:\w+[\s-])?\d?0\Z", re.IGNORECASE
)
_INITIAL = Pattern(r"\.?\s[A-Z]")
_SYMBOL_FOLLOWS = Pattern(r"[^\W\d_]|\d")


@cache
def _symbol_pattern() -> Pattern:
    return Pattern("|".join(re.escape(symbol) for symbol in sorted(symbolic_units(), key=len, reverse=True)))


def unit_after(text: str, end: int, words: bool = False) -> Unit | None:
    """The unit that follows a figure ending at ``end``; ``words`` when the figure is in words ("two miles")."""
    return _worded(text, end) or (None if words else _symbolic(text, end)) or _parted(text, end)


def _parted(text: str, end: int) -> Unit | None:
    """A unit parted from its figure: "20+ years", "three or more years", "two more days"."""
    between = _BETWEEN.match(text, end)
    unit = _worded(text, between.end()) or _symbolic(text, between.end()) if between else None
    if unit is None or between is None:
        return None
    return unit if between.group().startswith("+") or unit.kind not in ("money", "percentage") else None


def _worded(text: str, end: int) -> Unit | None:
    gap = _GAP.match(text, end)
    position = gap.end() if gap else end
    parts: list[str] = []
    found: Unit | None = None
    for _ in range(3):
        word = _WORD_AT.match(text, position)
        if word is None:
            break
        parts.append(word.group().lower())
        entry = worded_units().get(" ".join(parts))
        if entry and not (len(parts) == 1 and word.end() - word.start() < 3 and word.start() == end):
            found = Unit(*entry, word.end())
        inner = _INNER.match(text, word.end())
        if inner is None:
            break
        position = inner.end()
    return found


def _symbolic(text: str, end: int) -> Unit | None:
    space = _SPACE.match(text, end)
    position = space.end() if space else end
    if text.startswith("-", position):
        position += 1
    match = _symbol_pattern().match(text, position)
    if match is None or _continues(text, match):
        return None
    symbol = match.group()
    if (position > end and symbol in _GLUED_ONLY) or (symbol == "p" and text[max(0, end - 3) : end].isdigit()):
        return None
    kind, name = symbolic_units()[symbol]
    return Unit(kind, name, match.end())


def _continues(text: str, match: re.Match[str]) -> bool:
    """Whether a Latin abbreviation goes on into a longer word ("m" of "men")."""
    symbol = match.group()
    if symbol == "in" and not _INCHES.match(text, match.end()):
        return True
    if symbol == "s" and _TENS_OF_LIFE.search(text, max(0, match.start() - 14), match.start()):
        return True
    if len(symbol) == 1 and symbol.isupper() and _INITIAL.match(text, match.end()):
        return True
    return symbol[-1].isascii() and symbol[-1].isalnum() and bool(_SYMBOL_FOLLOWS.match(text, match.end()))
