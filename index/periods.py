"""The time a figure is told for: the date beside it in its sentence, or one carried over from before it.

A period is ISO at its precision ("2020", "2020-09"), "2019..2021" for a range, "2020-03.." for "since March 2020".
It does not know times without a year unless the document says when it was published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.quantities import DateSpan, read_dates

_SINCE = re.compile(r"\b(?:since|from)\s(?:the\s)?\Z", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"(?:\s[\w’'%-]+){0,4}?\s?(?:in|during|for|on|by|of)\s(?:the\s(?:year|whole of)\s)?\Z", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:than|against|compared\s(?:with|to)|up\sfrom|down\sfrom|instead\sof)\b[^.;]*\d", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s?\(\Z")
_SHIFT = {"last": -1, "previous": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class Dated:
    """A period at ``text[start:end]``."""

    value: str
    start: int
    end: int


def dated_spans(text: str, start: int, end: int, published: str | None) -> list[Dated]:
    """The periods named in ``text[start:end]``, in order."""
    found = []
    for span in read_dates(text[start:end]):
        value = _value(text[start:end], span, published)
        if value is not None:
            found.append(Dated(value, start + span.start, start + span.end))
    return found


def period_of(text: str, start: int, end: int, dates: Sequence[Dated], begin: int) -> str | None:
    """The period of the figure ``text[start:end]`` in a sentence that begins at ``begin``."""
    others = [date for date in dates if not (date.start < end and start < date.end)]
    if not others:
        return None
    after = next((date for date in others if date.start >= end), None)
    if after is not None and _told_for(text, end, after.start):
        return after.value
    before = [date for date in others if date.end <= start]
    if before:
        return before[-1].value
    if _COMPARED.search(text, end, others[0].start):
        return None
    return others[0].value


def _told_for(text: str, end: int, start: int) -> bool:
    """Whether the words from a figure to a date tie the two: "200 tons of rice in 2021", "200 tons (2021)"."""
    between = text[end:start]
    return bool(_FOLLOWS.fullmatch(between) or _BRACKETED.fullmatch(between))


def _value(sentence: str, span: DateSpan, published: str | None) -> str | None:
    if span.kind == "relative":
        return _resolved(span.value, published)
    if span.kind != "absolute" or not re.match(r"\d{4}", span.value):
        return None
    if span.end_value:
        return f"{span.value}..{span.end_value}"
    return f"{span.value}.." if _SINCE.search(sentence, 0, span.start) else span.value


def _resolved(words: str, published: str | None) -> str | None:
    """A year told from the day of publication: "last year"."""
    match = re.fullmatch(r"(last|previous|this|next)\syear", words)
    if match is None or published is None:
        return None
    return str(int(published[:4]) + _SHIFT[match[1]])
