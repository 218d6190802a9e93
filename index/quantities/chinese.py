"""Chinese figures: numerals in characters, classifiers, and the noun behind them."""

from dataclasses import dataclass
from decimal import Decimal

from seedqa.index.quantities.pattern import Pattern

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_CLASSIFIERS = (
    "人次 平方米 个 名 只 位 户 家 座 条 项 件 台 辆 次 所 头 棵 张 份 种 批 口 间 栋 本 部 支 匹 株 套 场 人"
)
_BY_LENGTH = sorted(_CLASSIFIERS.split(), key=len, reverse=True)
_COUNTED = Pattern(r"\s?[多余几]?(" + "|".join(_BY_LENGTH) + r")([\u4e00-\u9fff]{0,6})")
NUMERAL = r"[一二三四五六七八九两十百千][零〇一二三四五六七八九两十百千万亿]{0,15}"
_NUMERAL = Pattern(NUMERAL)
_FOLLOWED = Pattern(
    r"\s?[多余几]?(?:" + "|".join(_BY_LENGTH) + r"|元|美元|吨|斤|公斤|亩|公顷|公里|米|年|个月|天|小时|分钟|岁|倍|千瓦)"
)
_PEOPLE = ("人", "人次")
_NOUN_ENDS = "的和与及在被为是有已共达到将由从向等以了"


@dataclass(frozen=True, slots=True)
class ChineseNoun:
    """The thing a Chinese figure counts, at ``text[start:end]``."""

    text: str
    start: int
    end: int


def chinese_value(text: str, start: int) -> tuple[Decimal, int] | None:
    """The value and end of a numeral in characters that a classifier or a unit follows; others are words."""
    match = _NUMERAL.match(text, start)
    if match is None or not _FOLLOWED.match(text, match.end()):
        return None
    return _value(match.group()), match.end()


def chinese_noun(text: str, end: int) -> ChineseNoun | None:
    """The noun behind a figure and its classifier: "14000只口罩" counts 口罩, "三万人" 人."""
    match = _COUNTED.match(text, end)
    if match is None:
        return None
    if match[1] in _PEOPLE:
        return ChineseNoun(match[1], match.start(1), match.end(1))
    length = next((i for i, character in enumerate(match[2]) if character in _NOUN_ENDS), len(match[2]))
    if not length:
        return ChineseNoun(match[1], match.start(1), match.end(1))
    return ChineseNoun(match[2][:length], match.start(2), match.start(2) + length)


def _value(numeral: str) -> Decimal:
    total, section, digit = 0, 0, 0
    for character in numeral:
        if character in _LARGE:
            total = (total + section + digit) * _LARGE[character]
            section, digit = 0, 0
        elif character in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[character], 0
        else:
            digit = _DIGITS[character]
    return Decimal(total + section + digit)
