"""The unit and scale that a table's header or a line like it declares: "(in thousands of euros)", "EUR m", "%"."""

import re
from functools import lru_cache

from seedqa.index.quantities import Quantity, read_quantities

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_IN = re.compile(r"\b(?:in|unit:?)\s+([^|\n;.()]{1,40})", re.IGNORECASE)
_PLURAL = re.compile(r"\b(thousand|million|billion)s\b(?:\s+of\b)?", re.IGNORECASE)
_SHORT = (
    (re.compile(r"\s?['’]000s?\b|\bk\b"), " thousand"),
    (re.compile(r"\b(?:m|mn)\b"), " million"),
    (re.compile(r"\bbn\b"), " billion"),
)
_SYMBOL = re.compile(r"^\s*([$€£¥]|[A-Z]{3})\s*(thousand|million|billion)?\s*$")
_LABELS = frozenset({"count", "date", "ordinal", "time", "age"})
_SHORTEST_LABEL = 5


@lru_cache(maxsize=512)
def declared(text: str) -> tuple[Quantity, ...]:
    """One of each unit that a text declares, as a quantity of its scale: 1,000 EUR for "(thousand euros)"."""
    told = [match[1] for pattern in (_BRACKETED, _IN) for match in pattern.finditer(text)]
    told += [part for part in (text, *text.split(", ")[1:]) if len(part.split()) <= _SHORTEST_LABEL]
    return tuple(dict.fromkeys(unit for words in told if (unit := _unit(words)) is not None))


def _unit(words: str) -> Quantity | None:
    """The unit that words begin with, the longest that is one."""
    if any(character.isdecimal() for character in words.replace("000", "")):
        return None
    plain = _PLURAL.sub(r"\1", words).strip()
    for pattern, scale in _SHORT:
        plain = pattern.sub(scale, plain).strip()
    parts = plain.split()
    for size in range(len(parts), 0, -1):
        found = _read(" ".join(parts[:size]))
        if found is not None:
            return found
    return None


def _read(words: str) -> Quantity | None:
    symbol = _SYMBOL.match(words)
    said = f"{symbol[1]} 1 {symbol[2] or ''}".strip() if symbol else f"1 {words}"
    found = read_quantities(said)
    if len(found) != 1 or found[0].end != len(said) or found[0].kind in _LABELS:
        return None
    # "Year" over a column is its name and no unit.
    if found[0].kind == "duration" and words[:1].isupper():
        return None
    return found[0] if found[0].unit or found[0].value != 1 else None
