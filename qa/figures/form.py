"""One reading of a question that asks for something to be worked out, and the words that all readings share."""

import re
from dataclasses import dataclass

BE = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)"
MORE = (
    r"(?:more|fewer|less|larger|bigger|greater|higher|smaller|lower|longer|shorter|older|younger|taller|heavier|"
    r"wider|most|fewest|least|largest|biggest|greatest|highest|smallest|lowest|longest|shortest|oldest|youngest|"
    r"tallest|heaviest)"
)
_LESS = frozenset("fewer less smaller lower shorter younger fewest least smallest lowest shortest youngest".split())


@dataclass(frozen=True, slots=True)
class Form:
    """``kind`` of reading, its ``phrases`` in the order of its operands, a ``unit`` to tell the result in, a ``noun``
    that is divided by, the two ``names`` to choose from, whether the ``smaller`` or earlier one is asked for, and
    whether a difference is meant ``either`` way."""

    kind: str
    phrases: tuple[str, ...]
    unit: str | None = None
    noun: str | None = None
    names: tuple[str, str] = ("", "")
    smaller: bool = False
    either: bool = False
    loose: bool = False
    earlier: bool = False
    count: int | None = None


def asks_less(word: str | None) -> bool:
    """Whether a word of comparison asks for the smaller one."""
    return (word or "").lower() in _LESS


def found(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    """The match of the first pattern that fits."""
    return next((match for pattern in patterns if (match := pattern.search(text))), None)


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Patterns that do not look at capitals."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
