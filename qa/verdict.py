"""Findings -> the verdict: are the best findings good enough to be the answer, and if not, why not.

One fitted probability, that the documents answer at all, and one threshold decide whether, unless the best finding is
most likely wrong; rules over what is missing say why. Where the best finding tells the contrary of what the question
supposes, the others are not asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.store import Store
from seedqa.qa.binding import Objection
from seedqa.qa.model import FittedModel, probability
from seedqa.qa.question import Question, name_words
from seedqa.qa.reading import Finding
from seedqa.qa.types import Reason, Status

# A question most of whose words stand nowhere in the documents, and whose names are all unknown, is not for them.
_FOREIGN = 0.6
# An answer that is wrong nine times in ten is none, however surely the documents speak of the matter.
_LEAST_RIGHT = 0.1
VERDICT_FEATURES = 9


@dataclass(frozen=True, slots=True)
class Verdict:
    """``probability`` is that of the verdict being right; ``missing`` are the words that tell why not."""

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
    """What the fitted verdict looks at, each seen to help on a corpus that it was not fitted to.

    How good the best finding is, how far ahead of another sentence, the reader's scores of its span and of its passage
    as an answer; whether it is of the kind asked for; the shares of the question's words in its context and of its
    names in its sentence; how near its sentence is in meaning to the question without its names; the share of the words
    that the index lacks.
    """
    if not findings:
        return (-3.0, 0.0, -1.5, -1.5, 0.0, 0.0, 0.0, 0.0, 1.0)
    best = findings[0]
    rival = next((f.score for f in findings[1:] if f.sentence != best.sentence), best.score - 3.0)
    fit = best.features
    return (
        best.score / 5.0,
        min(1.0, (best.score - rival) / 3.0),
        fit.span,
        fit.answerable,
        fit.kind_found,
        fit.context_words,
        fit.sentence_names,
        fit.attribute_cosine,
        missing.words,
    )


def judge(
    question: Question,
    read: Sequence[tuple[Finding, Objection | None]],
    missing: Absent,
    model: FittedModel,
    threshold: float,
) -> Verdict:
    """The verdict on the findings, best first, each with what speaks against it."""
    findings = [finding for finding, objected in read if objected is None]
    features = verdict_features(question, findings, missing)
    answerable = probability(model.verdict.score(features))
    told_otherwise = bool(read) and read[0][1] is not None and read[0][1].reason == "false_premise"
    right = probability(model.confidence.score(features))
    if findings and answerable >= threshold and right >= _LEAST_RIGHT and not told_otherwise:
        return Verdict("answered", None, right)
    reason, words = _reason(question, read, missing)
    return Verdict("not_found", reason, 1.0 - min(answerable, threshold), words)


def _reason(
    question: Question, read: Sequence[tuple[Finding, Objection | None]], missing: Absent
) -> tuple[Reason, tuple[str, ...]]:
    known = set(question.names) - set(missing.names)
    if not read or (missing.words >= _FOREIGN and not known):
        return "out_of_scope", ()
    if missing.names:
        return "entity_absent", missing.names
    objected = read[0][1]
    if objected is not None:
        return objected.reason, objected.missing
    return "attribute_absent", ()
