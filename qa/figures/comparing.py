"""Difference, ratio, share, average, larger or smaller, earlier or later: two figures put together."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from index.ledger import Entry
from qa.figures.arithmetic import evaluate
from qa.figures.binding import comparable, matches, noun_words
from qa.figures.building import cited, figure_text, result, with_answer
from qa.figures.case import Case
from qa.figures.computed import Computed
from qa.figures.form import Form
from qa.figures.pairs import Pair, bind_pair, elliptic
from qa.figures.phrase import Phrase, read_phrase
from qa.figures.units import converted
from qa.figures.vocabulary import canonical, same_words

_CLOSE = Decimal("0.05")


def difference(form: Form, case: Case) -> Computed | None:
    """By how much the first exceeds the second, or falls short of it where that is asked."""
    pair = _compared(form, case)
    if pair is None:
        return None
    first, second = (pair.second, pair.first) if form.smaller else (pair.first, pair.second)
    if first.value < _value_in(second, first.unit):
        return None
    expression = f"a - {_in_unit('b', second, first)}"
    return result(
        "difference", "the difference is {}", expression, (first, second), first.unit, case.material, pair.score
    )


def ratio(form: Form, case: Case) -> Computed | None:
    """How many times the second goes into the first."""
    pair = _compared(form, case)
    if pair is None or not pair.second.value:
        return None
    expression = f"a / {_bracketed(_in_unit('b', pair.second, pair.first))}"
    lead = "the first is {} the second"
    return result("ratio", lead, expression, (pair.first, pair.second), "time", case.material, pair.score)


def share(form: Form, case: Case) -> Computed | None:
    """What percentage of the second the first is; nothing where the documents state a percentage for it."""
    part, whole = (read_phrase(text) for text in form.phrases)
    context = case.whole
    whole = whole.with_context(context)
    part = replace(part, names=part.names or whole.names, years=part.years or whole.years)
    fits = _all_of(comparable, lambda a, b: a.value < _value_in(b, a.unit), _same_time, _same_actor)
    pair = bind_pair(part, whole, (case.entries, case.entries), case.material, fits)
    if pair is None or _states(case, "percentage", pair.score):
        return None
    expression = f"a / {_bracketed(_in_unit('b', pair.second, pair.first))} * 100"
    lead = "the share is {}"
    return result("share", lead, expression, (pair.first, pair.second), "percent", case.material, pair.score)


def average(form: Form, case: Case) -> Computed | None:
    """The first for each of the second; nothing where the documents state an average for it."""
    amount, counted = (read_phrase(text) for text in form.phrases)
    noun = same_words(form.noun or "")
    if not noun:
        return None
    counts = [
        e for e in case.material.entries
        if e.kind == "count" and (noun[0] in noun_words(e) or format(e.value, "f") in counted.figures)
    ]  # fmt: skip
    amounts = [e for e in _amounts(case) if noun[0] not in noun_words(e)]
    base = replace(amount.with_context(case.whole), words=tuple(w for w in amount.words if w != noun[0]), figures=())
    counting = replace(counted.with_context(case.whole), words=(noun[0],), giver=None, taker=None)
    pair = bind_pair(base, counting, (amounts, counts), case.material, _all_of(_apart, _same_time, _same_actor))
    if pair is None or _averaged(pair.first, case):
        return None
    lead = f"on average {{}} for each {form.noun}"
    unit = pair.first.unit
    return result("average", lead, "a / b", (pair.first, pair.second), unit, case.material, pair.score)


def larger(form: Form, case: Case) -> Computed | None:
    """Which of two is more, or less, where the figures leave no doubt."""
    pair = _bound_as_named(form, case, case.entries, comparable)
    if pair is None or not _certain(pair.first, pair.second):
        return None
    ahead = (pair.first.value > _value_in(pair.second, pair.first.unit)) != form.smaller
    chosen = form.names[0] if ahead else form.names[1]
    high, low = _ordered(pair)
    expression = f"a - {_in_unit('b', low, high)}"
    computed = result("larger", "the difference is {}", expression, (high, low), high.unit, case.material, pair.score)
    return with_answer(computed, f"{_bare(chosen)}. {computed.answer}", _bare(chosen))


def whether(form: Form, case: Case) -> Computed | None:
    """Yes or no: is the first more (or less) than the second?"""
    pair = _compared(form, case)
    if pair is None or not _certain(pair.first, pair.second):
        return None
    more = pair.first.value > _value_in(pair.second, pair.first.unit)
    said = "yes" if more != form.smaller else "no"
    high, low = _ordered(pair)
    expression = f"a - {_in_unit('b', low, high)}"
    computed = result("whether", "the difference is {}", expression, (high, low), high.unit, case.material, pair.score)
    return with_answer(computed, f"{said.capitalize()}. {computed.answer}", said)


def earliest(form: Form, case: Case) -> Computed | None:
    """Which of two came first, or last, where their dates leave no doubt."""
    pair = _bound_as_named(form, case, case.dates, lambda a, b: _day(a) != _day(b))
    if pair is None:
        return None
    one, other = _day(pair.first), _day(pair.second)
    if one.startswith(other) or other.startswith(one):
        return None
    chosen = form.names[0] if (one < other) == form.smaller else form.names[1]
    sources = cited((pair.first, pair.second), case.material)
    told = [
        f"{_bare(name)}: {figure_text(entry, case.material)} [{marker}]"
        for name, entry, marker in zip(form.names, (pair.first, pair.second), sources.markers, strict=True)
    ]
    answer = f"{_bare(chosen)}. {'; '.join(told)}."
    return Computed("earliest", "answered", None, answer, _bare(chosen), (), sources.citations, None, pair.score)


def _compared(form: Form, case: Case) -> Pair | None:
    """The pair for a comparison, its second phrase filled up from the first."""
    first, second = (read_phrase(text) for text in form.phrases)
    whole = first.with_context(case.whole)
    if not first.names and second.names and case.whole.names:
        whole = replace(whole, names=second.names)
    for meant in elliptic(whole, second):
        pair = bind_pair(whole, meant, (case.entries, case.entries), case.material, comparable)
        if pair is not None:
            return pair
    return None


def _bound_as_named(
    form: Form, case: Case, entries: Sequence[Entry], fits: Callable[[Entry, Entry], bool]
) -> Pair | None:
    first, second = (_filled(read_phrase(text)) for text in form.phrases)
    return bind_pair(first, second, (entries, entries), case.material, fits)


def _filled(phrase: Phrase) -> Phrase:
    """A phrase of a choice ("which received more: A"): its roles stand in the question, not in the phrase."""
    return replace(phrase, giver=None, taker=None)


def _amounts(case: Case) -> list[Entry]:
    return [entry for entry in case.entries if entry.high is None]


def _averaged(entry: Entry, case: Case) -> bool:
    text = case.material.document(entry.document_id).text
    lead = text[max(entry.sentence.start, entry.span.start - 40) : entry.span.start]
    return "averag" in canonical(entry.noun or "").lower() or re.search(r"\baverag\w+\b", lead) is not None


def _states(case: Case, kind: str, score: float) -> bool:
    """Whether the documents state such a figure for what is asked, about as surely as one could be worked out."""
    stated = [entry for entry in case.material.entries if entry.kind == kind and entry.direction is None]
    found = matches(replace(case.whole, giver=None, taker=None), stated, case.material)
    return bool(found) and found[0].score >= 0.9 * score


def _all_of(*rules: Callable[[Entry, Entry], bool]) -> Callable[[Entry, Entry], bool]:
    return lambda one, other: all(rule(one, other) for rule in rules)


def _apart(one: Entry, other: Entry) -> bool:
    return one.high is None and other.high is None and bool(other.value)


def _same_time(one: Entry, other: Entry) -> bool:
    return one.period == other.period or None in (one.period, other.period)


def _same_actor(one: Entry, other: Entry) -> bool:
    return (
        one.sentence == other.sentence
        or one.who == other.who
        or None in (one.who, other.who)
        or one.carried
        or other.carried
    )


def _ordered(pair: Pair) -> tuple[Entry, Entry]:
    ahead = pair.first.value >= _value_in(pair.second, pair.first.unit)
    return (pair.first, pair.second) if ahead else (pair.second, pair.first)


def _certain(one: Entry, other: Entry) -> bool:
    """Whether which is more is beyond doubt, whatever their bounds allow."""
    a, b = one.value, _value_in(other, one.unit)
    high, low = (one, other) if a > b else (other, one)
    open_ended = high.bound in {"less_than", "at_most", "nearly"} or low.bound in {"more_than", "at_least"}
    vague = "about" in (one.bound, other.bound) and abs(a - b) <= _CLOSE * max(abs(a), abs(b))
    return a != b and not open_ended and not vague


def _value_in(entry: Entry, unit: str) -> Decimal:
    """An entry's value in another unit of its dimension."""
    return entry.value if entry.kind == "count" else evaluate(converted("a", entry.unit, unit), {"a": entry.value})


def _in_unit(name: str, entry: Entry, target: Entry) -> str:
    return name if entry.kind == "count" else converted(name, entry.unit, target.unit)


def _bracketed(expression: str) -> str:
    return f"({expression})" if " " in expression else expression


def _day(entry: Entry) -> str:
    """A date's digits, from year to day as far as it is known."""
    return format(entry.value, "f") if entry.unit in {"day", "month", "year"} else ""


def _bare(name: str) -> str:
    stripped = re.sub(r"^(?:either|in|at|by|for)\s", "", name.strip(), flags=re.IGNORECASE)
    return stripped[:1].upper() + stripped[1:]
