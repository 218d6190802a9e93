"""Difference, ratio, share and average: two figures put together."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from seedqa.index.ledger import Entry
from seedqa.qa.figures.arithmetic import evaluate, plain
from seedqa.qa.figures.binding import bears_name, comparable, matches, nameable, noun_words
from seedqa.qa.figures.building import result
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.pairs import Pair, bind_pair, elliptic
from seedqa.qa.figures.phrase import Phrase, read_phrase
from seedqa.qa.figures.units import converted
from seedqa.qa.figures.vocabulary import same_words


def difference(form: Form, case: Case) -> Computed | None:
    """By how much the first exceeds the second, or falls short of it where that is asked."""
    pair = compared(form, case)
    if pair is None:
        return None
    first, second = (pair.second, pair.first) if form.smaller else (pair.first, pair.second)
    if first.value < value_in(second, first.unit):
        if not form.either:
            return None
        first, second = second, first
    expression = f"a - {in_unit('b', second, first)}"
    return result(
        "difference", "the difference is {}", expression, (first, second), first.unit, case.material, pair.score
    )


def ratio(form: Form, case: Case) -> Computed | None:
    """How many times the second goes into the first."""
    pair = compared(form, case)
    if pair is None or not pair.second.value:
        return None
    expression = f"a / {_bracketed(in_unit('b', pair.second, pair.first))}"
    lead = "the first is {} the second"
    return result("ratio", lead, expression, (pair.first, pair.second), "time", case.material, pair.score)


def share(form: Form, case: Case) -> Computed | None:
    """What percentage of the second the first is; nothing where the documents state a percentage for it."""
    part, whole = (read_phrase(text) for text in form.phrases)
    context = case.whole
    whole = whole.with_context(context)
    part = replace(part, names=part.names or whole.names, years=part.years or whole.years)
    fits = _all_of(comparable, lambda a, b: a.value < value_in(b, a.unit), _same_time, _same_actor)
    pair = bind_pair(part, whole, (case.entries, case.entries), case.material, fits)
    if pair is None or _states(case, "percentage", pair.score):
        return None
    expression = f"a / {_bracketed(in_unit('b', pair.second, pair.first))} * 100"
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
        if e.kind == "count" and (noun[0] in noun_words(e) or plain(e.value) in counted.figures)
    ]  # fmt: skip
    amounts = [e for e in _amounts(case) if noun[0] not in noun_words(e)]
    base = replace(amount.with_context(case.whole), words=tuple(w for w in amount.words if w != noun[0]), figures=())
    counting = replace(counted.with_context(case.whole), words=(noun[0],), giver=None, taker=None)
    pair = bind_pair(base, counting, (amounts, counts), case.material, _all_of(_apart, _same_time, _same_actor))
    if pair is None or _averaged(pair.first, case) or not _told_together(pair, base, case):
        return None
    lead = f"on average {{}} for each {form.noun}"
    unit = pair.first.unit
    return result("average", lead, "a / b", (pair.first, pair.second), unit, case.material, pair.score)


def compared(form: Form, case: Case) -> Pair | None:
    """The pair for a comparison, its second phrase filled up from the first."""
    first, second = (read_phrase(text) for text in form.phrases)
    whole = first.with_context(case.whole)
    if not first.names and second.names and case.whole.names:
        whole = replace(whole, names=second.names)
    for meant in elliptic(whole, second):
        entries = nameable(whole, case.entries), nameable(meant, case.entries)
        pair = bind_pair(whole, meant, entries, case.material, comparable)
        if pair is not None:
            return pair
    return None


def _amounts(case: Case) -> list[Entry]:
    return [entry for entry in case.entries if entry.high is None]


def _averaged(entry: Entry, case: Case) -> bool:
    text = case.material.document(entry.document_id).text
    lead = text[max(entry.sentence.start, entry.span.start - 40) : entry.span.start]
    told = f"{entry.noun or ''} {lead}"
    return re.search(r"\b(?:averag\w*|monthly|salary|wages?|prices?|per)\b", told, re.IGNORECASE) is not None


def _told_together(pair: Pair, phrase: Phrase, case: Case) -> bool:
    """Whether a sum and a count belong to one another: told in one sentence, or each of them of the asked by name."""
    if pair.first.sentence == pair.second.sentence and pair.first.document_id == pair.second.document_id:
        return True
    both = (pair.first, pair.second)
    return all(bears_name(entry, name, case.material) == 1.0 for entry in both for name in phrase.names)


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


def value_in(entry: Entry, unit: str) -> Decimal:
    """An entry's value in another unit of its dimension."""
    return (
        entry.value
        if entry.kind in {"count", "number"}
        else evaluate(converted("a", entry.unit, unit), {"a": entry.value})
    )


def in_unit(name: str, entry: Entry, target: Entry) -> str:
    return name if entry.kind in {"count", "number"} else converted(name, entry.unit, target.unit)


def _bracketed(expression: str) -> str:
    return f"({expression})" if " " in expression else expression
