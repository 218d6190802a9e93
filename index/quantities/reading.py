"""A text -> its quantities, in order: every place a figure may begin is read once, in a bounded window."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from seedqa.index.quantities.bounds import Bound, bound_of
from seedqa.index.quantities.chinese import NUMERAL as CHINESE_NUMERAL
from seedqa.index.quantities.clock import clock_at
from seedqa.index.quantities.dates import DateSpan, read_dates
from seedqa.index.quantities.describing import describe
from seedqa.index.quantities.figures import figure_at
from seedqa.index.quantities.labels import is_glued
from seedqa.index.quantities.measuring import complement
from seedqa.index.quantities.multiples import Multiple, multiple_at
from seedqa.index.quantities.nouns import counted
from seedqa.index.quantities.number_words import NUMBER_WORDS
from seedqa.index.quantities.ordinals import ORDINAL_WORDS, ordinal_at
from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.quantity import Quantity

_SCALED_ARTICLE = r"(?:an?|half(?:[\s-]an?)?)[\s-](?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b"
_ANCHOR = Pattern(
    r"(?<!\d)\d|[½¼¾]|\b(?:"
    + _SCALED_ARTICLE
    + r"|(?:"
    + "|".join(NUMBER_WORDS)
    + r")(?:fold)?|"
    + "|".join(ORDINAL_WORDS)
    + r"|(?:hundred|thousand)fold|twice|half(?=[\s-]))\b|(?<![一二三四五六七八九两十百千])"
    + CHINESE_NUMERAL,
    re.IGNORECASE,
)
_CLOSE = Pattern(r"\s?\)|;|,|\s?/")
_OPEN = Pattern(
    r"(?:\s[a-z]+){0,2}\s?\((?:or\s|about\s|around\s|approximately\s|roughly\s|some\s|over\s|nearly\s|equivalent\sto\s|i\.e\.\s|~|≈|=\s?)?"
)
_BEHIND = Pattern(r"\s?\)[*†]?(?=\sof\s)")
_SYMBOL_BEFORE = Pattern(r"(?:[$€£¥￥₹]|RMB|Rs\.?|USD|CNY|EUR|GBP|(?<!\w)[-−])\Z")
_RUN = Pattern(r"[\d.,/:–-]*\d|\w+")
_SYMBOL = Pattern(r"(?:US|HK|A|C|NT|CN)?[$€£¥￥₹]\s?|(?:RMB|USD|CNY|EUR|GBP|Rs\.?)\s?")


def read_quantities(text: str) -> list[Quantity]:
    """Every quantity of ``text``, in order, none overlapping another; figures that are names are left out."""
    found: list[Quantity] = []
    position = 0
    dates = _Dates(text)
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < position:
            continue
        dated = dates.at(anchor.start())
        if dated is not None:
            if dated.kind != "relative":
                found.append(_date(text, dated))
            position = dated.end
            continue
        quantity, position = _quantity_at(text, anchor.start(), position)
        if quantity is not None:
            found.append(quantity)
    return found


class _Dates:
    """The dates of a text, consulted from left to right."""

    def __init__(self, text: str) -> None:
        self._spans: Iterator[DateSpan] = iter(read_dates(text))
        self._next: DateSpan | None = next(self._spans, None)

    def at(self, position: int) -> DateSpan | None:
        """The date that covers ``position``."""
        while self._next is not None and self._next.end <= position:
            self._next = next(self._spans, None)
        return self._next if self._next is not None and self._next.start <= position else None


def _date(text: str, span: DateSpan) -> Quantity:
    value, high = _compact(span.value), _compact(span.end_value) if span.end_value else None
    bound = bound_of(text, span.start, span.end, span.end, False)
    kept = bound if bound.name == "about" and bound.end is not None and bound.end <= span.start else Bound("exact")
    return Quantity(span.start, span.end, "date", value, span.precision, high, kept.name, kept.start, kept.end)


def _compact(iso: str) -> Decimal:
    """The digits of an ISO date as a number that sorts: 2020-09-18 -> 20200918, 199X -> 1990, 17XX -> 1700."""
    if iso.startswith("-") and not iso.startswith("--"):
        return -Decimal(iso[1:])
    return Decimal(iso.replace("-", "").replace("X", "0"))


def _quantity_at(text: str, start: int, floor: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at an anchor, and where reading goes on."""
    if text[start].isdigit() and is_glued(text, start) and not _symbol_before(text, start):
        return None, _run_end(text, start)
    if text[start].isdigit():
        clock = clock_at(text, start)
        if clock is not None:
            bound = bound_of(text, start, clock.end, clock.end, False)
            return Quantity(
                start, clock.end, "time", clock.minutes, "minute",
                bound=bound.name, bound_start=bound.start, bound_end=bound.end,
            ), clock.end  # fmt: skip
    ordinal = ordinal_at(text, start)
    if ordinal is not None:
        return Quantity(start, ordinal.end, "ordinal", Decimal(ordinal.value), ""), ordinal.end
    multiple = multiple_at(text, start)
    if multiple is not None:
        return _multiple(text, start, multiple), multiple.end
    figure = figure_at(text, start)
    if figure is None or figure.start < floor:
        return None, _run_end(text, start)
    quantity = describe(text, figure)
    if quantity is None:
        return None, max(figure.number_end, start + 1)
    return _with_equivalent(text, quantity)


def _multiple(text: str, start: int, multiple: Multiple) -> Quantity:
    bound = bound_of(text, start, multiple.end, multiple.end, False)
    noun = counted(text, multiple.end, False) if multiple.unit == "fraction" else None
    thing = (noun.text, noun.start, noun.end) if noun else (None, None, None)
    return Quantity(
        start, multiple.end, "multiple", multiple.value, multiple.unit, None, bound.name, bound.start, bound.end, *thing
    )


def _symbol_before(text: str, start: int) -> bool:
    return _SYMBOL_BEFORE.search(text, max(0, start - 4), start) is not None


def _run_end(text: str, start: int) -> int:
    """The end of the word, code or telephone number at ``start``."""
    match = _RUN.match(text, start)
    return match.end() if match else start + 1


def _with_equivalent(text: str, quantity: Quantity) -> tuple[Quantity, int]:
    """The quantity with the same amount told in brackets behind it: "54.16 million yuan($8 million)"."""
    opening = _OPEN.match(text, quantity.end)
    if opening is None or quantity.kind in ("date", "time", "ordinal", "number", "count"):
        return quantity, quantity.end
    symbol = _SYMBOL.match(text, opening.end())
    start = symbol.end() if symbol else opening.end()
    if start >= len(text) or not text[start].isdigit():
        return quantity, quantity.end
    figure = figure_at(text, start)
    inner = _in_money(quantity, describe(text, figure)) if figure else None
    if inner is None or inner.kind != quantity.kind or inner.unit == quantity.unit or not _CLOSE.match(text, inner.end):
        return quantity, quantity.end
    told = replace(quantity, equivalent=inner, equivalent_start=inner.start, equivalent_end=inner.end)
    return _with_noun_behind(text, told, inner.end), inner.end


def _in_money(quantity: Quantity, inner: Quantity | None) -> Quantity | None:
    """Pounds beside another currency are no weight: "45,000 euros (39,600 pounds)"."""
    if inner is None or quantity.kind != "money" or inner.unit != "pound":
        return inner
    return replace(inner, kind="money", unit="GBP")


def _with_noun_behind(text: str, quantity: Quantity, end: int) -> Quantity:
    """The thing measured where it stands behind the brackets: "5 tons (5,000 kg) of soil"."""
    closing = _BEHIND.match(text, end)
    noun = complement(text, closing.end()) if closing else None
    if noun is None:
        return quantity
    return replace(quantity, noun=noun.text, noun_start=noun.start, noun_end=noun.end)
