"""Spans of a sentence that could be the short answer to a question, by the kind of answer it asks for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from seedqa.index.quantities import Quantity, read_dates, read_quantities
from seedqa.index.quantities.currencies import currency_words
from seedqa.index.spans import Span
from seedqa.qa.kinds import NUMERIC
from seedqa.qa.names import read_names
from seedqa.qa.question import Question
from seedqa.qa.terms import content_stems, terms

_AMOUNTS = frozenset("money mass area energy power volume percentage rate distance duration data".split())
_COUNTS = frozenset("count number multiple".split())
# Knots and plain degrees are read as counts and numbers, for want of a unit that is known.
_LOOSE = {"temperature": frozenset(("temperature", "number")), "rate": frozenset(("rate", "count", "number"))}
EXACT = NUMERIC | {"amount", "date"}
_CURRENCIES = frozenset(currency_words().values())
_FADE = 6.0
_OPENING = "([{“‘\"'（「『《"
_CLOSING = ")]}”’\"'）」』》"
_STRAY = ",;:.-–—。，、；：！？!?"
_FIGURE = re.compile(r"[-−.]\d")
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|No|etc)|\b[^\W\d_](?:\.[^\W\d_])+)\.$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the right kind; ``fit`` says how well the question's words stand around it (0 upward)."""

    span: Span
    kind: str
    fit: float


def candidates(question: Question, text: str, sentence: Span, weights: Callable[[str], float]) -> list[Candidate]:
    """The sentence's spans of the kind asked for, in order; ``weights`` gives a stem's rarity."""
    found = _of_kind(question, text, sentence)
    return [Candidate(span, kind, nearness(question, text, sentence, span, weights)) for span, kind in found]


def stated_spans(question: Question, text: str, read: Span, found: Sequence[Candidate]) -> tuple[Span, ...]:
    """What is stated as the answer: whole figures or dates where one is asked for, else the span that was read."""
    if question.expected in EXACT and found:
        here = [c for c in found if c.span.start < read.end and read.start < c.span.end]
        return tuple(c.span for c in here or best_candidates(found))
    return (whole_words(text, read),)


def best_candidates(found: Sequence[Candidate], share: float = 0.97) -> list[Candidate]:
    """The candidates that fit about as well as the best one."""
    top = max((candidate.fit for candidate in found), default=0.0)
    return [candidate for candidate in found if candidate.fit >= share * top]


def whole_words(text: str, span: Span) -> Span:
    """The span without stray punctuation at its ends: unpaired brackets and quotes, commas and stops.

    What belongs to a figure or an abbreviation stays ("-5", ".5", "p.m."); a bracket that closes right behind the
    span is taken in.
    """
    start, end = span.start, span.end
    while start < end and _stray_before(text, start, end):
        start += 1
    while end > start and _stray_behind(text, start, end):
        end -= 1
    if start >= end:
        return span
    inside = text[start:end]
    return (
        Span(start, end + 1)
        if text[end : end + 1] == ")" and inside.count("(") > inside.count(")")
        else Span(start, end)
    )


def _stray_before(text: str, start: int, end: int) -> bool:
    character = text[start]
    if character in _STRAY:
        return _FIGURE.match(text, start, end) is None
    return character.isspace() or _unpaired(text, start, start, end)


def _stray_behind(text: str, start: int, end: int) -> bool:
    character = text[end - 1]
    if character == ".":
        return _ABBREVIATED.search(text, start, end) is None
    return character.isspace() or character in _STRAY or _unpaired(text, end - 1, start, end)


def _unpaired(text: str, place: int, start: int, end: int) -> bool:
    """Whether the bracket or quote at ``place`` has no partner within the span."""
    character, inside = text[place], text[start:end]
    if place == start and character in _OPENING:
        partner = _CLOSING[_OPENING.index(character)]
        return inside.count(character) % 2 == 1 if partner == character else partner not in inside[1:]
    if place == end - 1 and character in _CLOSING:
        partner = _OPENING[_CLOSING.index(character)]
        if partner == character or character in "’":
            return partner not in inside[:-1]
        return inside.count(character) > inside.count(partner)
    return character in _OPENING or character in _CLOSING


def _of_kind(question: Question, text: str, sentence: Span) -> list[tuple[Span, str]]:
    if question.expected in NUMERIC | {"amount", "time"}:
        return [(Span(q.start, q.end), q.kind) for q in quantities(text, sentence) if _measures(question, q)]
    if question.expected == "date":
        return [(span, "date") for span in _times(text, sentence)]
    if question.expected in {"person", "place", "organisation"}:
        return _names(question, text, sentence)
    return []


def _times(text: str, sentence: Span) -> list[Span]:
    """Dates and times of day, in order."""
    words = text[sentence.start : sentence.end]
    dates = [(d.start, d.end) for d in read_dates(words)]
    hours = [(q.start, q.end) for q in read_quantities(words) if q.kind == "time"]
    return [Span(sentence.start + start, sentence.start + end) for start, end in sorted({*dates, *hours})]


def quantities(text: str, sentence: Span) -> list[Quantity]:
    """The quantities of one sentence at their places in the text, from their bound ("more than") to their noun."""
    found = []
    for quantity in read_quantities(text[sentence.start : sentence.end]):
        start, end = quantity.start, quantity.end
        if quantity.bound_start is not None and quantity.bound_start < start:
            start = quantity.bound_start
        if quantity.kind == "count" and quantity.noun_start is not None and quantity.noun_start >= end:
            end = quantity.noun_end or end
        found.append(replace(quantity, start=sentence.start + start, end=sentence.start + end))
    return found


def _measures(question: Question, quantity: Quantity) -> bool:
    if quantity.kind == "money" and not _in_currency(question, quantity):
        return False
    if question.expected == "amount":
        return quantity.kind in _AMOUNTS or (quantity.kind == "count" and _names_noun(question, quantity))
    if question.expected == "count":
        return quantity.kind in _COUNTS
    if question.expected == "money":
        return quantity.kind == "money" or (quantity.kind == "rate" and quantity.unit.partition("/")[0] in _CURRENCIES)
    if question.expected == "percentage":
        return quantity.kind == "percentage" or quantity.unit == "fraction"
    if question.expected in _LOOSE:
        return quantity.kind in _LOOSE[question.expected]
    return quantity.kind == question.expected


def _in_currency(question: Question, quantity: Quantity) -> bool:
    """Whether an amount is told in the currency that the question names, or it names none."""
    told = {quantity.unit} if quantity.equivalent is None else {quantity.unit, quantity.equivalent.unit}
    return question.currency is None or question.currency in told


def _names_noun(question: Question, quantity: Quantity) -> bool:
    return bool(set(content_stems(quantity.noun or "")) & set(question.terms))


def _names(question: Question, text: str, sentence: Span) -> list[tuple[Span, str]]:
    asked = set(question.terms)
    found = []
    for name in read_names(text, sentence.start, sentence.end):
        own = set(content_stems(text[name.start : name.end]))
        if name.kind == question.expected and not own <= asked:
            found.append((Span(name.start, name.end), name.kind))
    return found


def nearness(question: Question, text: str, sentence: Span, span: Span, weights: Callable[[str], float]) -> float:
    """The rarity of the question's words in the sentence, each fading with its distance from the span in words."""
    asked = set(question.terms)
    words = terms(text, sentence.start, sentence.end)
    inside = [i for i, word in enumerate(words) if span.start <= word.start < span.end]
    if not inside:
        return 0.0
    best: dict[str, float] = {}
    for i, word in enumerate(words):
        if word.stem in asked:
            away = max(inside[0] - i, i - inside[-1], 0)
            near = weights(word.stem) / (1.0 + away / _FADE)
            best[word.stem] = max(best.get(word.stem, 0.0), near)
    return sum(best.values())
