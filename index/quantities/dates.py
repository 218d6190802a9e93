"""Dates in a text: absolute, without a year, or relative, each at its own precision.

A date knows nothing of the day it was written on: "last year" stays relative.
"""

from seedqa.index.quantities import days, periods
from seedqa.index.quantities.date_span import DateSpan
from seedqa.index.quantities.pattern import Pattern

__all__ = ["DateSpan", "read_dates"]

_ANCHOR = Pattern(
    r"(?<![\d.,])(?:(?<![A-Za-z_]-)|(?<=\bpre-)|(?<=\bpost-)|(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-))"
    r"(?<![A-Za-z_])(?<!\d[-/–:])\d{1,4}(?!\d)"
    r"|\b(?:[Jj]an|[Ff]eb|Mar|[Aa]pr|May|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?=[a-zA-Z.\s])"
    r"|\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"
    r"|\b(?:AD|A\.D\.)\s(?=\d)"
    r"|\b[A-Za-z][a-z]{4,10}(?<=th|st|nd|rd)(?=[\s-]centur)"
)
_DIGIT_READERS = days.DIGIT_READERS + periods.DIGIT_READERS
_WORD_READERS = days.WORD_READERS + periods.WORD_READERS + days.BARE_READERS


def read_dates(text: str) -> list[DateSpan]:
    """Every date of ``text``, in order, none overlapping another."""
    spans: list[DateSpan] = []
    position = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < position:
            continue
        found = _date_at(text, anchor.start())
        if found is not None and found.start >= position:
            spans.append(found)
            position = found.end
    return spans


def _date_at(text: str, start: int) -> DateSpan | None:
    readers = _DIGIT_READERS if text[start].isdigit() else _WORD_READERS
    for reader in readers:
        found = reader(text, start)
        if found is not None:
            return found
    return None
