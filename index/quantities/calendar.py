"""Months, days and years as English and Chinese write them, and their ISO forms."""

import re
from calendar import monthrange

_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?(?![\d:%°]|[.,]\d|\s?(?:a\.?m\b|p\.?m\b))"
YEAR = r"(?:1\d|20)\d\d(?![\d%]|[.,]\d)"


def month_number(name: str) -> int:
    """The number of a month from its name or abbreviation."""
    return next(i for i, month in enumerate(_NAMES, 1) if month.startswith(name.lower()[:3]))


def number_of(written: str) -> int:
    """The leading digits of a day ("14th") or year as a number."""
    digits = re.match(r"\d+", written)
    return int(digits.group()) if digits else 0


def iso_day(year: int | None, month: int, day: int) -> str | None:
    """An ISO date, "--06-14" without a year, None where no such day exists."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def iso_month(year: int | None, month: int) -> str | None:
    """An ISO month, "--06" without a year."""
    if not 1 <= month <= 12:
        return None
    return f"{year:04d}-{month:02d}" if year else f"--{month:02d}"
