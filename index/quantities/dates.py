"""Dates in a text: absolute, without a year, or relative, each at its own precision.

A date knows nothing of the day it was written on: "last year" stays relative.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.quantities.calendar import DAY, MONTH, YEAR, iso_day, iso_month, month_number, number_of
from index.quantities.years import is_year


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


_TO = r"\s?(?:[-–—~]|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b)\s?(?:the\s)?"
_ANCHOR = re.compile(
    r"(?<![\d.,])(?:(?<![A-Za-z_]-)|(?<=\bpre-)|(?<=\bpost-)|(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-))(?<![A-Za-z_])(?<!\d[-/–:])\d{1,4}(?!\d)"
    r"|\b(?:[Jj]an|[Ff]eb|Mar|[Aa]pr|May|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?=[a-zA-Z.\s])"
    r"|\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"
    r"|\b(?:AD|A\.D\.)\s(?=\d)"
    r"|\b(?:[Nn]in|[Ee]igh|[Ss]even|[Ss]ix|[Ff]if|[Ff]our|[Tt]hir|[Tt]wen|[Tt]wel|[Ee]lev|[Tt]en|[Ff]irs|[Ss]econ|[Tt]hir)[a-z]{0,8}(?=(?<=th|st|nd|rd)[\s-]centur)"
)
_I = re.IGNORECASE
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[.-]\d)")
_ISO_MONTH = re.compile(r"((?:1[6-9]|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d./])")
_CHINESE = re.compile(r"(\d{4})\s?年(?:\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?)?(?![前后来内多以]|\s?个)")
_CHINESE_DAY = re.compile(r"(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
_DAY_MONTH = re.compile(
    rf"({DAY})(?:{_TO}({DAY}))?(?:\s|-)(?:day\s)?(?:of\s)?({MONTH})(?:(?:,?\s|-|\sof\s)({YEAR}))?", _I
)
_DAY_MONTH_DAY_MONTH = re.compile(
    rf"({DAY})\s(?:of\s)?({MONTH})(?:,?\s({YEAR}))?{_TO}({DAY})\s(?:of\s)?({MONTH})(?:,?\s({YEAR}))?", _I
)
_MONTH_DAY = re.compile(
    rf"({MONTH})\s?(?:the\s)?({DAY})(?:{_TO}(?!{MONTH})({DAY})(?!\s?(?:\d|[a-z]+s\b)))?(?:,?\s({YEAR}))?", _I
)
_MONTH_DAY_MONTH_DAY = re.compile(rf"({MONTH})\s({DAY})(?:,?\s({YEAR}))?{_TO}({MONTH})\s({DAY})(?:,?\s({YEAR}))?", _I)
_MONTH_YEAR = re.compile(rf"({MONTH})(?:,?\s|-|\sof\s|/)({YEAR})", _I)
_MONTHS_YEAR = re.compile(rf"({MONTH})(?:\s({YEAR}))?{_TO}({MONTH})(?:,?\s|\sof\s)({YEAR})", _I)
_MONTH = re.compile(rf"({MONTH})", _I)
_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|from|during|of|this|last|next|early|late|mid|end of|before|after|to|through|each|every)(?:\s|-)\Z",
    _I,
)
_YEARS = re.compile(
    r"(\d{4})(?:\s?(?:--|[-–—/])\s?|\s(?:to|through|until|till|and)\s)(\d{4}|\d\d)(?!\d|[.,]\d|[-–/]\d|th|st|rd|%)"
)
_YEAR = re.compile(r"(\d{4})(?![\d%]|[.,]\d|[-/]\d|[A-Za-z]|s\b)")
_EARLY_YEAR = re.compile(
    r"([1-9]\d\d)(?=[,;)](?!\d)|\.(?!\d)|\s(?:the|he|she|it|they|a|an|his|her|when|where|and|but|by|to|with|after|under|as|was|at|in|for|[A-Z])\b)"
)
_EARLY_CUE = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Cc]irca|c\.|ca\.|year|from)\s\Z")
_ERA = re.compile(r"(?:(AD|A\.D\.)\s)?(\d{1,4})(?:\s?(BCE|BC|B\.C\.(?:E\.)?|CE\b|AD\b|A\.D\.|C\.E\.))?")
_DECADE = re.compile(r"(1[0-9]|20)(\d)0['’]?s\b")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)(?:\s|-)(?:century|centuries|cent\.)(?!(?-i:(?<=Century)\s[A-Z]))", _I)
_CENTURY_OF_TWO = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)(?=(?:\s?(?:--|[-–—])\s?|\s(?:and|or|to|through)\s)(?:the\s)?(?:(?:early|late|mid)[\s-])?"
    r"\d{1,2}(?:st|nd|rd|th)[\s-]centur)",
    _I,
)
_CENTURY_WORD = re.compile(r"([a-z]+(?:th|st|nd|rd))(?:\s|-)centur(?:y|ies)\b", _I)
_CENTURY_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_RELATIVE = re.compile(
    r"(?:last|this|next|previous)\s(?:year|month|week|weekend|quarter|season|summer|winter|spring|autumn|fall|decade|century"
    r"|morning|afternoon|evening|night|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|today\b|yesterday\b|tomorrow\b|tonight\b",
    _I,
)
_PART_OF = re.compile(
    r"(?:the\s)?(?:(?:first|second|latter|former)\s(?:half|quarter)|beginning|start|end|middle|rest)\sof\s\Z", _I
)


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


def _span(match: re.Match[str], value: str | None, precision: str, last: str | None = None) -> DateSpan | None:
    if value is None:
        return None
    end = match.end() - (1 if match.group().endswith(".") and len(match.group().split()[-1]) > 4 else 0)
    kind = "fragment" if value.startswith("--") else "absolute"
    return DateSpan(match.start(), end, value, precision, kind, last)


def _year(written: str | None) -> int | None:
    return int(written) if written else None


def _iso(text: str, start: int) -> DateSpan | None:
    match = _ISO.match(text, start)
    if match is None:
        return None
    return _span(match, iso_day(int(match[1]), int(match[3]), int(match[4])), "day")


def _iso_month(text: str, start: int) -> DateSpan | None:
    match = _ISO_MONTH.match(text, start)
    if match is None or int(match[2]) == int(match[1]) % 100 + 1:
        return None
    return _span(match, f"{match[1]}-{match[2]}", "month")


def _slashed(text: str, start: int) -> DateSpan | None:
    match = _SLASHED.match(text, start)
    if match is None or (match[2] == "." and len(match[4]) == 2):
        return None
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if first > 12 or match[2] == "." else (second, first)
    return _span(match, iso_day(year, month, day), "day")


def _chinese(text: str, start: int) -> DateSpan | None:
    match = _CHINESE.match(text, start)
    if match is None:
        match = _CHINESE_DAY.match(text, start)
        return _span(match, iso_day(None, int(match[1]), int(match[2])), "day") if match else None
    year, month, day = match.groups()
    if day:
        return _span(match, iso_day(int(year), int(month), int(day)), "day")
    return _span(match, f"{year}-{int(month):02d}", "month") if month else _span(match, year, "year")


def _day_month_range(text: str, start: int) -> DateSpan | None:
    match = _DAY_MONTH_DAY_MONTH.match(text, start)
    if match is None:
        return None
    last_year = _year(match[6])
    first = iso_day(_year(match[3]) or last_year, month_number(match[2]), number_of(match[1]))
    last = iso_day(last_year, month_number(match[5]), number_of(match[4]))
    return _span(match, first, "day", last)


def _day_month(text: str, start: int) -> DateSpan | None:
    match = _DAY_MONTH.match(text, start)
    if match is None or (match[3].lower() in ("may", "mar", "march") and match[3][0].islower()):
        return None
    year, month = _year(match[4]), month_number(match[3])
    last = iso_day(year, month, number_of(match[2])) if match[2] else None
    return _span(match, iso_day(year, month, number_of(match[1])), "day", last)


def _month_day_range(text: str, start: int) -> DateSpan | None:
    match = _MONTH_DAY_MONTH_DAY.match(text, start)
    if match is None:
        return None
    last_year = _year(match[6])
    first = iso_day(_year(match[3]) or last_year, month_number(match[1]), number_of(match[2]))
    last = iso_day(last_year, month_number(match[4]), number_of(match[5]))
    return _span(match, first, "day", last)


def _month_day(text: str, start: int) -> DateSpan | None:
    match = _MONTH_DAY.match(text, start)
    if match is None:
        return None
    year, month = _year(match[4]), month_number(match[1])
    last = iso_day(year, month, number_of(match[3])) if match[3] else None
    return _span(match, iso_day(year, month, number_of(match[2])), "day", last)


def _month_year(text: str, start: int) -> DateSpan | None:
    match = _MONTHS_YEAR.match(text, start)
    if match:
        last = iso_month(int(match[4]), month_number(match[3]))
        return _span(match, iso_month(int(match[2] or match[4]), month_number(match[1])), "month", last)
    match = _MONTH_YEAR.match(text, start)
    return _span(match, iso_month(int(match[2]), month_number(match[1])), "month") if match else None


def _bare_month(text: str, start: int) -> DateSpan | None:
    match = _MONTH.match(text, start)
    if match is None or match[1][0].islower() or not _MONTH_CUE.search(text, max(0, start - 12), start):
        return None
    return _span(match, iso_month(None, month_number(match[1])), "month")


def _era(text: str, start: int) -> DateSpan | None:
    match = _ERA.match(text, start)
    if match is None or not (match[1] or match[3]):
        return None
    number = int(match[2])
    before = bool(match[3]) and match[3].startswith("B")
    return _span(match, f"-{number - 1:04d}" if before else f"{number:04d}", "year")


def _decade(text: str, start: int) -> DateSpan | None:
    match = _DECADE.match(text, start)
    return _span(match, f"{match[1]}{match[2]}X", "decade") if match else None


def _century(text: str, start: int) -> DateSpan | None:
    match = _CENTURY.match(text, start) or _CENTURY_OF_TWO.match(text, start)
    if match is not None:
        return _span(match, f"{int(match[1]) - 1:02d}XX", "century") if int(match[1]) else None
    match = _CENTURY_WORD.match(text, start)
    number = _CENTURY_WORDS.get(match[1].lower()) if match else None
    return _span(match, f"{number - 1:02d}XX", "century") if match and number else None


def _year_range(text: str, start: int) -> DateSpan | None:
    match = _YEARS.match(text, start)
    if match is None or not 1000 <= int(match[1]) <= 2100:
        return None
    last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
    worded = " and " in match.group()
    if int(last) <= int(match[1]) or int(last) > 2100 or (worded and not _between(text, start)):
        return None
    if len(match[2]) == 2 and " " in match.group() and "--" not in match.group():
        return None
    return _span(match, match[1], "year", last) if is_year(text, start, match.end(1)) else None


def _between(text: str, start: int) -> bool:
    return text[max(0, start - 8) : start].lower() == "between "


def _early_year(text: str, start: int) -> DateSpan | None:
    """A year of three digits, where a word of time stands before it and nothing countable behind it."""
    match = _EARLY_YEAR.match(text, start)
    if match is None or not _EARLY_CUE.search(text, max(0, start - 12), start):
        return None
    return _span(match, f"0{match[1]}", "year")


def _plain_year(text: str, start: int) -> DateSpan | None:
    match = _YEAR.match(text, start)
    if match is None or not is_year(text, start, match.end()):
        return None
    return _span(match, match[1], "year")


def _relative(text: str, start: int) -> DateSpan | None:
    match = _RELATIVE.match(text, start)
    if match is None:
        return None
    part = _PART_OF.search(text, max(0, start - 30), start)
    begin = part.start() if part else start
    return DateSpan(begin, match.end(), " ".join(text[begin : match.end()].lower().split()), "relative", "relative")


_Reader = Callable[[str, int], DateSpan | None]
_DIGIT_READERS: tuple[_Reader, ...] = (
    _iso, _chinese, _iso_month, _slashed, _day_month_range, _day_month, _era, _decade, _century, _year_range, _early_year, _plain_year,
)  # fmt: skip
_WORD_READERS: tuple[_Reader, ...] = (
    _month_day_range, _month_day, _month_year, _relative, _century, _era, _bare_month,
)  # fmt: skip
