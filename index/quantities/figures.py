"""One figure at a place in a text: its numeral or range, its unit, its rate; nothing around it yet."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from seedqa.index.quantities.currencies import currency_before
from seedqa.index.quantities.numerals import read_numeral
from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.scales import Numeral
from seedqa.index.quantities.units import Unit, unit_after


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure ``text[start:end]`` whose number ends at ``number_end``; no kind while it has no unit."""

    start: int
    end: int
    number_end: int
    value: Decimal
    form: str
    kind: str | None = None
    unit: str = ""
    high: Decimal | None = None
    scaled: bool = False


_JOIN = Pattern(r"\s?(?:[-–—‐‑~]|--|to|or|through)\s?|\s(?:to|or)\sas\s(?:many|much|high)\sas\s", re.IGNORECASE)
_AND = Pattern(r"\sand\s", re.IGNORECASE)
_BETWEEN = Pattern(
    r"\bbetween\s(?:(?:the\s)?(?:ages?|hours|years)\s(?:of\s)?)?(?:about\s|roughly\s|approximately\s)?\S{0,3}\Z",
    re.IGNORECASE,
)
_FROM = Pattern(r"\bfrom\s(?:about\s|roughly\s|around\s|over\s|just\s)?\S{0,3}\Z", re.IGNORECASE)
_CHANGE = Pattern(
    r"\b(?:r(?:o|i)se\w*|rising|grew|grow\w*|increas\w*|decreas\w*|fell|fall\w*|drop\w*|declin\w*|went|go|goes|going|climb\w*|rais\w+|reduc\w+"
    r"|cut|chang\w+|shr[aiu]nk|expand\w*|jump\w*|down|up|improv\w+|mov\w+|lower\w+)\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
_NEGATIVE = Pattern(r"(?:(?<![\w)\]])[-−–]|\bminus\s|\bnegative\s)\Z", re.IGNORECASE)
_SYMBOL = Pattern(r"(?:US|HK)?[$€£¥₹]")
_RATE = Pattern(
    r"\s?(?:/\s?(?P<slash>[A-Za-z]+\d?)\b|\b(?P<each>a|an|per|each|every)\s(?P<word>(?:square\s|cubic\s|person-)?[a-z]+(?:-[a-z]+)?)\b"
    r"(?!\s(?:earlier|before|ago|later|previously|prior)\b))",
    re.IGNORECASE,
)
_PER_HUNDRED = Pattern(
    r"\sper\s(?P<base>(?:100|1,000|1000|10,000|100,000|million|thousand|hundred))\b(?:\s[a-z]+)?", re.IGNORECASE
)
_PERIODS = frozenset(
    "second minute hour day night week weekend month quarter season year decade century head piece pop shot".split()
)
_PERIOD_NAMES = {
    "yr": "year", "annum": "year", "mo": "month", "wk": "week", "hr": "hour", "h": "hour", "min": "minute",
    "sec": "second", "s": "second", "capita": "person", "meter": "metre", "kilometer": "kilometre", "liter": "litre",
    "kg": "kilogram", "km": "kilometre", "km2": "square kilometre",
}  # fmt: skip
_SLASHED = frozenset(
    "year yr month mo week wk day hour hr h s sec second min minute kg km km2 mu person hectare ha acre".split()
)
_NOT_RATED = frozenset("date time ordinal age percentage".split())


def figure_at(text: str, start: int) -> Figure | None:
    """The figure whose numeral begins at ``start``."""
    point = _point_before(text, start)
    prefix = currency_before(text, start - point)
    numeral = read_numeral(text, start, money=prefix is not None, point=bool(point))
    if numeral is None:
        return None
    begin = prefix[0] if prefix else start - point
    figure = Figure(begin, numeral.end, numeral.end, numeral.value, numeral.form, scaled=numeral.scaled)
    if prefix:
        figure = replace(figure, kind="money", unit=prefix[1])
    ranged = _ranged(text, figure, numeral)
    measured = ranged or _with_unit(text, figure)
    return _rated(text, _signed(text, measured))


def _point_before(text: str, start: int) -> int:
    """1 where a bare decimal point stands before the digits (".50 in"), else 0."""
    if text[start - 1 : start] != "." or not text[start].isdigit():
        return 0
    return int(start < 2 or text[start - 2] in " \n($€£-–~<>")


def _with_unit(text: str, figure: Figure) -> Figure:
    unit = unit_after(text, figure.number_end, figure.form == "words" or figure.form == "fraction")
    if figure.kind == "money":
        same = unit is not None and unit.kind == "money"
        return replace(figure, end=unit.end) if unit and same and unit.name == figure.unit else figure
    if unit is None:
        return figure
    return replace(figure, end=unit.end, kind=unit.kind, unit=unit.name)


def _ranged(text: str, low: Figure, numeral: Numeral) -> Figure | None:
    """A range: the second figure lends its unit, and its scale, to the first."""
    unit = unit_after(text, low.number_end, numeral.form == "words")
    ends = (low.number_end,) if unit is None else (low.number_end, unit.end)
    for end in ends:
        join = _JOIN.match(text, end)
        if join is None and _BETWEEN.search(text, max(0, low.start - 40), low.start):
            join = _AND.match(text, end)
        if join is None:
            continue
        high = _upper(text, join.end(), low)
        if high is not None and _belongs(text, low, high, unit if end != low.number_end else None, join.group()):
            return _merged(low, numeral, high, unit)
    return None


def _upper(text: str, position: int, low: Figure) -> Figure | None:
    symbol = _SYMBOL.match(text, position)
    start = symbol.end() if symbol else position
    if start >= len(text) or not (text[start].isdigit() or text[start].isalpha()):
        return None
    numeral = read_numeral(text, start, money=low.kind == "money")
    if numeral is None or numeral.form == "fraction":
        return None
    high = Figure(position, numeral.end, numeral.end, numeral.value, numeral.form, scaled=numeral.scaled)
    if symbol or low.kind == "money":
        high = replace(high, kind="money", unit=low.unit)
    return _with_unit(text, high)


def _belongs(text: str, low: Figure, high: Figure, unit: Unit | None, join: str) -> bool:
    """Whether two figures are one range, and not a score, two alternatives or a change."""
    if unit is not None and (high.kind, high.unit) != (unit.kind, unit.name):
        return False
    if (
        text[high.number_end : high.number_end + 1] in ("-", "–", "—")
        and text[high.number_end + 1 : high.number_end + 2].isdigit()
    ):
        return False
    if join.strip().lower() == "or" and not (high.value - low.value == 1 or high.kind or high.value <= 2 * low.value):
        return False
    changing = _FROM.search(text, max(0, low.start - 24), low.start)
    if changing and _CHANGE.search(text, max(0, low.start - 90), low.start):
        return False
    return low.value < high.value


def _merged(low: Figure, numeral: Numeral, high: Figure, unit: Unit | None) -> Figure:
    value = low.value
    if high.scaled and not numeral.scaled and unit is None:
        value = value * _scale_of(high)
    return replace(
        low, end=high.end, number_end=high.number_end, value=value, high=high.value,
        kind=low.kind or high.kind or (unit.kind if unit else None),
        unit=low.unit or high.unit or (unit.name if unit else ""),
    )  # fmt: skip


def _scale_of(figure: Figure) -> Decimal:
    """The power of ten of a scaled figure's scale word, from its value: 7 million -> 1000000."""
    scale = Decimal(1000)
    while figure.value >= scale * 1000:
        scale *= 1000
    return scale


def _signed(text: str, figure: Figure) -> Figure:
    match = _NEGATIVE.search(text, max(0, figure.start - 9), figure.start)
    if match is None or figure.form != "digits":
        return figure
    return replace(figure, start=match.start(), value=-figure.value)


def _rated(text: str, figure: Figure) -> Figure:
    """A figure with the period or thing it is per: "3,000 yuan a month", "10,000 yuan per mu"."""
    if figure.kind is None or figure.kind in _NOT_RATED:
        return figure
    match = _RATE.match(text, figure.end)
    if match is None:
        return figure
    word = (match["slash"] or match["word"]).lower()
    name = _PERIOD_NAMES.get(word, word)
    if (match["slash"] and word not in _SLASHED) or (
        match["each"] and match["each"].lower() != "per" and name not in _PERIODS
    ):
        return figure
    if figure.kind == "duration" and name not in _PERIODS:
        return figure
    return replace(figure, end=match.end(), kind="rate", unit=f"{figure.unit}/{name}")
