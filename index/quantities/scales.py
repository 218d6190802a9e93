"""Scale words behind a numeral: "54.16 million", "5 hundred thousand", "2.5bn", 万 and 亿."""

from dataclasses import dataclass
from decimal import Decimal

from seedqa.index.quantities.pattern import Pattern

SCALES = {
    "hundred": Decimal(100), "dozen": Decimal(12), "thousand": Decimal(1000), "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9, "trillion": Decimal(10) ** 12, "quadrillion": Decimal(10) ** 15,
    "lakh": Decimal(10) ** 5, "lakhs": Decimal(10) ** 5, "crore": Decimal(10) ** 7, "crores": Decimal(10) ** 7,
}  # fmt: skip
_SHORT = {
    "k": 3, "K": 3, "M": 6, "mn": 6, "mln": 6, "mil": 6, "bn": 9, "bln": 9, "tn": 12,
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12,
}  # fmt: skip
_MONEY_SHORT = _SHORT | {"m": 6, "mm": 6, "MM": 6, "b": 9, "B": 9, "t": 12, "T": 12}
_GLUED_ONLY = ("k", "K", "M", "m", "b", "t", "T", "B")
# "733,600千瓦" are kilowatts and no thousands.
_SHORT_AT = Pattern(
    r"( ?)(万亿|百万|千万|万|亿|千(?![瓦克米卡])|百|mln|mil|mn|bn|bln|tn|mm|MM|[kKmMbBtT])(?![A-Za-z0-9])"
)
WORD = Pattern(r"[A-Za-z]{1,20}")
GAP = Pattern(r"(?:[ \u00a0\u202f\t]{1,2}|[-‐‑]|\s?\n[ \t]{0,4})")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of a text: ``form`` is digits, words or fraction; ``scaled`` when a scale word is part of it."""

    start: int
    end: int
    value: Decimal
    form: str
    scaled: bool = False


def scaled(text: str, numeral: Numeral, money: bool) -> Numeral:
    """A numeral with the scale words after it; ``money`` admits "$5m" and "£3b"."""
    end, value = numeral.end, numeral.value
    for _ in range(3):
        gap = GAP.match(text, end)
        word = WORD.match(text, gap.end() if gap else end)
        scale = SCALES.get(word.group().lower()) if word else None
        if word is None or scale is None:
            break
        end, value = word.end(), value * scale
    if end > numeral.end:
        return Numeral(numeral.start, end, value, numeral.form, True)
    return _abbreviated(text, numeral, money)


def _abbreviated(text: str, numeral: Numeral, money: bool) -> Numeral:
    short = _SHORT_AT.match(text, numeral.end)
    power = (_MONEY_SHORT if money else _SHORT).get(short[2]) if short else None
    if short is None or power is None or (short[1] and short[2] in _GLUED_ONLY):
        return numeral
    return Numeral(numeral.start, short.end(), numeral.value * Decimal(10) ** power, numeral.form, True)
