"""Totals: named things added up, and all the figures of a kind with their sum."""

import re
from collections.abc import Sequence

from seedqa.index.ledger import Entry
from seedqa.qa.figures.binding import comparable, matches, nameable, noun_words, only
from seedqa.qa.figures.building import MOST_OPERANDS, NAMES, cited, derivation, figure_text, label, result, with_answer
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.gathering import Gathered, gather, same_telling, without_inclusions
from seedqa.qa.figures.pairs import bind_pair
from seedqa.qa.figures.phrase import Phrase, read_phrase
from seedqa.qa.figures.units import converted
from seedqa.qa.figures.wording import listed, one_line

_SURE = 0.45
_ADDED_UP = re.compile(r"\b(?:in total|altogether|all told|in all|combined|summed up|added up)\b", re.IGNORECASE)


def total(form: Form, case: Case) -> Computed | None:
    """The sum of the things that the question names one by one."""
    phrases = [read_phrase(text).with_context(case.whole) for text in form.phrases]
    found = _two(phrases, case) if len(phrases) == 2 else _several(phrases, case)
    if found is None:
        return None
    entries, score = found
    return _sum("total", entries, case, score)


def gather_total(form: Form, case: Case) -> Computed | None:
    """The sum of all the figures that fit the question, two at least; what was not added is told."""
    text = without_inclusions(form.phrases[0])
    phrase = read_phrase(text)
    if not phrase.names or not (phrase.giver or phrase.taker or _ADDED_UP.search(text)):
        return None
    found = gather(phrase, case, case.entries)
    if found is None or not (phrase.giver or phrase.taker or _one_thing(found.added)):
        return None
    if not 2 <= len(found.added) <= MOST_OPERANDS or found.totals or not _alike(found.added):
        return None
    computed = _sum("gather_total", found.added, case, found.score)
    return with_answer(computed, computed.answer + _not_added(found, case))


def gather_all(case: Case) -> Computed | None:
    """Every amount that one gave another, cited, and their sum as an extra sentence."""
    phrase = read_phrase(without_inclusions(case.question.text))
    if not (phrase.giving and phrase.giver and phrase.taker):
        return None
    found = gather(phrase, case, [entry for entry in case.entries if entry.kind == "money"])
    if found is None or not 2 <= len(found.added) <= MOST_OPERANDS:
        return None
    return _listed(found, case)


def _listed(found: Gathered, case: Case) -> Computed:
    sources = cited(found.added, case.material)
    lines = [f"{one_line(citation.quote)} [{citation.marker}]" for citation in sources.citations]
    parts = tuple(figure_text(entry, case.material) for entry in found.added)
    derived = (
        None if found.totals else derivation(_plus(found.added), found.added, found.added[0].unit, sources.markers)
    )
    if derived is not None:
        lines.append(f"Together that is {derived.rounded}: {listed(parts)}.{_not_added(found, case)}")
    return Computed(
        "gather_all", "answered", None, "\n".join(lines), "; ".join(parts), parts, sources.citations, derived,
        round(min(1.0, found.score), 4),
    )  # fmt: skip


def _two(phrases: Sequence[Phrase], case: Case) -> tuple[tuple[Entry, ...], float] | None:
    entries = nameable(phrases[0], case.entries), nameable(phrases[1], case.entries)
    pair = bind_pair(phrases[0], phrases[1], entries, case.material, _addable)
    return ((pair.first, pair.second), pair.score) if pair else None


def _several(phrases: Sequence[Phrase], case: Case) -> tuple[tuple[Entry, ...], float] | None:
    found = [only(matches(phrase, nameable(phrase, case.entries), case.material), _SURE) for phrase in phrases]
    kept = [match for match in found if match is not None]
    entries = tuple(match.entry for match in kept)
    if len(kept) < len(phrases) or len(set(entries)) < len(entries) or not _alike(entries):
        return None
    return entries, sum(match.score for match in kept) / len(kept)


def _one_thing(entries: Sequence[Entry]) -> bool:
    """Whether all the entries are of one thing, by name."""
    return len({noun_words(entry) for entry in entries}) == 1


def _addable(one: Entry, other: Entry) -> bool:
    """Whether two figures may be added: alike, and not one sum told twice."""
    return _alike((one, other)) and not same_telling(one, other)


def _alike(entries: Sequence[Entry]) -> bool:
    first = entries[0]
    return all(comparable(first, entry) for entry in entries) and first.kind not in {
        "percentage",
        "age",
        "date",
        "rate",
    }


def _sum(form: str, entries: Sequence[Entry], case: Case, score: float) -> Computed:
    units = {entry.unit for entry in entries}
    unit = entries[0].unit if entries[0].kind != "count" or len(units) == 1 else ""
    computed = result(form, "in total {}", _plus(entries), entries, unit, case.material, score)
    markers = [operand.citation for operand in computed.derivation.operands] if computed.derivation else []
    told = [f"{label(entry, case.material)} [{marker}]" for entry, marker in zip(entries, markers, strict=True)]
    return with_answer(computed, f"In total {computed.short_answer}: {' + '.join(told)}.")


def _plus(entries: Sequence[Entry]) -> str:
    unit = entries[0].unit
    terms = [
        name if entry.kind == "count" else converted(name, entry.unit, unit)
        for name, entry in zip(NAMES, entries, strict=False)
    ]
    return " + ".join(terms)


def _not_added(found: Gathered, case: Case) -> str:
    """A sentence that says what was left out of the sum."""
    said: list[str] = []
    for entries, why in ((found.again, "told again elsewhere"), (found.parts, "part of another of these amounts")):
        if entries:
            amounts = listed([re.sub(r"\s+", " ", figure_text(entry, case.material)) for entry in entries])
            said.append(f" Not added: {amounts}, {why}.")
    return "".join(said)
