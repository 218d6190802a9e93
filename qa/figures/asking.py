"""The wording of a question -> what it asks to be worked out, in the order in which the readings are to be tried.

General English only. What the figures are is for the fitting to find; this reads the kind of question and its items.
"""

import re
from collections.abc import Iterator

from qa.figures.cues import (
    A_UNIT,
    AGAINST,
    APIECE,
    BACK,
    CHOICE,
    CONVERSION,
    DIFFERENCE,
    EACH,
    EARLY,
    HOW_MANY,
    LENGTH,
    MEAN,
    NAMED,
    NOT_TYPICAL,
    NUMBERS,
    OF_TIME,
    ONE_COSTS,
    PERCENT,
    POINTS,
    RATIO,
    RELATIVE,
    REST,
    RISE,
    SIDES,
    TIMES,
    TOTAL,
    TYPICAL,
    WAY,
    YEARS,
)
from qa.figures.form import Form, asks_less, found
from qa.figures.segments import coordinated
from qa.figures.units import unit_named

_I = re.IGNORECASE


def read_asked(question: str) -> Iterator[Form]:
    """The readings of a question that ask for something to be worked out; none for a plain question."""
    text = re.sub(r"\s+", " ", question).strip().rstrip("?.! ")
    for reader in (
        _ratios,
        _backs,
        _changes,
        _shares,
        _lengths,
        _averages,
        _rests,
        _differences,
        _products,
        _totals,
        _choices,
        _conversions,
        _of_years,
    ):
        yield from reader(text)


def _ratios(text: str) -> Iterator[Form]:
    if found(RATIO, text):
        yield from _with_sides("ratio", text)


def _backs(text: str) -> Iterator[Form]:
    match = found(BACK, text)
    if match and not AGAINST.search(text) and not YEARS.search(text):
        yield Form("level_before", (f"{text[: match.start()]} {text[match.end() :]}",))


def _changes(text: str) -> Iterator[Form]:
    if (
        re.search(r"(?<!\d )(?<!\d)\b(?:percent(?:age)?|per cent|growth rate|rate of growth)", text, _I)
        and re.search(rf"\b{RISE}\b", text, _I)
        and not POINTS.search(text)
        and not found(BACK, text)
    ):
        yield Form("change", (text,))


def _shares(text: str) -> Iterator[Form]:
    if (
        re.search(rf"(?<!\d )(?<!\d)\b{PERCENT}", text, _I) or re.search(r"\bwhat part of\b", text, _I)
    ) and not POINTS.search(text):
        yield Form("share", (text,))


def _lengths(text: str) -> Iterator[Form]:
    match = LENGTH.search(text)
    if match is None:
        return
    unit = (
        (match.groupdict().get("unit") or ("year" if not match[0].lower().startswith("how long") else ""))
        .lower()
        .rstrip("s")
    )
    unit = (
        named[1].lower().rstrip("s")
        if (named := re.search(r"\bin (years|days|months|weeks|decades)\b", text, _I))
        else unit or None
    )
    for items in _sides(text):
        yield Form("length", items, unit=unit)
    yield Form("length", (text,), unit=unit)


def _averages(text: str) -> Iterator[Form]:
    for pattern in (APIECE, TYPICAL, ONE_COSTS, A_UNIT):
        for match in pattern.finditer(text):
            noun = match["noun"].lower()
            if noun in NOT_TYPICAL or noun in {"cent", "annum", "of", "other", "year's"}:
                continue
            if noun in TIMES and not MEAN.search(text):
                continue
            if pattern is A_UNIT and not re.search(r"\bcost|average|yield", text, _I):
                continue
            yield Form(
                "average", (text[: match.start()] + " " + text[match.start("noun") + len(noun) :], noun), noun=noun
            )
    if MEAN.search(text):
        yield from (Form("mean", items) for items in coordinated(text))
        yield Form("mean", (text,), count=_asked_count(text))


def _rests(text: str) -> Iterator[Form]:
    if re.match(r"how (?:many|much|large|far)\b|what\b", text, _I):
        yield Form("rest", (text,), loose=REST.search(text) is not None)


def _differences(text: str) -> Iterator[Form]:
    if DIFFERENCE.search(text):
        yield from _with_sides("difference", text)


def _with_sides(kind: str, text: str) -> Iterator[Form]:
    """A comparison with its two sides, where they are told apart, and without."""
    for pattern in SIDES:
        match = pattern.search(text)
        if match:
            if RELATIVE.fullmatch(match["b"].strip()):
                yield Form(kind, (match["a"],), earlier=True, either=True)
                return
            yield Form(kind, (match["a"], match["b"]), smaller=asks_less((WAY.search(match["a"]) or [""])[0]))
            break
    for items in coordinated(text):
        if len(items) == 2:
            yield Form(kind, items, loose=True, either=True)
    yield Form(kind, (text,), either=True)


def _sides(text: str) -> Iterator[tuple[str, ...]]:
    match = re.search(
        r"\b(?:older|younger|earlier|later)\b (?:is|was|are|were|did)? ?(?P<a>.+?) than (?P<b>.+)", text, _I
    )
    if match:
        yield match["a"], match["b"]
    yield from (items for items in coordinated(text) if len(items) == 2)


def _of_years(text: str) -> Iterator[Form]:
    """A plain figure of a year, which may be told only through its change."""
    if re.match(r"(?:what|how (?:much|many))\b", text, _I) and len(re.findall(r"\b(?:19|20)\d\d\b", text)) == 1:
        yield Form("level_before", (text,), either=True)


def _totals(text: str) -> Iterator[Form]:
    if TOTAL.search(text) is None and not re.search(r"\band\b", text):
        return
    sure = TOTAL.search(text) is not None
    if not sure and not re.match(r"how (?:many|much)\b", text, _I):
        return
    for items in sorted(coordinated(text), key=len, reverse=True):
        yield Form("total", items, loose=True)
    named = any(len(items) > 1 and all(NAMED.match(item) for item in items) for items in coordinated(text))
    if sure and not named:
        yield Form("gather", (text,), count=_asked_count(text))


def _asked_count(text: str) -> int | None:
    match = HOW_MANY.search(text)
    if match is None:
        return None
    word = (match["n"] or "two").lower()
    return NUMBERS.get(word) or (int(word) if word.isdigit() else None)


def _choices(text: str) -> Iterator[Form]:
    way = WAY.search(text)
    if way is None or CHOICE.search(text) is None or re.match(r"(?:by )?how (?:much|many|far|long)\b", text, _I):
        return
    lower = way[0].lower()
    dated = OF_TIME.search(text) is not None
    smaller = lower in EARLY if dated else asks_less(lower)
    kind = "earliest" if dated else "largest"
    for items in sorted(coordinated(text, ("or", "and")), key=len, reverse=True):
        yield Form(kind, items, loose=True, smaller=smaller)
    yield Form(kind, (text,), smaller=smaller)


def _products(text: str) -> Iterator[Form]:
    if EACH.search(text):
        yield Form("product", (text,))


def _conversions(text: str) -> Iterator[Form]:
    match = found(CONVERSION, text)
    named = unit_named(match["unit"].lower()) if match else None
    if match and named:
        yield Form("conversion", (f"{text[: match.start()]} {text[match.end() :]}",), unit=named[1])
