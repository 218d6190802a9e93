"""A date found in a text, at the precision it was written with."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at ``text[start:end]``.

    ``value`` is ISO at its precision ("2020", "2020-09", "2020-09-18"), "--06-14" where no year is given,
    "199X" for a decade, "18XX" for a century, "-0043" for 44 BC; for a relative date its words in lower case.
    ``precision``: day, month, year, decade, century or relative. ``kind``: absolute, fragment or relative.
    """

    start: int
    end: int
    value: str
    precision: str
    kind: str
    end_value: str | None = None


def span_of(match: re.Match[str], value: str | None, precision: str, last: str | None = None) -> DateSpan | None:
    """The date a match stands for, None where its digits make no date; the stop of a sentence is not its own."""
    if value is None:
        return None
    end = match.end() - (1 if match.group().endswith(".") and len(match.group().split()[-1]) > 4 else 0)
    kind = "fragment" if value.startswith("--") else "absolute"
    return DateSpan(match.start(), end, value, precision, kind, last)
