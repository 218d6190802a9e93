"""Days and months: ISO, slashed and Chinese dates, "14 June to 15 July 2018", "June 14th to 16th", "May 2017"."""

import re

from seedqa.index.quantities.calendar import DAY, MONTH, YEAR, iso_day, iso_month, month_number, number_of
from seedqa.index.quantities.date_span import DateSpan, span_of
from seedqa.index.quantities.pattern import Pattern

_I = re.IGNORECASE
_TO = r"\s?(?:[-–—~]|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b)\s?(?:the\s)?"
_ISO = Pattern(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[.-]\d)")
_ISO_MONTH = Pattern(r"((?:1[6-9]|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])")
_SLASHED = Pattern(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d./])")
_CHINESE = Pattern(r"(\d{4})\s?年(?:\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?)?(?![前后来内多以]|\s?个)")
_CHINESE_DAY = Pattern(r"(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
_DAY_MONTH = Pattern(rf"({DAY})(?:{_TO}({DAY}))?(?:\s|-)(?:day\s)?(?:of\s)?({MONTH})(?:(?:,?\s|-|\sof\s)({YEAR}))?", _I)
_DAY_MONTH_DAY_MONTH = Pattern(
    rf"({DAY})\s(?:of\s)?({MONTH})(?:,?\s({YEAR}))?{_TO}({DAY})\s(?:of\s)?({MONTH})(?:,?\s({YEAR}))?", _I
)
_MONTH_DAY = Pattern(
    rf"({MONTH})\s?(?:the\s)?({DAY})(?:{_TO}(?!{MONTH})({DAY})(?!\s?(?:\d|[a-z]+s\b)))?(?:,?\s({YEAR}))?", _I
)
_MONTH_DAY_MONTH_DAY = Pattern(rf"({MONTH})\s({DAY})(?:,?\s({YEAR}))?{_TO}({MONTH})\s({DAY})(?:,?\s({YEAR}))?", _I)
_MONTH_YEAR = Pattern(rf"({MONTH})(?:,?\s|-|\sof\s|/)({YEAR})", _I)
_MONTHS_YEAR = Pattern(rf"({MONTH})(?:\s({YEAR}))?{_TO}({MONTH})(?:,?\s|\sof\s)({YEAR})", _I)
_MONTH = Pattern(rf"({MONTH})", _I)
_MONTH_CUE = Pattern(
    r"\b(?:in|since|until|till|by|from|during|of|this|last|next|early|late|mid|before|after|to|through|each|every)[\s-]\Z",
    _I,
)


def _year(written: str | None) -> int | None:
    return int(written) if written else None


def _iso(text: str, start: int) -> DateSpan | None:
    match = _ISO.match(text, start)
    if match is None:
        return None
    return span_of(match, iso_day(int(match[1]), int(match[3]), int(match[4])), "day")


def _iso_month(text: str, start: int) -> DateSpan | None:
    match = _ISO_MONTH.match(text, start)
    if match is None or int(match[2]) == int(match[1]) % 100 + 1:
        return None
    return span_of(match, f"{match[1]}-{match[2]}", "month")


def _slashed(text: str, start: int) -> DateSpan | None:
    match = _SLASHED.match(text, start)
    if match is None or (match[2] == "." and len(match[4]) == 2):
        return None
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if first > 12 or match[2] == "." else (second, first)
    return span_of(match, iso_day(year, month, day), "day")


def _chinese(text: str, start: int) -> DateSpan | None:
    match = _CHINESE.match(text, start)
    if match is None:
        match = _CHINESE_DAY.match(text, start)
        return span_of(match, iso_day(None, int(match[1]), int(match[2])), "day") if match else None
    year, month, day = match.groups()
    if day:
        return span_of(match, iso_day(int(year), int(month), int(day)), "day")
    return span_of(match, f"{year}-{int(month):02d}", "month") if month else span_of(match, year, "year")


def _day_month_range(text: str, start: int) -> DateSpan | None:
    match = _DAY_MONTH_DAY_MONTH.match(text, start)
    if match is None:
        return None
    last_year = _year(match[6])
    first = iso_day(_year(match[3]) or last_year, month_number(match[2]), number_of(match[1]))
    last = iso_day(last_year, month_number(match[5]), number_of(match[4]))
    return span_of(match, first, "day", last)


def _day_month(text: str, start: int) -> DateSpan | None:
    match = _DAY_MONTH.match(text, start)
    if match is None or (match[3].lower() in ("may", "mar", "march") and match[3][0].islower()):
        return None
    year, month = _year(match[4]), month_number(match[3])
    last = iso_day(year, month, number_of(match[2])) if match[2] else None
    return span_of(match, iso_day(year, month, number_of(match[1])), "day", last)


def _month_day_range(text: str, start: int) -> DateSpan | None:
    match = _MONTH_DAY_MONTH_DAY.match(text, start)
    if match is None:
        return None
    last_year = _year(match[6])
    first = iso_day(_year(match[3]) or last_year, month_number(match[1]), number_of(match[2]))
    last = iso_day(last_year, month_number(match[4]), number_of(match[5]))
    return span_of(match, first, "day", last)


def _month_day(text: str, start: int) -> DateSpan | None:
    match = _MONTH_DAY.match(text, start)
    if match is None:
        return None
    year, month = _year(match[4]), month_number(match[1])
    last = iso_day(year, month, number_of(match[3])) if match[3] else None
    return span_of(match, iso_day(year, month, number_of(match[2])), "day", last)


def _month_year(text: str, start: int) -> DateSpan | None:
    match = _MONTHS_YEAR.match(text, start)
    if match:
        last = iso_month(int(match[4]), month_number(match[3]))
        return span_of(match, iso_month(int(match[2] or match[4]), month_number(match[1])), "month", last)
    match = _MONTH_YEAR.match(text, start)
    return span_of(match, iso_month(int(match[2]), month_number(match[1])), "month") if match else None


def _bare_month(text: str, start: int) -> DateSpan | None:
    match = _MONTH.match(text, start)
    if match is None or match[1][0].islower() or not _MONTH_CUE.search(text, max(0, start - 12), start):
        return None
    return span_of(match, iso_month(None, month_number(match[1])), "month")


DIGIT_READERS = (_iso, _chinese, _iso_month, _slashed, _day_month_range, _day_month)
WORD_READERS = (_month_day_range, _month_day, _month_year)
BARE_READERS = (_bare_month,)
