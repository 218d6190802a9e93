"""Periods in a question: found, replaced by another, or moved by a year."""

import re

from seedqa.qa.conversation.vocabulary import ANY_CASE
from seedqa.qa.patterns import any_of

_MONTH = any_of(
    "January February March April May June July August September October November December spring summer autumn winter"
)
_YEAR = r"(?:19|20)\d\d"
_RELATIVE = (
    r"(?:the )?(?:(?:last|this|next|previous|following|preceding|prior|same|current) (?:year"
    r"|month|week|quarter|season|decade|half)"
    r"|(?:year|month|season|day) (?:before|after|earlier|later)(?: that| last)?|(?:a|one|two"
    r"|three|five|ten|\d+) (?:year|month|decade)s? (?:ago|earlier|before|later)"
    r"|(?:first|second|third|fourth|last|other) (?:half|quarter|six months)(?: of (?:the|that"
    r"|this|last) year| of \d{4})?|today|now|currently|yesterday|tomorrow|before|afterwards"
    r"|then)"
)
_PERIOD = (
    rf"(?:(?:early|late|mid|the year|the end of|the start of) )?(?:(?:\d{{1,2}} )?{_MONTH},?"
    rf" (?:\d{{1,2}},? )?{_YEAR}|{_YEAR}(?:[-–/]\d{{2,4}})?|{_MONTH}(?: \d{{1,2}})?|{_RELATIVE})"
)
_LED = r"(?:in|since|during|for|by|at|on|of|from|until|before|after|over)"
WHOLE = re.compile(rf"^\W*(?:(?P<led>{_LED}) )?(?P<period>(?:the )?{_PERIOD})\W*$", ANY_CASE)
TAIL = re.compile(rf"\s+(?P<all>(?:(?P<led>{_LED}) )?(?P<period>(?:the )?{_PERIOD}))\W*$", ANY_CASE)
_WITHIN = re.compile(rf"\b(?:(?P<led>{_LED}) )?(?P<period>(?:the )?{_PERIOD})\b", ANY_CASE)
_BEFORE = re.compile(
    r"\b(?:year before|previous year|preceding year|prior year|(?:a|one) year (?:earlier|before))\b", ANY_CASE
)
_AFTER = re.compile(r"\b(?:year after|following year|next year|(?:a|one) year later)\b", ANY_CASE)
_ONE_YEAR = re.compile(rf"\b{_YEAR}\b")


def with_period(question: str, period: str, answer: str) -> str:
    """The question asked for another period; "the year before" is counted from the year that was spoken of."""
    asked = _counted(period, question, answer)
    places = list(_WITHIN.finditer(question))
    if not places:
        led = "" if re.match(rf"{_LED}\s|ten|two|(?:a|one|the year|last|this|next)\b", asked, ANY_CASE) else "in "
        return f"{question.rstrip(' ?.')} {led}{asked}?"
    place = next((p for p in reversed(places) if re.search(r"\d", p[0])), places[-1])
    same_form = re.match(rf"{_LED}\s", asked, ANY_CASE) is None and place["led"] is not None
    words = f"{place['led']} {asked}" if same_form else asked
    return question[: place.start()] + words + question[place.end() :]


def _counted(period: str, question: str, answer: str) -> str:
    years = _ONE_YEAR.findall(question) or _ONE_YEAR.findall(answer)[:1]
    if years and _BEFORE.search(period):
        return f"in {int(years[-1]) - 1}"
    if years and _AFTER.search(period):
        return f"in {int(years[-1]) + 1}"
    return period
