"""Figures told through their change: the year before from a growth rate, growth between two years; other units."""

import re
from collections.abc import Sequence
from dataclasses import replace

from seedqa.index.ledger import Entry
from seedqa.qa.figures.arithmetic import plain
from seedqa.qa.figures.binding import comparable, matches, only
from seedqa.qa.figures.building import cited, figure_text, result, with_answer
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.material import Material
from seedqa.qa.figures.pairs import bind_pair
from seedqa.qa.figures.phrase import read_phrase
from seedqa.qa.figures.units import converted, same_dimension
from seedqa.qa.figures.wording import figure_words

_LEADS_TO = re.compile(r"\bto\b[^.;]{0,30}\Z")
_OTHER_THING = re.compile(r";|\b(?:while|but|whereas|and)\b")
_SURE_OF_DIMENSION = 0.33


def growth_back(form: Form, case: Case) -> Computed | None:
    """The figure of the year before, from a figure and its stated growth."""
    phrase = read_phrase(form.phrases[0]).with_context(case.whole)
    grown = [entry for entry in case.entries if _growth_of(entry, case.material.entries, case.material) is not None]
    found = only(matches(phrase, grown, case.material))
    if found is None:
        return None
    rate = _growth_of(found.entry, case.material.entries, case.material)
    if rate is None:
        return None
    sign = "+" if rate.direction == "up" else "-"
    lead = "the year before it was {}"
    entries = (found.entry, rate)
    unit = found.entry.unit
    return result("growth_back", lead, f"a / (1 {sign} b / 100)", entries, unit, case.material, found.score)


def change(form: Form, case: Case) -> Computed | None:
    """By what percentage something grew, or shrank, from one year to another."""
    later, earlier = (read_phrase(text) for text in form.phrases)
    pair = bind_pair(
        later.with_context(case.whole),
        earlier.with_context(case.whole),
        (case.entries, case.entries),
        case.material,
        comparable,
    )
    if (
        pair is None
        or not pair.second.value
        or _growth_of(pair.first, case.material.entries, case.material) is not None
    ):
        return None
    last = pair.first if pair.first.kind == "count" else pair.second
    told = "a" if last is pair.first else converted("a", pair.first.unit, pair.second.unit)
    fell = pair.first.value < pair.second.value
    expression = f"(b - {told}) / b * 100" if fell else f"({told} - b) / b * 100"
    lead = "it fell by {}" if fell else "it grew by {}"
    return result("change", lead, expression, (pair.first, pair.second), "percent", case.material, pair.score)


def conversion(form: Form, case: Case) -> Computed | None:
    """A figure in another unit; money only at a rate that the documents state."""
    phrase = read_phrase(form.phrases[0]).with_context(case.whole)
    unit = form.unit or ""
    figures = [
        entry for entry in case.material.entries if entry.high is None and entry.kind not in {"date", "percentage"}
    ]
    if any(entry.unit == unit for entry in figures if entry.kind != "money"):
        stated = matches(phrase, [entry for entry in figures if entry.unit == unit], case.material)
        if stated and stated[0].score > 0.4:
            return None
    able = [entry for entry in figures if _convertible(entry, unit, figures)]
    if phrase.figures:
        able = [entry for entry in able if plain(entry.value) in phrase.figures]
    found = only(matches(phrase, able, case.material), _SURE_OF_DIMENSION)
    if found is None or found.entry.unit == unit:
        return None
    if found.entry.kind != "money" and found.entry.same and found.entry.same[1] == unit:
        return None
    if found.entry.kind == "money":
        return exchanged(found.entry, unit, figures, case, found.score)
    expression = converted("a", found.entry.unit, unit)
    return result("conversion", "that is {}", expression, (found.entry,), unit, case.material, found.score)


def _convertible(entry: Entry, unit: str, figures: Sequence[Entry]) -> bool:
    if entry.kind == "money":
        return entry.unit != unit and rate_for(entry, unit, figures) is not None
    return entry.unit != unit and same_dimension(entry.unit, unit)


def rate_for(entry: Entry, unit: str, figures: Sequence[Entry]) -> Entry | None:
    """An entry told in both units: this one, else the first of the same document, else any."""
    told = [other for other in figures if other.unit == entry.unit and other.same and other.same[1] == unit]
    near = [other for other in told if other.document_id == entry.document_id]
    return entry if entry in told else next(iter(near or told), None)


def exchanged(entry: Entry, unit: str, figures: Sequence[Entry], case: Case, score: float) -> Computed | None:
    """An amount in another currency, at the rate of an amount that the documents tell in both."""
    rate = rate_for(entry, unit, figures)
    if rate is None or rate.same is None or not rate.value:
        return None
    value, _ = rate.same
    stated = f"{figure_text(rate, case.material)} = {figure_words(value, unit)}"
    if rate is entry:
        told = figure_words(value, unit, entry.bound)
        citations = cited((entry,), case.material).citations
        return Computed("conversion", "answered", None, f"{stated} [1].", told, (), citations, None, score)
    same = replace(rate, value=value, unit=unit, same=None)
    computed = result("conversion", "that is {}", "a * c / b", (entry, rate, same), unit, case.material, score)
    markers = [operand.citation for operand in computed.derivation.operands] if computed.derivation else []
    answer = (
        f"{figure_text(entry, case.material)} [{markers[0]}] is {computed.short_answer}, at {stated} [{markers[1]}]."
    )
    return with_answer(computed, answer)


def _growth_of(entry: Entry, entries: Sequence[Entry], material: Material) -> Entry | None:
    """The growth rate told with a figure: the percentage that follows it before any other figure of the sentence."""
    if entry.kind in {"percentage", "date"} or entry.high is not None:
        return None
    inside = [
        e for e in entries if (e.document_id, e.sentence) == (entry.document_id, entry.sentence) and e.kind != "date"
    ]
    before = [e for e in inside if e.span.end <= entry.span.start]
    if before and _is_change(before[-1]) and _LEADS_TO.search(_between(before[-1], entry, material)):
        return before[-1]
    after = [e for e in inside if e.span.start >= entry.span.end]
    if after and _is_change(after[0]) and not _OTHER_THING.search(_between(entry, after[0], material)):
        return after[0]
    return None


def _is_change(entry: Entry) -> bool:
    return entry.kind == "percentage" and entry.direction is not None and entry.unit == "percent"


def _between(one: Entry, other: Entry, material: Material) -> str:
    return material.document(one.document_id).text[one.span.end : other.span.start]
