"""Numbers in words: "twenty-five", "one hundred and five", "half a million", "two-thirds", "six and a half"."""

import re
from decimal import Decimal

from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.scales import GAP, SCALES, WORD, Numeral, scaled

_ONE_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: value for value, word in enumerate(_ONE_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), 2)}
_PART_WORDS = "half third fourth fifth sixth seventh eighth ninth tenth"
_PARTS = {word: value for value, word in enumerate(_PART_WORDS.split(), 2)} | {
    "quarter": 4,
    "twelfth": 12,
    "hundredth": 100,
}
_PARTS |= {word + "s": value for word, value in _PARTS.items()} | {"halves": 2}
NUMBER_WORDS = tuple(_ONES | _TENS)

_AND = Pattern(r"(?:\s|-)and(?:\s|-)(?!a\b)", re.IGNORECASE)
_AND_A_HALF = Pattern(r"[\s-]and[\s-](?:a|one)[\s-](half|quarter|third)\b", re.IGNORECASE)
_HALF_A = Pattern(r"half[\s-](?:an?[\s-])?(?=(hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b)", re.I)
_HALF_OF = Pattern(
    r"half(?=(?P<unit>[\s-](?:an?[\s-])(?:hour|mile|year|day|century|decade|minute|second|kilomet\w+|acre|pound|inch|cup|ton|hectare)\b)"
    r"|\s(?:of|the|his|her|its|their|our|my|your|this|that)\s)",
    re.IGNORECASE,
)
_NOT_HALF = Pattern(
    r"\b(?:an?|first|second|other|last|latter|former|later|better|top|bottom|and|each|one|this|that|the|final)[\s-]\Z",
    re.I,
)
_GAP_ARTICLE = Pattern(r"[\s-]an?\b", re.IGNORECASE)
_ARTICLE = Pattern(r"(?:an?|one)[\s-](?=(hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b)", re.I)


def half_at(text: str, start: int) -> Numeral | None:
    match = _HALF_A.match(text, start)
    if match:
        return scaled(text, Numeral(start, match.start(1) - 1, Decimal("0.5"), "words"), False)
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


def worded_at(text: str, start: int) -> Numeral | None:
    word = WORD.match(text, start)
    if word is None or word.group().lower() not in _ONES | _TENS:
        return None
    return _fraction(text, word) or _composed(text, start, start)


def _fraction(text: str, word: re.Match[str]) -> Numeral | None:
    """A fraction in words: "two-thirds", "three quarters", "one in ten" is not one."""
    gap = GAP.match(text, word.end())
    part = WORD.match(text, gap.end()) if gap else None
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
    while word := WORD.match(text, position):
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
        word = WORD.match(text, conjunction.end())
        after = WORD.match(text, word.end() + 1) if word else None
        if word and word.group().lower() in _ONES | _TENS and not (after and after.group().lower() == "hundred"):
            return conjunction.end()
    gap = GAP.match(text, end)
    return gap.end() if gap else None


def _with_half(text: str, numeral: Numeral) -> Numeral:
    half = _AND_A_HALF.match(text, numeral.end)
    if half is None or numeral.scaled:
        return numeral
    value = numeral.value + Decimal(1) / Decimal(_PARTS[half[1].lower()])
    return scaled(text, Numeral(numeral.start, half.end(), value, "words"), False)
