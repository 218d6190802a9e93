"""Numerals: digits with any separators, words, fractions and scale words, read to exact decimals."""

import re
from decimal import Decimal

from seedqa.index.quantities.chinese import chinese_value
from seedqa.index.quantities.number_words import half_at, worded_at
from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.scales import Numeral, scaled

_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}
_LONGEST = 30

_DIGITS = Pattern(
    r"(?P<western>\d{1,3}(?:,\d{3}){1,8}(?!\d)(?:\.\d+)?)"
    r"|(?P<indian>\d{1,2}(?:,\d{2}){1,8},\d{3}(?!\d)(?:\.\d+)?)"
    r"|(?P<european>\d{1,3}(?:\.\d{3}){1,8},\d{1,2}(?!\d))"
    r"|(?P<europeans>\d{1,3}(?:\.\d{3}){2,8}(?!\d))"
    r"|(?P<spaced>\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3}){1,6}(?![\d,])(?:[.,]\d{1,2}(?!\d))?)"
    r"|(?P<swiss>\d{1,3}(?:['’]\d{3}){1,8}(?!\d)(?:\.\d+)?)"
    r"|(?P<comma>\d+,\d{1,2}(?=\s?(?:%|€|[kmc]?[mgl]\b|km|percent|million|billion|milliard|euro|tonne|hectare|kilo)))"
    r"|(?P<plain>\d+(?:\.\d+)?)"
)
_PLAIN_DIGITS = Pattern(r"\d+")
_SIMPLE_FRACTION = Pattern(r"(?:[ -](?=\d/))?(\d{1,2})/(\d{1,2})(?![\d/])")
_VULGAR_AT = Pattern(r" ?([½¼¾⅛⅜⅝⅞])")


def read_numeral(text: str, start: int, money: bool = False, point: bool = False) -> Numeral | None:
    """The numeral that begins at ``start``; ``money`` admits "$5m" and "£3b", ``point`` stands before ".50"."""
    if point:
        return _fractional(text, start, money)
    if text[start].isdigit():
        return _digits(text, start, money)
    if text[start] in _VULGAR:
        return Numeral(start, start + 1, Decimal(_VULGAR[text[start]]), "digits")
    if text[start] >= "\u4e00":
        chinese = chinese_value(text, start)
        return Numeral(start, chinese[1], chinese[0], "digits", scaled=True) if chinese else None
    return half_at(text, start) or worded_at(text, start)


def _digits(text: str, start: int, money: bool) -> Numeral | None:
    match = _DIGITS.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    mixed = _mixed(text, match)
    if mixed is not None:
        return scaled(text, mixed, money)
    value = Decimal(_plain(match.group(), match.lastgroup or "plain"))
    return scaled(text, Numeral(start, match.end(), value, "digits"), money)


def _fractional(text: str, start: int, money: bool) -> Numeral | None:
    match = _PLAIN_DIGITS.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    return scaled(text, Numeral(start, match.end(), Decimal("0." + match.group()), "digits"), money)


def _plain(written: str, grouping: str) -> str:
    if grouping in ("european", "europeans"):
        return written.replace(".", "").replace(",", ".")
    if grouping == "comma":
        return written.replace(",", ".")
    if grouping == "spaced":
        return re.sub(r"\s", "", written).replace(",", ".")
    return written.replace(",", "").replace("'", "").replace("’", "")


def _mixed(text: str, match: re.Match[str]) -> Numeral | None:
    """A fraction: "1/2", "2 1/2" or "2½"."""
    start, end, whole = match.start(), match.end(), match.group()
    vulgar = _VULGAR_AT.match(text, end)
    if vulgar and whole.isdecimal():
        return Numeral(start, vulgar.end(), Decimal(whole) + Decimal(_VULGAR[vulgar.group(1)]), "digits")
    if not whole.isdecimal() or len(whole) > 2:
        return None
    simple = _SIMPLE_FRACTION.match(text, start)
    if simple and _is_fraction(int(simple[1]), int(simple[2])):
        return Numeral(start, simple.end(), Decimal(simple[1]) / Decimal(simple[2]), "fraction")
    tail = _SIMPLE_FRACTION.match(text, end) if text[end : end + 1] in (" ", "-") else None
    if tail and _is_fraction(int(tail[1]), int(tail[2])):
        return Numeral(start, tail.end(), Decimal(whole) + Decimal(tail[1]) / Decimal(tail[2]), "digits")
    return None


def _is_fraction(top: int, bottom: int) -> bool:
    return 0 < top < bottom and bottom in (2, 3, 4, 5, 6, 8, 10, 12, 16, 32)
