"""Findings -> the verdict: are the best findings good enough to be the answer, and if not, why not.

One fitted probability and one threshold decide whether; rules over what is missing say why.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.store import Store
from qa.model import FittedModel, probability
from qa.question import Question, name_words
from qa.reading import Finding
from qa.terms import stems
from qa.types import Reason, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """``probability`` is that of the best finding being right; ``missing`` are the words that tell why not."""

    status: Status
    reason: Reason | None
    probability: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """What of a question stands nowhere in the index: names, and the share of its other words."""

    names: tuple[str, ...]
    words: float


def absent(question: Question, store: Store) -> Absent:
    """Looks every name and word of the question up in the index."""
    names = [name for name in question.names if not _known(name, store)]
    unknown = [word for word in question.words if store.passages_with(word) == 0]
    rare = (
        []
        if question.names or question.text != question.text.lower()
        else [word for word in unknown if not store.encoder.knows(word)]
    )
    share = len(unknown) / len(question.terms) if question.terms else 1.0
    return Absent(tuple(dict.fromkeys([*names, *rare])), share)


def _known(name: str, store: Store) -> bool:
    own = name_words(name)
    if not all(store.passages_with(word) for word in own):
        return False
    return len(own) < 2 or bool(store.passages_with(name))


def verdict_features(question: Question, findings: Sequence[Finding], missing: Absent) -> tuple[float, ...]:
    """What the fitted verdict looks at: the best finding's score and fit, and what the index does not know."""
    if not findings:
        return (-10.0, -1.5, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0)
    best = findings[0]
    fit = best.features
    return (
        best.score,
        fit.answerable,
        max(finding.features.sentence_cosine for finding in findings),
        fit.context_words,
        fit.context_names,
        fit.kind_found,
        fit.years_found,
        float(bool(missing.names)),
        missing.words,
    )


def judge(
    question: Question, findings: Sequence[Finding], missing: Absent, model: FittedModel, threshold: float
) -> Verdict:
    """The verdict on the findings, best first."""
    chance = probability(model.verdict.score(verdict_features(question, findings, missing)))
    if findings and chance >= threshold:
        return Verdict("answered", None, chance)
    reason, words = _reason(question, findings, missing)
    return Verdict("not_found", reason, chance, words)


def _reason(question: Question, findings: Sequence[Finding], missing: Absent) -> tuple[Reason, tuple[str, ...]]:
    if not findings or (missing.words >= 0.6 and not set(question.names) - set(missing.names)):
        return "out_of_scope", ()
    if missing.names:
        return "entity_absent", missing.names
    best = findings[0]
    there = stems(best.quote)
    years = tuple(year for year in question.years if year not in there)
    if years:
        return "unit_or_period_absent", years
    return "attribute_absent", ()
