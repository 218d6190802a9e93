"""All the figures of a kind that a question may mean, told once each, and those of them that may be added up.

The same sum told twice is one figure; a part of a sum, or a total of the others, is shown but not added.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.ledger import Entry
from seedqa.qa.figures.binding import Match, actor_stems, bears_name, fits_year, matches, noun_words
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.material import Material
from seedqa.qa.figures.phrase import Phrase

_LEAST = 0.5
_TOTAL = re.compile(
    r"\b(?:total|totall?ing|totall?ed|altogether|overall|in all|combined|sum|cumulative|aggregate)\b", re.IGNORECASE
)
_PART = re.compile(r"\b(?:including|of which|among (?:them|which)|of that|part of)\b[^.;]*\Z", re.IGNORECASE)
_INCLUDED = re.compile(r",?\s(?:the\s)?[\w\s’'-]{0,40}?\bincluded\b|,?\s(?:including|counting)\b[^?]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Entries to be ``added``; ``again`` were told before, ``parts`` belong to another, ``totals`` sum up others."""

    added: tuple[Entry, ...]
    again: tuple[Entry, ...]
    parts: tuple[Entry, ...]
    totals: tuple[Entry, ...]
    score: float


def without_inclusions(text: str) -> str:
    """A question without "the cash included": what it adds is found anyway."""
    return _INCLUDED.sub("", text)


def gather(phrase: Phrase, case: Case, entries: Sequence[Entry]) -> Gathered | None:
    """The figures of one kind and unit that fit a phrase; None where they are too unlike to be told together."""
    found = [match for match in matches(phrase, entries, case.material) if _belongs(match, phrase, case.material)]
    if not found:
        return None
    chosen = _of_one_kind(found)
    ordered = sorted((match.entry for match in chosen), key=lambda entry: (entry.document_id, entry.span.start))
    added, again = _once_each(ordered)
    parts = [entry for entry in added if _is_part(entry, added, case.material)]
    rest = [entry for entry in added if entry not in parts]
    totals = [entry for entry in rest if len(rest) > 2 and _is_total(entry, rest, case.material)]
    rest = [entry for entry in rest if entry not in totals]
    score = sum(match.score for match in chosen) / len(chosen)
    return Gathered(tuple(rest), tuple(again), tuple(parts), tuple(totals), score)


def _belongs(match: Match, phrase: Phrase, material: Material) -> bool:
    """Whether a match is sure by itself: its names in its own sentence or actors, its year, its words."""
    entry = match.entry
    if entry.high is not None or any(bears_name(entry, name, material) < 1.0 for name in phrase.names):
        return False
    if phrase.years and not all(fits_year(entry, year) for year in phrase.years):
        return False
    return match.score >= _LEAST


def _of_one_kind(found: Sequence[Match]) -> list[Match]:
    """The matches like the best one: the same kind and unit, and for counts the same thing."""
    best = found[0].entry
    alike = [m for m in found if (m.entry.kind, m.entry.unit) == (best.kind, best.unit)]
    return [m for m in alike if best.kind != "count" or m.entry.unit == best.unit]


def _once_each(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries told for the first time, and those that tell one of them again."""
    first: list[Entry] = []
    again: list[Entry] = []
    for entry in entries:
        (again if any(same_telling(entry, other) for other in first) else first).append(entry)
    return first, again


def same_telling(one: Entry, other: Entry) -> bool:
    """Whether two entries tell the same: value, unit, thing, actors and period agree where both state them."""
    if (one.value, one.unit, one.kind) != (other.value, other.unit, other.kind):
        return False
    if (one.document_id, one.sentence) == (other.document_id, other.sentence):
        return False
    nouns = noun_words(one), noun_words(other)
    if all(nouns) and not nouns[0] & nouns[1]:
        return False
    return agree(one.who, other.who) and agree(one.whom, other.whom) and _same_period(one, other)


def agree(one: str | None, other: str | None) -> bool:
    """Whether two actors may be the same: one name is part of the other, or one is not told."""
    a, b = actor_stems(one), actor_stems(other)
    return not a or not b or a <= b or b <= a


def _same_period(one: Entry, other: Entry) -> bool:
    if one.period is None or other.period is None:
        return True
    return one.period.startswith(other.period) or other.period.startswith(one.period)


def _is_part(entry: Entry, others: Sequence[Entry], material: Material) -> bool:
    """Whether a figure is said to be included in one before it in the sentence."""
    if not any(
        o.sentence == entry.sentence and o.span.end <= entry.span.start and o.value > entry.value for o in others
    ):
        return False
    text = material.document(entry.document_id).text
    return _PART.search(text, entry.sentence.start, entry.span.start) is not None


def _is_total(entry: Entry, others: Sequence[Entry], material: Material) -> bool:
    text = material.document(entry.document_id).text
    said = _TOTAL.search(text, max(entry.sentence.start, entry.span.start - 60), entry.span.start)
    return said is not None and entry.value == max(other.value for other in others)
