"""A figure -> a quantity: its kind, bound, noun and direction from the words around it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from seedqa.index.quantities.ages import as_age
from seedqa.index.quantities.bounds import Bound, bound_of
from seedqa.index.quantities.changes import direction_of
from seedqa.index.quantities.chinese import chinese_noun
from seedqa.index.quantities.figures import Figure
from seedqa.index.quantities.labels import is_labelled, is_titled, opens_sentence, runs_on
from seedqa.index.quantities.measuring import measured
from seedqa.index.quantities.nouns import Noun, counted
from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.quantity import Quantity
from seedqa.index.quantities.words import singular

_PROPER_AFTER = Pattern(r"\s[A-Z][a-z]+")
_COMPOUND = Pattern(r"[-‐‑]([a-z]{3,})(?![a-z-]{0,40}[-‐‑])")
_NOT_COMPOUND = Pattern(
    r"(?:\w*(?:ed|al|ic|ly|ing)|star|way|times?|fold|odd|something|strong|plus|party|person|hand|off|out|ish|and|piece|cum)\Z"
)
_KEPT_AFTER_HYPHEN = Pattern(r"[-‐‑](?:strong|plus|odd|something|ish)\b")
_ONE_BEFORE = Pattern(
    r"\b(?:no|any|every|each|the|this|that|another|which|first|number|day|only|or)[\s-]\Z", re.IGNORECASE
)
_ONE_AFTER = Pattern(
    r"[\s-](?:of|another|or|who|that|which|is|was|can|must|should|by|day|sided|on|way|time|to|dimensional)\b|['’]"
)
_MARKER_BEFORE = Pattern(r"(?:(?:\A|[\s(\w])\(|\s|\A)\Z")
_SMALLEST_CODE = 10**7
_FACTOR = Pattern(r"\ba\sfactor\sof\s\Z", re.IGNORECASE)
_ESTIMATED = Pattern(r"(estimated|approximate|projected)\s", re.IGNORECASE)
_LASTING = ("duration", "age")
_NOT_MEASURING = ("age", "temperature", "multiple")

_SERIES = 160
_IN_SERIES = Pattern(
    r"(?:[’']s\s|\b(?:is|was|has|had|got|gave|sold|won|weighed|weighs|scored|received|took|made|earned)\s(?:the\s)?\d[^.;]*"
    r"(?:,|\band|\bbut)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2}(?:[’']s)?\s)\Z"
)


def describe(text: str, figure: Figure) -> Quantity | None:
    """The quantity a figure is; None where it is a name and no quantity."""
    aged = as_age(text, figure)
    if aged is not None:
        return _built(aged, "age", "year", _bound(text, aged, True), None)
    if figure.kind is None:
        return _bare(text, figure)
    if is_titled(text, figure.start) and figure.kind in ("number", "multiple", "data"):
        return None
    bound = _bound(text, figure, figure.kind in _LASTING)
    begin = bound.start if bound.start is not None and bound.start < figure.start else figure.start
    noun = None if figure.kind in _NOT_MEASURING else measured(text, begin, figure, figure.kind)
    bound, noun = _estimated(bound, noun, figure)
    changing = figure.kind in ("percentage", "money", "number")
    direction = direction_of(text, figure.start, figure.end, bound.start) if changing else None
    return _built(figure, figure.kind, figure.unit, bound, noun, direction)


def _estimated(bound: Bound, noun: Noun | None, figure: Figure) -> tuple[Bound, Noun | None]:
    """An "estimated worth of" bounds its figure, and "estimated" is no part of the thing."""
    match = _ESTIMATED.match(noun.text) if noun and noun.end <= figure.start else None
    if match is None or noun is None:
        return bound, noun
    kept = Noun(noun.text[match.end() :], noun.start + match.end(), noun.end)
    return (Bound("about", noun.start, noun.start + match.end(1)) if bound.name == "exact" else bound), kept


def _bound(text: str, figure: Figure, lasting: bool = False) -> Bound:
    return bound_of(text, figure.start, figure.end, figure.number_end, lasting)


def _bare(text: str, figure: Figure) -> Quantity | None:
    """A figure without unit: a fraction, a count when a noun follows, else a number or a name."""
    if figure.form == "digits" and figure.high is None and runs_on(text, figure.number_end):
        return None
    if is_titled(text, figure.start) or _is_marker(text, figure) or _is_name(text, figure):
        return None
    if figure.form == "fraction":
        bound = _bound(text, figure)
        noun = measured(text, figure.start, figure, "fraction")
        return _built(figure, "multiple", "fraction", bound, noun)
    if _FACTOR.search(text, max(0, figure.start - 14), figure.start):
        return _built(figure, "multiple", "time", _bound(text, figure), None)
    return _compound(text, figure) if _COMPOUND.match(text, figure.end) else _count(text, figure)


def _is_marker(text: str, figure: Figure) -> bool:
    """Whether a small number numbers a point of a list: "(1) the", "2) Are", "7(2)"."""
    bare = figure.form == "digits" and figure.high is None and figure.value <= 99
    if not bare or text[figure.end : figure.end + 1] != ")":
        return False
    return _MARKER_BEFORE.search(text, max(0, figure.start - 2), figure.start) is not None


def _is_name(text: str, figure: Figure) -> bool:
    """Whether a capitalised number word is part of a name: "The Five Keys", "the Big Ten"."""
    if figure.form != "words" or not text[figure.start].isupper():
        return False
    return _PROPER_AFTER.match(text, figure.end) is not None and not opens_sentence(text, figure.start)


def _compound(text: str, figure: Figure) -> Quantity | None:
    """A figure tied to its noun by a hyphen: "a 12-member panel"; not "three-sided" nor "five-star"."""
    match = _COMPOUND.match(text, figure.end)
    if match is None or figure.value == 1:
        return None
    if _KEPT_AFTER_HYPHEN.match(text, figure.end):
        return _count(text, figure)
    if _NOT_COMPOUND.match(match[1]):
        return None
    noun = Noun(match[1], match.start(1), match.end(1))
    return _built(figure, "count", singular(noun.text), _bound(text, figure), noun)


def _count(text: str, figure: Figure) -> Quantity | None:
    if figure.value == 1 and figure.form == "words" and figure.high is None and _is_pronoun(text, figure):
        return None
    bound = _bound(text, figure)
    end = bound.end if bound.end is not None and bound.end > figure.end else figure.end
    noun = _chinese(text, figure.end) or counted(text, end, figure.value == 1 and figure.high is None)
    if noun is None:
        return _number(text, figure, bound)
    if is_labelled(text, figure.start) and figure.value < 1000 and figure.form == "digits":
        return None
    return _built(figure, "count", singular(noun.text.split(" of ")[0]), bound, noun)


def _chinese(text: str, end: int) -> Noun | None:
    found = chinese_noun(text, end)
    return Noun(found.text, found.start, found.end) if found else None


def _number(text: str, figure: Figure, bound: Bound) -> Quantity | None:
    """A figure that counts nothing named beside it; a name, when a capitalised word stands before it."""
    series = _IN_SERIES.search(text, max(0, figure.start - _SERIES), figure.start)
    grouped = "," in text[figure.start : figure.number_end]
    if is_labelled(text, figure.start) and not figure.scaled and not series and not grouped:
        return None
    if figure.form == "digits" and text[figure.start : figure.number_end].isdigit() and figure.value >= _SMALLEST_CODE:
        return None
    if figure.form == "words" and _PROPER_AFTER.match(text, figure.end) and text[figure.start].isupper():
        return None
    begin = bound.start if bound.start is not None and bound.start < figure.start else figure.start
    return _built(figure, "number", "", bound, measured(text, begin, figure, "number"))


def _is_pronoun(text: str, figure: Figure) -> bool:
    """Whether "one" stands for a thing or a person and counts nothing."""
    if _ONE_BEFORE.search(text, max(0, figure.start - 10), figure.start) or _ONE_AFTER.match(text, figure.end):
        return True
    return counted(text, figure.end, True) is None


def _tidy(value: Decimal) -> Decimal:
    """A whole number without the zeros its scale word left behind: 54160000.00 -> 54160000."""
    return value.to_integral_value() if value == value.to_integral_value() else value


@dataclass(frozen=True, slots=True)
class _Span:
    text: str | None = None
    start: int | None = None
    end: int | None = None


def _built(
    figure: Figure, kind: str, unit: str, bound: Bound, noun: Noun | None, direction: str | None = None
) -> Quantity:
    thing = _Span(noun.text, noun.start, noun.end) if noun else _Span()
    return Quantity(
        start=figure.start, end=figure.end, kind=kind, value=_tidy(figure.value), unit=unit,
        high=None if figure.high is None else _tidy(figure.high),
        bound=bound.name, bound_start=bound.start, bound_end=bound.end,
        noun=thing.text, noun_start=thing.start, noun_end=thing.end, direction=direction,
    )  # fmt: skip
