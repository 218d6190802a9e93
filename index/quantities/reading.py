"""A text -> its quantities, in order: every place a figure may begin is read once, in a bounded window."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from index.quantities.bounds import Bound, bound_of
from index.quantities.changes import direction_of
from index.quantities.clock import clock_at
from index.quantities.dates import DateSpan, read_dates
from index.quantities.figures import Figure, figure_at
from index.quantities.labels import is_glued, is_labelled, is_titled, runs_on
from index.quantities.nouns import Noun, counted, measured
from index.quantities.numerals import NUMBER_WORDS
from index.quantities.ordinals import ORDINAL_WORDS, ordinal_at
from index.quantities.quantity import Quantity
from index.quantities.words import singular

_SCALED_ARTICLE = r"(?:an?|half(?:[\s-]an?)?)[\s-](?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b"
_ANCHOR = re.compile(
    r"(?<!\d)\d|[½¼¾]|\b(?:" + _SCALED_ARTICLE + "|" + "|".join((*NUMBER_WORDS, *ORDINAL_WORDS)) + r"|twice)\b",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?(?:\sof|\sbetween|\sfrom)?|ages(?:\sof|\sbetween)?|turned|turning)\s\Z", re.IGNORECASE)
_APPOSED = re.compile(r"[A-Z][\w'’.-]*,\s\Z")
_PROPER_AFTER = re.compile(r"\s[A-Z][a-z]+")
_CLOSE = re.compile(r"\s?\)|;|,|\s?/")
_OPEN = re.compile(
    r"\s?\((?:or\s|about\s|around\s|approximately\s|roughly\s|some\s|over\s|nearly\s|equivalent\sto\s|i\.e\.\s|~|≈|=\s?)?"
)
_SYMBOL = re.compile(r"(?:US|HK|A|C|NT|CN)?[$€£¥￥₹]\s?|(?:RMB|USD|CNY|EUR|GBP|Rs\.?)\s?")
_VAGUE_ONE_BEFORE = re.compile(
    r"\b(?:no|any|every|each|the|this|that|another|which|first|number|day|only)[\s-]\Z", re.IGNORECASE
)
_VAGUE_ONE_AFTER = re.compile(
    r"[\s-](?:of|another|or|who|that|which|is|was|can|must|should|by|day|another's|sided|way|time)\b|['’]"
)


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
            found.append(_date(text, dated))
            position = dated.end
            continue
        quantity, position = _quantity_at(text, anchor.start(), position)
        if quantity is not None:
            found.append(quantity)
    return found


class _Dates:
    """The dates of a text that have a figure in them, consulted from left to right."""

    def __init__(self, text: str) -> None:
        spans = (
            span
            for span in read_dates(text)
            if (span.kind != "relative" and span.value[2:].find("-") != -1) or _dated(span)
        )
        self._spans: Iterator[DateSpan] = iter(spans)
        self._next: DateSpan | None = next(self._spans, None)

    def at(self, position: int) -> DateSpan | None:
        """The date that covers ``position``."""
        while self._next is not None and self._next.end <= position:
            self._next = next(self._spans, None)
        return self._next if self._next is not None and self._next.start <= position else None


def _dated(span: DateSpan) -> bool:
    return span.kind == "absolute"


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
            return Quantity(start, clock.end, "time", clock.minutes, "minute"), clock.end
    ordinal = ordinal_at(text, start)
    if ordinal is not None:
        return Quantity(start, ordinal.end, "ordinal", Decimal(ordinal.value), ""), ordinal.end
    if text[start : start + 5].lower() == "twice":
        return Quantity(start, start + 5, "multiple", Decimal(2), "time"), start + 5
    figure = figure_at(text, start)
    if figure is None or figure.start < floor:
        return None, _run_end(text, start)
    quantity = _describe(text, figure)
    if quantity is None:
        return None, max(figure.number_end, start + 1)
    return _with_equivalent(text, quantity)


def _symbol_before(text: str, start: int) -> bool:
    return bool(re.search(r"(?:[$€£¥￥₹]|RMB|Rs\.?|USD|CNY|EUR|GBP|(?<!\w)[-−])\Z", text[max(0, start - 4) : start]))


def _run_end(text: str, start: int) -> int:
    """The end of the word, code or telephone number at ``start``."""
    match = re.compile(r"[\d.,/:–-]*\d|\w+").match(text, start)
    return match.end() if match else start + 1


def _describe(text: str, figure: Figure) -> Quantity | None:
    """The figure with its kind, bound, noun and direction; None where it is a name and no quantity."""
    if figure.kind is None:
        return _bare(text, figure)
    figure = _as_age(text, figure) or figure
    kind = figure.kind or "number"
    if is_titled(text, figure.start) and kind not in ("money", "percentage", "area", "mass"):
        return None
    bound = bound_of(text, figure.start, figure.end, figure.number_end, kind in ("duration", "age"))
    noun = (
        None if kind in ("age", "temperature", "multiple") else measured(text, bound.start or figure.start, figure.end)
    )
    if bound.start is not None and bound.start > figure.start:
        noun = None if kind in ("age", "multiple") else measured(text, figure.start, figure.end)
    direction = (
        direction_of(text, figure.start, figure.end, bound.start)
        if kind in ("percentage", "money", "multiple")
        else None
    )
    return _built(figure, kind, figure.unit, bound, noun, direction)


def _bare(text: str, figure: Figure) -> Quantity | None:
    """A figure without unit: a count when a noun follows, an age in apposition, else a number or a name."""
    if figure.form == "digits" and figure.high is None and runs_on(text, figure.number_end):
        return None
    age = _as_age(text, figure)
    if age is not None:
        return _built(age, "age", "year", bound_of(text, figure.start, age.end, age.end, True), None, None)
    if is_titled(text, figure.start):
        return None
    if figure.form == "fraction":
        noun = measured(text, figure.start, figure.end)
        return _built(replace(figure, unit="fraction"), "multiple", "fraction", _bound(text, figure), noun, None)
    if figure.value == 1 and figure.form == "words" and _is_pronoun(text, figure):
        return None
    noun = _counted(text, figure)
    if noun is not None:
        if is_labelled(text, figure.start) and figure.value < 1000 and not text[figure.start].isalpha():
            return None
        return _built(figure, "count", singular(noun.text.split(" of ")[0]), _bound(text, figure), noun, None)
    return _number(text, figure)


def _bound(text: str, figure: Figure) -> Bound:
    return bound_of(text, figure.start, figure.end, figure.number_end, False)


def _counted(text: str, figure: Figure) -> Noun | None:
    trailing = _bound(text, figure)
    end = trailing.end if trailing.end is not None and trailing.end > figure.end else figure.end
    return counted(text, end, figure.value == 1 and figure.high is None)


def _number(text: str, figure: Figure) -> Quantity | None:
    """A figure that counts nothing named beside it; a name, when a capitalised word stands before it."""
    if is_labelled(text, figure.start) and not figure.scaled:
        return None
    if figure.form == "words" and _PROPER_AFTER.match(text, figure.end) and text[figure.start].isupper():
        return None
    return _built(figure, "number", "", _bound(text, figure), None, None)


def _is_pronoun(text: str, figure: Figure) -> bool:
    before = text[max(0, figure.start - 10) : figure.start]
    return (
        bool(_VAGUE_ONE_BEFORE.search(before) or _VAGUE_ONE_AFTER.match(text, figure.end))
        or counted(text, figure.end, True) is None
    )


def _as_age(text: str, figure: Figure) -> Figure | None:
    """The figure as an age: "aged 44", "age of 44", "Yuan, 44,"."""
    before = text[max(0, figure.start - 40) : figure.start]
    if figure.kind == "duration" and figure.unit == "year" and _AGED.search(before):
        return replace(figure, kind="age")
    if figure.kind is not None or not 0 < figure.value < 130:
        return None
    if _AGED.search(before):
        return replace(figure, kind="age", unit="year")
    apposed = (
        _APPOSED.search(before)
        and text[figure.end : figure.end + 1] in (",", ".", ";", ")")
        and figure.form == "digits"
    )
    return (
        replace(figure, kind="age", unit="year")
        if apposed and not text[figure.end + 1 : figure.end + 2].isdigit()
        else None
    )


def _built(figure: Figure, kind: str, unit: str, bound: Bound, noun: Noun | None, direction: str | None) -> Quantity:
    return Quantity(
        figure.start, figure.end, kind, figure.value, unit, figure.high, bound.name, bound.start, bound.end,
        noun.text if noun else None, noun.start if noun else None, noun.end if noun else None, direction=direction,
    )  # fmt: skip


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
    inner = _describe(text, figure) if figure else None
    if inner is None or inner.kind != quantity.kind or inner.unit == quantity.unit or not _CLOSE.match(text, inner.end):
        return quantity, quantity.end
    return replace(quantity, equivalent=inner, equivalent_start=inner.start, equivalent_end=inner.end), inner.end
