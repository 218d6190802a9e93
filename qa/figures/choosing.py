"""Which of two is more or less, came first or last, and whether the one is more than the other.

Where the bounds or the precision of the figures leave a doubt, nothing is chosen.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from seedqa.index.ledger import Entry
from seedqa.qa.figures.binding import comparable
from seedqa.qa.figures.building import cited, figure_text, result, with_answer
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.comparing import compared, in_unit, value_in
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.pairs import Pair, bind_pair
from seedqa.qa.figures.phrase import Phrase, read_phrase

_CLOSE = Decimal("0.05")


def larger(form: Form, case: Case) -> Computed | None:
    """Which of two is more, or less, where the figures leave no doubt."""
    pair = _bound_as_named(form, case, case.entries, comparable)
    if pair is None or not _certain(pair.first, pair.second):
        return None
    ahead = (pair.first.value > value_in(pair.second, pair.first.unit)) != form.smaller
    chosen = form.names[0] if ahead else form.names[1]
    high, low = _ordered(pair)
    expression = f"a - {in_unit('b', low, high)}"
    computed = result("larger", "the difference is {}", expression, (high, low), high.unit, case.material, pair.score)
    return with_answer(computed, f"{_bare(chosen)}. {computed.answer}", _bare(chosen))


def whether(form: Form, case: Case) -> Computed | None:
    """Yes or no: is the first more (or less) than the second?"""
    pair = compared(form, case)
    if pair is None or not _certain(pair.first, pair.second):
        return None
    more = pair.first.value > value_in(pair.second, pair.first.unit)
    said = "yes" if more != form.smaller else "no"
    high, low = _ordered(pair)
    expression = f"a - {in_unit('b', low, high)}"
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


def _bound_as_named(
    form: Form, case: Case, entries: Sequence[Entry], fits: Callable[[Entry, Entry], bool]
) -> Pair | None:
    first, second = (_filled(read_phrase(text)) for text in form.phrases)
    return bind_pair(first, second, (entries, entries), case.material, fits)


def _filled(phrase: Phrase) -> Phrase:
    """A phrase of a choice ("which received more: A"): its roles stand in the question, not in the phrase."""
    return replace(phrase, giver=None, taker=None)


def _ordered(pair: Pair) -> tuple[Entry, Entry]:
    ahead = pair.first.value >= value_in(pair.second, pair.first.unit)
    return (pair.first, pair.second) if ahead else (pair.second, pair.first)


def _certain(one: Entry, other: Entry) -> bool:
    """Whether which is more is beyond doubt, whatever their bounds allow."""
    a, b = one.value, value_in(other, one.unit)
    high, low = (one, other) if a > b else (other, one)
    open_ended = high.bound in {"less_than", "at_most", "nearly"} or low.bound in {"more_than", "at_least"}
    vague = "about" in (one.bound, other.bound) and abs(a - b) <= _CLOSE * max(abs(a), abs(b))
    return a != b and not open_ended and not vague


def _day(entry: Entry) -> str:
    """A date's digits, from year to day as far as it is known."""
    return format(entry.value, "f") if entry.unit in {"day", "month", "year"} else ""


def _bare(name: str) -> str:
    stripped = re.sub(r"^(?:either|in|at|by|for)\s", "", name.strip(), flags=re.IGNORECASE)
    return stripped[:1].upper() + stripped[1:]
