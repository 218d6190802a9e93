"""Dates in text, read for judging; a part that is not stated stays open.

It reads English, ISO and Chinese forms and does not know relative dates such as "last year".
"""

import re
from dataclasses import dataclass

from seedqa.evals.quantities import plain

_MONTHS = "january february march april may june july august september october november december".split()
_ABBREVIATIONS = {month[:3]: number for number, month in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(sorted(_ABBREVIATIONS, reverse=True))})\b\.?)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,]\d)"
_TO = r"\s*(?:to|and|through|until|-)\s*"
_YEAR = r"(?:,?\s*(?:of\s+)?((?:19|20)\d\d))?(?!\d)"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})[日号])?")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\s*(?:the\s+)?{_DAY}(?:{_TO}(?:({_MONTH})\s*)?{_DAY})?{_YEAR}")
_DAY_FIRST = re.compile(rf"\b{_DAY}(?:{_TO}{_DAY})?\s*(?:of\s+)?({_MONTH}){_YEAR}")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\s*,?\s*(?:of\s+)?((?:19|20)\d\d)\b")
_MONTH_ALONE = re.compile(rf"\b(?:in|since|by|during|until|of)\s+({'|'.join(_MONTHS)})\b")
_YEAR_ALONE = re.compile(r"(?<![a-z0-9_.,])((?:19|20)\d\d)(?![\d%]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is stated."""

    year: int | None
    month: int | None
    day: int | None

    def fits(self, given: "Date") -> bool:
        """Whether ``given`` states everything this date states, and the same."""
        return all(mine is None or mine == theirs for mine, theirs in self._pairs(given))

    def conflicts(self, given: "Date") -> bool:
        """Whether some part is stated by both and differs."""
        return any(None not in (mine, theirs) and mine != theirs for mine, theirs in self._pairs(given))

    def _pairs(self, given: "Date") -> list[tuple[int | None, int | None]]:
        return [(self.year, given.year), (self.month, given.month), (self.day, given.day)]


def read_dates(text: str) -> tuple[list[Date], str]:
    """The dates of a text, and the plain text with every date that is more than a year blanked out."""
    body, dates = plain(text), list[Date]()
    for pattern, read in _FORMS:
        for match in pattern.finditer(body):
            dates += [date for date in read(match) if _possible(date)]
        body = pattern.sub(lambda match: " " * len(match.group()), body)
    years = [Date(int(match[1]), None, None) for match in _YEAR_ALONE.finditer(body)]
    return dates + years, body


def _possible(date: Date) -> bool:
    return (date.month is None or 1 <= date.month <= 12) and (date.day is None or 1 <= date.day <= 31)


def _whole(number: str | None) -> int | None:
    return int(number) if number else None


def _month(name: str) -> int:
    return _ABBREVIATIONS[name[:3]]


def _ordered(match: re.Match[str]) -> list[Date]:
    return [Date(_whole(match[1]), _whole(match[2]), _whole(match[3]))]


def _month_first(match: re.Match[str]) -> list[Date]:
    month, day, later_month, later_day, year = match.groups()
    first = Date(_whole(year), _month(month), int(day))
    return [first, Date(_whole(year), _month(later_month or month), int(later_day))] if later_day else [first]


def _day_first(match: re.Match[str]) -> list[Date]:
    day, later_day, month, year = match.groups()
    return [Date(_whole(year), _month(month), int(number)) for number in (day, later_day) if number]


def _month_year(match: re.Match[str]) -> list[Date]:
    return [Date(int(match[2]), _month(match[1]), None)]


def _month_alone(match: re.Match[str]) -> list[Date]:
    return [Date(None, _month(match[1]), None)]


_FORMS = (
    (_ISO, _ordered),
    (_CHINESE, _ordered),
    (_MONTH_FIRST, _month_first),
    (_DAY_FIRST, _day_first),
    (_MONTH_YEAR, _month_year),
    (_MONTH_ALONE, _month_alone),
)
