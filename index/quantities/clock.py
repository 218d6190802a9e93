"""Clock times: "3:15 pm", "7 a.m.", "19:30", "half past" left alone."""

import re
from dataclasses import dataclass
from decimal import Decimal

from seedqa.index.quantities.pattern import Pattern

_TIME = Pattern(
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|\s?(?P<oclock>o['’]clock)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day ending at ``end``, in minutes since midnight."""

    end: int
    minutes: Decimal


def clock_at(text: str, start: int) -> ClockTime | None:
    """The clock time that begins at ``start``; a bare number is none."""
    match = _TIME.match(text, start)
    if match is None:
        return None
    stated = match["half"] or match["oclock"]
    if not stated and (match["minute"] is None or text[match.end("hour")] != ":"):
        return None
    if text[match.end() : match.end() + 1].isdigit() or text[match.end() : match.end() + 2].startswith(":"):
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    minutes = Decimal(hour * 60 + int(match["minute"] or 0))
    return ClockTime(_end(text, match), minutes)


def _end(text: str, match: re.Match[str]) -> int:
    """The end without the full stop that ends a sentence."""
    at_stop = match.group().endswith(".") and "." not in match.group()[:-1]
    return match.end() - 1 if at_stop else match.end()
