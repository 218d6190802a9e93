"""Years and longer: "2010", "2016–17", "44 BC", "the 1990s", "18th century", and words like "last year"."""

import re

from seedqa.index.quantities.date_span import DateSpan, span_of
from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.years import is_year

_I = re.IGNORECASE
_YEARS = Pattern(
    r"(\d{4})(?:\s?(?:--|[-–—/])\s?|\s(?:to|through|until|till|and)\s)(\d{4}|\d\d)(?!\d|[.,]\d|[-–/]\d|th|st|rd|%)"
)
_YEAR = Pattern(r"(\d{4})(?![\d%]|[.,]\d|[-/]\d|[A-Za-z]|s\b)")
_EARLY_YEAR = Pattern(
    r"([1-9]\d\d)(?=[,;)](?!\d)|\.(?!\d)"
    r"|\s(?:the|he|she|it|they|a|an|his|her|when|where|and|but|by|to|with|after|under|as|was|at|in|for|[A-Z])\b)"
)
_EARLY_CUE = Pattern(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Cc]irca|c\.|ca\.|year|from)\s\Z")
_ERA = Pattern(r"(?:(AD|A\.D\.)\s)?(\d{1,4})(?:\s?(BCE|BC|B\.C\.(?:E\.)?|CE\b|AD\b|A\.D\.|C\.E\.))?")
_DECADE = Pattern(r"(1[0-9]|20)(\d)0['’]?s\b")
_SHORT_DECADE = Pattern(r"([2-9])0['’]?s\b", _I)
_SHORT_DECADE_CUE = Pattern(r"(?:[\s(]['‘’]|(?<!his\s)(?<!her\s)\b(?:the|early|late|mid)[\s-]['‘’]?)\Z", _I)
_CENTURY = Pattern(r"(\d{1,2})(?:st|nd|rd|th)(?:\s|-)(?:century|centuries|cent\.)(?!(?-i:(?<=Century)\s[A-Z]))", _I)
_CENTURY_OF_TWO = Pattern(
    r"(\d{1,2})(?:st|nd|rd|th)(?=(?:\s?(?:--|[-–—])\s?|\s(?:and|or|to|through)\s)(?:the\s)?(?:(?:early|late|mid)[\s-])?"
    r"\d{1,2}(?:st|nd|rd|th)[\s-]centur)",
    _I,
)
_CENTURY_WORD = Pattern(r"([a-z]+(?:th|st|nd|rd))(?:\s|-)centur(?:y|ies)\b", _I)
_CENTURY_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_RELATIVE = Pattern(
    r"(?:last|this|next|previous)\s(?:year|month|week|weekend|quarter|season|summer|winter|spring|autumn|fall|decade|century"
    r"|morning|afternoon|evening|night|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|today\b|yesterday\b|tomorrow\b|tonight\b",
    _I,
)
_PART_OF = Pattern(
    r"(?:the\s)?(?:(?:first|second|latter|former)\s(?:half|quarter)|beginning|start|end|middle|rest)\sof\s\Z", _I
)


def _era(text: str, start: int) -> DateSpan | None:
    match = _ERA.match(text, start)
    if match is None or not (match[1] or match[3]):
        return None
    number = int(match[2])
    before = bool(match[3]) and match[3].startswith("B")
    return span_of(match, f"-{number - 1:04d}" if before else f"{number:04d}", "year")


def _decade(text: str, start: int) -> DateSpan | None:
    match = _DECADE.match(text, start)
    short = None if match else _SHORT_DECADE.match(text, start)
    if short and _SHORT_DECADE_CUE.search(text, max(0, start - 9), start):
        return span_of(short, f"19{short[1]}X", "decade")
    return span_of(match, f"{match[1]}{match[2]}X", "decade") if match else None


def _century(text: str, start: int) -> DateSpan | None:
    match = _CENTURY.match(text, start) or _CENTURY_OF_TWO.match(text, start)
    if match is not None:
        return span_of(match, f"{int(match[1]) - 1:02d}XX", "century") if int(match[1]) else None
    match = _CENTURY_WORD.match(text, start)
    number = _CENTURY_WORDS.get(match[1].lower()) if match else None
    return span_of(match, f"{number - 1:02d}XX", "century") if match and number else None


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
    return span_of(match, match[1], "year", last) if is_year(text, start, match.end(1)) else None


def _between(text: str, start: int) -> bool:
    return text[max(0, start - 8) : start].lower() == "between "


def _early_year(text: str, start: int) -> DateSpan | None:
    """A year of three digits, where a word of time stands before it and nothing countable behind it."""
    match = _EARLY_YEAR.match(text, start)
    if match is None or not _EARLY_CUE.search(text, max(0, start - 12), start):
        return None
    return span_of(match, f"0{match[1]}", "year")


def _plain_year(text: str, start: int) -> DateSpan | None:
    match = _YEAR.match(text, start)
    if match is None or not is_year(text, start, match.end()):
        return None
    return span_of(match, match[1], "year")


def _relative(text: str, start: int) -> DateSpan | None:
    match = _RELATIVE.match(text, start)
    if match is None:
        return None
    part = _PART_OF.search(text, max(0, start - 30), start)
    begin = part.start() if part else start
    return DateSpan(begin, match.end(), " ".join(text[begin : match.end()].lower().split()), "relative", "relative")


DIGIT_READERS = (_era, _decade, _century, _year_range, _early_year, _plain_year)
WORD_READERS = (_relative, _century, _era)
