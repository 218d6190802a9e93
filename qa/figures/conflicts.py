"""Two values told for the same thing, time and unit: the doubt is shown, with both."""

from collections.abc import Sequence

from seedqa.index.ledger import Entry
from seedqa.qa.figures.binding import Match, bears_name, matches, noun_words
from seedqa.qa.figures.building import cited, label
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.gathering import agree
from seedqa.qa.figures.phrase import read_phrase

_LEAST = 0.7
_NEAR = 0.9
_ROUNDING = 0.05
OPEN_BOUNDS = frozenset({"more_than", "at_least", "less_than", "at_most", "nearly"})


def conflict(case: Case) -> Computed | None:
    """The values that contradict each other for what is asked; None where the documents agree."""
    phrase = read_phrase(case.question.text)
    if not phrase.names or not phrase.words:
        return None
    found = matches(phrase, [e for e in case.entries if _single(e)], case.material)
    if not found or found[0].score < _LEAST or not _direct(found[0], phrase.names, case):
        return None
    best = found[0].entry
    rivals = [
        m.entry for m in found[1:]
        if m.score >= _NEAR * found[0].score and _direct(m, phrase.names, case) and contradicts(best, m.entry)
    ]  # fmt: skip
    return shown([best, rivals[0]], case, found[0].score) if rivals else None


def contradicts(one: Entry, other: Entry) -> bool:
    """Whether two entries tell different values for one thing of one actor at one time, in one unit."""
    if (one.kind, one.unit) != (other.kind, other.unit) or one.value == other.value:
        return False
    if (one.document_id, one.sentence) == (other.document_id, other.sentence) or one.period != other.period:
        return False
    if not noun_words(one) or noun_words(one) != noun_words(other) or not agree(one.who, other.who):
        return False
    if one.bound in OPEN_BOUNDS or other.bound in OPEN_BOUNDS:
        return False
    about = "about" in (one.bound, other.bound)
    return not about or abs(float(one.value - other.value)) > _ROUNDING * float(max(one.value, other.value))


def _single(entry: Entry) -> bool:
    """Whether an entry tells a state, and not one of several givings."""
    return entry.high is None and entry.whom is None and entry.kind not in {"percentage", "duration"}


def _direct(match: Match, names: Sequence[frozenset[str]], case: Case) -> bool:
    return all(bears_name(match.entry, name, case.material) == 1.0 for name in names)


def shown(entries: Sequence[Entry], case: Case, score: float) -> Computed:
    """The values side by side, each with its source."""
    ordered = sorted(entries, key=lambda e: (e.document_id, e.span.start))
    sources = cited(ordered, case.material)
    parts = tuple(label(entry, case.material) for entry in ordered)
    told = "; ".join(f"{part} [{marker}]" for part, marker in zip(parts, sources.markers, strict=True))
    answer = f"The documents disagree: {told}."
    return Computed(
        "conflict",
        "conflict",
        "values_disagree",
        answer,
        "; ".join(parts),
        parts,
        sources.citations,
        None,
        round(score, 4),
    )
