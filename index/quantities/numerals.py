"""Numerals: digits with any separators, words, fractions and scale words, read to exact decimals."""

import re
from dataclasses import dataclass
from decimal import Decimal

_ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
} | {"fourty": 40}
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "dozen": Decimal(12),
    "lakh": Decimal(10) ** 5,
    "lakhs": Decimal(10) ** 5,
    "crore": Decimal(10) ** 7,
    "crores": Decimal(10) ** 7,
    "thousands": Decimal(1000),
    "millions": Decimal(10) ** 6,
    "billions": Decimal(10) ** 9,
    "quadrillion": Decimal(10) ** 15,
}
_SHORT = {
    "k": 3,
    "K": 3,
    "M": 6,
    "mn": 6,
    "mln": 6,
    "mil": 6,
    "bn": 9,
    "bln": 9,
    "tn": 12,
    "万": 4,
    "亿": 8,
    "百万": 6,
    "千万": 7,
    "千": 3,
    "百": 2,
    "万亿": 12,
}
_MONEY_SHORT = _SHORT | {"m": 6, "mm": 6, "MM": 6, "b": 9, "B": 9, "t": 12, "T": 12}
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
          "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
          "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twelfth": 12, "twelfths": 12, "hundredth": 100,
          "hundredths": 100}  # fmt: skip
NUMBER_WORDS = tuple(_ONES | _TENS)
_LONGEST = 30

_DIGITS = re.compile(
    r"(?P<western>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?)"
    r"|(?P<indian>\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?)"
    r"|(?P<european>\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d{1,2}(?!\d)|(?=\.\d{3})))"
    r"|(?P<europeans>\d{1,3}(?:\.\d{3}){2,}(?!\d))"
    r"|(?P<spaced>\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,])(?:[.,]\d{1,2}(?!\d))?)"
    r"|(?P<swiss>\d{1,3}(?:['’]\d{3})+(?!\d)(?:\.\d+)?)"
    r"|(?P<comma>\d+,\d{1,2}(?=\s?(?:%|€|[kmc]?[mgl]\b|km|percent|million|billion|milliard|euro|tonne|hectare|kilo)))"
    r"|(?P<plain>\d+(?:\.\d+)?)"
)
_PLAIN_DIGITS = re.compile(r"\d+")
_SIMPLE_FRACTION = re.compile(r"(?:[ -](?=\d/))?(\d{1,2})/(\d{1,2})(?![\d/])")
_VULGAR_AT = re.compile(r" ?([½¼¾⅛⅜⅝⅞])")
_WORD = re.compile(r"[A-Za-z]+")
_GAP = re.compile(r"(?:[ \u00a0\u202f\t]{1,2}|[-‐‑]|\s?\n[ \t]{0,4})")
_AND = re.compile(r"(?:\s|-)and(?:\s|-)(?!a\b)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"[\s-]and[\s-](?:a|one)[\s-](half|quarter|third)\b", re.IGNORECASE)
_SHORT_AT = re.compile(r"( ?)(万亿|百万|千万|万|亿|千|百|mln|mil|mn|bn|bln|tn|mm|MM|[kKmMbBtT])(?![A-Za-z0-9])")
_HALF_A = re.compile(r"half[\s-](?:an?[\s-])?(?=(hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b)", re.I)
_HALF_OF = re.compile(
    r"half(?=(?P<unit>[\s-](?:an?[\s-])(?:hour|mile|year|day|century|decade|minute|second|kilomet\w+|acre|pound|inch|cup|ton|hectare)\b)"
    r"|\s(?:of|the|his|her|its|their|our|my|your|this|that)\s)",
    re.IGNORECASE,
)
_NOT_HALF = re.compile(r"\b(?:an?|first|second|other|last|latter|former|later|better|top|bottom|and|each|one|this|that|the|final)[\s-]\Z", re.I)
_GAP_ARTICLE = re.compile(r"[\s-]an?\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an?|one)[\s-](?=(hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b)", re.I)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of a text: ``form`` is digits, words or fraction; ``scaled`` when a scale word is part of it."""

    start: int
    end: int
    value: Decimal
    form: str
    scaled: bool = False


def read_numeral(text: str, start: int, money: bool = False, point: bool = False) -> Numeral | None:
    """The numeral that begins at ``start``; ``money`` admits "$5m" and "£3b", ``point`` stands before ".50"."""
    if point:
        return _fractional(text, start, money)
    if text[start].isdigit():
        return _digits(text, start, money)
    if text[start] in _VULGAR:
        return Numeral(start, start + 1, Decimal(_VULGAR[text[start]]), "digits")
    return _half_a(text, start) or _worded(text, start)


def _digits(text: str, start: int, money: bool) -> Numeral | None:
    match = _DIGITS.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    mixed = _mixed(text, match)
    if mixed is not None:
        return _scaled(text, mixed, money)
    value = Decimal(_plain(match.group(), match.lastgroup or "plain"))
    return _scaled(text, Numeral(start, match.end(), value, "digits"), money)


def _fractional(text: str, start: int, money: bool) -> Numeral | None:
    match = _PLAIN_DIGITS.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    return _scaled(text, Numeral(start, match.end(), Decimal("0." + match.group()), "digits"), money)


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


def _scaled(text: str, numeral: Numeral, money: bool) -> Numeral:
    """A numeral with the scale words after it ("54.16 million", "5 hundred thousand", "2.5bn")."""
    end, value, scaled = numeral.end, numeral.value, numeral.scaled
    for _ in range(3):
        gap = _GAP.match(text, end)
        word = _WORD.match(text, gap.end()) if gap else _WORD.match(text, end)
        scale = SCALES.get(word.group().lower()) if word else None
        if word is None or scale is None or word.group().lower() in ("thousands", "millions", "billions"):
            break
        end, value, scaled = word.end(), value * scale, True
    if not scaled:
        short = _SHORT_AT.match(text, end)
        power = (_MONEY_SHORT if money else _SHORT).get(short[2]) if short else None
        if short and power is not None and not (short[1] and short[2] in ("k", "K", "M", "m", "b", "t", "T", "B")):
            end, value, scaled = short.end(), value * Decimal(10) ** power, True
    return Numeral(numeral.start, end, value, numeral.form, scaled)


def _half_a(text: str, start: int) -> Numeral | None:
    match = _HALF_A.match(text, start)
    if match:
        return _scaled(text, Numeral(start, match.start(1) - 1, Decimal("0.5"), "words"), False)
    match = _ARTICLE.match(text, start)
    if match and text[match.start(1)].islower():
        return _composed(text, start, match.start(1))
    half = _HALF_OF.match(text, start)
    if half is None or _NOT_HALF.search(text, max(0, start - 12), start):
        return None
    if half["unit"]:
        article = _GAP_ARTICLE.match(text, start + 4)
        return Numeral(start, article.end() if article else start + 4, Decimal("0.5"), "words")
    return Numeral(start, start + 4, Decimal("0.5"), "fraction")


def _worded(text: str, start: int) -> Numeral | None:
    word = _WORD.match(text, start)
    if word is None or word.group().lower() not in _ONES | _TENS:
        return None
    return _fraction(text, word) or _composed(text, start, start)


def _fraction(text: str, word: re.Match[str]) -> Numeral | None:
    """A fraction in words: "two-thirds", "three quarters", "one in ten" is not one."""
    gap = _GAP.match(text, word.end())
    part = _WORD.match(text, gap.end()) if gap else None
    top = _ONES.get(word.group().lower())
    bottom = _PARTS.get(part.group().lower()) if part else None
    if part is None or top is None or bottom is None or not 0 < top < bottom:
        return None
    if (top == 1) == part.group().lower().endswith("s"):
        return None
    return Numeral(word.start(), part.end(), Decimal(top) / Decimal(bottom), "fraction")


def _composed(text: str, start: int, position: int) -> Numeral | None:
    """A number in words from ``position``: ones, tens, hundreds and scales in falling order."""
    total, current, end, last, scaled = Decimal(0), Decimal(0), start, "", False
    if position > start:
        current, last, end = Decimal(1), "one", position - 1
    while word := _WORD.match(text, position):
        lower = word.group().lower()
        if not _fits(lower, last):
            break
        if lower in SCALES:
            scale = SCALES[lower]
            if scale == 100:
                current *= scale
            else:
                total, current = total + current * scale, Decimal(0)
            scaled = True
        else:
            current += _ONES.get(lower, _TENS.get(lower, 0))
        last = "scale" if lower in SCALES else "tens" if lower in _TENS else "one"
        end = word.end()
        joined = _joined(text, end, last)
        if joined is None:
            break
        position = joined
    if end == start:
        return None
    return _with_half(text, Numeral(start, end, total + current, "words", scaled))


def _fits(word: str, last: str) -> bool:
    if word in SCALES and not word.endswith("s"):
        return last in ("one", "tens", "scale")
    if word in _TENS:
        return last in ("", "scale")
    return word in _ONES and (last in ("", "scale") or (last == "tens" and 0 < _ONES[word] < 10))


def _joined(text: str, end: int, last: str) -> int | None:
    """Where the next number word may begin: after a space, a hyphen, or "and" behind a scale."""
    conjunction = _AND.match(text, end) if last == "scale" else None
    if conjunction:
        word = _WORD.match(text, conjunction.end())
        after = _WORD.match(text, word.end() + 1) if word else None
        if word and word.group().lower() in _ONES | _TENS and not (after and after.group().lower() == "hundred"):
            return conjunction.end()
    gap = _GAP.match(text, end)
    return gap.end() if gap else None


def _with_half(text: str, numeral: Numeral) -> Numeral:
    half = _AND_A_HALF.match(text, numeral.end)
    if half is None or numeral.scaled:
        return numeral
    value = numeral.value + Decimal(1) / Decimal(_PARTS[half[1].lower()])
    return _scaled(text, Numeral(numeral.start, half.end(), value, "words"), False)
