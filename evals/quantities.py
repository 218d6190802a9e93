"""Quantities in text, read for judging: value and unit in base units.

Kept apart from the product's own reader on purpose: a judge that shares a parser with what it judges
cannot see that parser's errors. It does not know what a quantity is about.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

_UNITS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("yuan", "rmb", "cny", "renminbi", "¥", "元", "人民币"), ("yuan", "1")),
    **dict.fromkeys(("u.s. dollars", "us dollars", "dollars", "dollar", "usd", "us$", "$", "美元"), ("usd", "1")),
    **dict.fromkeys(("euros", "euro", "eur", "€"), ("eur", "1")),
    **dict.fromkeys(("pounds sterling", "gbp", "£"), ("gbp", "1")),
    **dict.fromkeys(("percentage points", "percentage point", "个百分点"), ("percentage point", "1")),
    **dict.fromkeys(("percent", "per cent", "pct", "%"), ("percent", "1")),
    **dict.fromkeys(("metric tons", "tonnes", "tonne", "tons", "ton", "吨"), ("kg", "1000")),
    **dict.fromkeys(("kilograms", "kilogram", "kg", "公斤", "千克"), ("kg", "1")),
    **dict.fromkeys(("square kilometers", "square kilometres", "sq km", "km2", "平方公里"), ("m2", "1000000")),
    **dict.fromkeys(("hectares", "hectare", "ha", "公顷"), ("m2", "10000")),
    **dict.fromkeys(("square meters", "square metres", "sq m", "m2", "平方米"), ("m2", "1")),
    **dict.fromkeys(("mu", "亩"), ("mu", "1")),
    **dict.fromkeys(("acres", "acre"), ("acre", "1")),
    **dict.fromkeys(("cubic meters", "cubic metres", "m3", "立方米"), ("m3", "1")),
    **dict.fromkeys(("kilometers", "kilometer", "kilometres", "kilometre", "km", "公里", "千米"), ("m", "1000")),
    **dict.fromkeys(("meters", "meter", "metres", "metre", "m", "米"), ("m", "1")),
    **dict.fromkeys(("years", "year", "年"), ("year", "1")),
    **dict.fromkeys(("months", "month", "个月"), ("month", "1")),
    **dict.fromkeys(("weeks", "week"), ("day", "7")),
    **dict.fromkeys(("days", "day", "天"), ("day", "1")),
    **dict.fromkeys(("hours", "hour", "小时"), ("minute", "60")),
    **dict.fromkeys(("minutes", "minute", "分钟"), ("minute", "1")),
    **dict.fromkeys(("megawatts", "mw"), ("kw", "1000")),
    **dict.fromkeys(("kilowatts", "kilowatt", "kw", "千瓦"), ("kw", "1")),
    **dict.fromkeys(("kilowatt-hours", "kilowatt hours", "kilowatt-hour", "kwh", "千瓦时"), ("kwh", "1")),
}
_SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9,
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12,
}  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−－", "-"))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SPELLED = _any_of([*_WORDS, *(word for word in _SCALES if word.isascii() and len(word) > 2)])
_NUMBER = re.compile(
    rf"""(?<![a-z0-9_.])(?<![a-z]-)
    (?P<sign>(?<![\w)])-)?
    (?:(?P<money>us\$|[$¥€£]|rmb|cny|usd|eur|gbp)\s?)?
    (?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|\.\d|(?:st|nd|rd|th)\b)
      |(?:a\s)?(?P<words>(?:(?<=a\s)(?:hundred|thousand|million|billion)|{_any_of(_WORDS)})
        (?:[\s-](?:and\s)?(?:{_SPELLED}))*)(?![a-z]))
    (?P<scales>(?:[\s-]?(?:{_any_of(_SCALES)})(?![a-z]))*)
    (?:[\s-]?(?P<unit>{_any_of(_UNITS)})(?![a-z]))?
    (?![a-z])""",
    re.VERBOSE,
)
_ABOVE = re.compile(r"(?:more than|over|at least|above|exceed\w*|>|超过|逾)\s*$")
_BELOW = re.compile(r"(?:(?:no|not) more than|less than|fewer than|below|under|at most|nearly|almost|<|近)\s*$")
_RANGE = re.compile(r"\s*(?:to|and|-|~|至|到)\s*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit; ``unit`` is empty for counts, offsets point into ``plain(text)``."""

    value: Decimal
    unit: str
    bound: str
    start: int
    end: int
    year_like: bool
    spelled: bool


def plain(text: str) -> str:
    """One form for compatible characters, dashes and case; the text every offset here points into."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A figure in base units; a unit that is not known is a count."""
    name = plain(unit).strip()
    base, factor = _UNITS.get(name) or next((known for known in _UNITS.values() if known[0] == name), ("", "1"))
    return value * Decimal(factor if name in _UNITS else "1"), base


def read_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in order."""
    body = plain(text)
    matches = list(_NUMBER.finditer(body))
    return [_quantity(match, after, body) for match, after in zip_longest(matches, matches[1:]) if match]


def _quantity(match: re.Match[str], after: re.Match[str] | None, body: str) -> Quantity:
    unit = _unit(match) or _range_unit(match, after, body)
    value = _value(match)
    year_like = _is_year(match, unit)
    scaled, base = (value, "") if year_like else to_base(value, unit)
    before = body[max(0, match.start() - 20) : match.start()]
    bound = "<" if _BELOW.search(before) else ">" if _ABOVE.search(before) else ""
    return Quantity(scaled, base, bound, match.start(), match.end(), year_like, match["digits"] is None)


def _unit(match: re.Match[str]) -> str:
    return match["unit"] or match["money"] or ""


def _range_unit(match: re.Match[str], after: re.Match[str] | None, body: str) -> str:
    joined = after is not None and _RANGE.fullmatch(body[match.end() : after.start()])
    return _unit(after) if after is not None and joined else ""


def _is_year(match: re.Match[str], unit: str) -> bool:
    digits = match["digits"] or ""
    return bool(re.fullmatch(r"(?:19|20)\d\d", digits)) and unit in ("", "年") and not match["scales"]


def _value(match: re.Match[str]) -> Decimal:
    number = Decimal(match["digits"].replace(",", "")) if match["digits"] else _spelled(match["words"])
    for scale in re.findall(_any_of(_SCALES), match["scales"]):
        number *= Decimal(10) ** _SCALES[scale]
    return -number if match["sign"] else number


def _spelled(words: str) -> Decimal:
    total = current = 0
    for word in re.findall(r"[a-z]+", words.replace(" and ", " ")):
        if word in _WORDS:
            current += _WORDS[word]
        elif word == "hundred":
            current = 100 * (current or 1)
        else:
            total, current = total + (current or 1) * 10 ** _SCALES[word], 0
    return Decimal(total + current)
