"""What was found for questions with known answers -> the fitted numbers of reading, verdict, confidence and caution.

Uses conditional logit for the ranking and logistic regression (scikit-learn) for the two probabilities.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np
from numpy.typing import NDArray
from seedqa.qa.model import FittedModel, LinearModel, probability
from seedqa.qa.question import read_question
from seedqa.qa.reading import Finding
from seedqa.qa.verdict import Absent, verdict_features

# The share of unanswerable questions that a cautious engine refuses, and of refusals that are right of a helpful one.
CAUTIOUS_RECALL = 0.95
HELPFUL_PRECISION = 0.95
SHOWN_PRECISION = 0.95
NEGLIGIBLE = 0.02
_RIDGE = 0.5
_GRID = tuple(round(0.05 + 0.01 * step, 2) for step in range(91))

Row = tuple[tuple[float, ...], bool, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A question and where its answers stand: (file name, start, end); none where there is no answer.

    ``gated`` examples decide the thresholds: they are asked over a corpus with other documents beside the right one.
    """

    question: str
    places: tuple[tuple[str, int, int], ...]
    weight: float
    gated: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What the engine found for an example, and which findings are right."""

    example: Example
    findings: tuple[Finding, ...]
    right: tuple[bool, ...]
    missing: Absent


def fit(read: Sequence[Read], calculated: Sequence[Row]) -> FittedModel:
    """The model that tells right findings from wrong ones, answerable questions from others, and right calculations."""
    reading = ranking(read)
    # Where nothing is found there is nothing to answer with: such questions would only bend the weights.
    found = [one for one in read if one.findings]
    judged = [_judged(one, reading) for one in found]
    answerable = [(row, bool(r.example.places), weight) for (row, _, weight), r in zip(judged, found, strict=True)]
    verdict = logistic(answerable)
    gated = [
        (probability(verdict.score(row)), is_so, weight)
        for (row, is_so, weight), r in zip(answerable, found, strict=True)
        if r.example.gated
    ]
    silent = [(0.0, bool(r.example.places), r.example.weight) for r in read if r.example.gated and not r.findings]
    calculation = logistic(calculated)
    shown = least_shown([(probability(calculation.score(row)), right) for row, right, _ in calculated])
    return FittedModel(reading, verdict, logistic(judged), calculation, shown, thresholds([*gated, *silent]))


def ranking(read: Sequence[Read]) -> LinearModel:
    """The weights under which the right findings of a question outweigh its others (conditional logit)."""
    from scipy.optimize import minimize

    groups = [
        (np.array([astuple(f.features) for f in r.findings]), np.array(r.right), r.example.weight)
        for r in read
        if any(r.right) and not all(r.right)
    ]

    def loss(weights: NDArray[np.float64]) -> float:
        total = _RIDGE * float(weights @ weights)
        for rows, right, weight in groups:
            scores = rows @ weights
            total += weight * float(np.logaddexp.reduce(scores) - np.logaddexp.reduce(scores[right]))
        return total

    found = minimize(loss, np.zeros(groups[0][0].shape[1]), method="L-BFGS-B")
    return LinearModel(tuple(float(w) for w in found.x), 0.0)


def logistic(rows: Sequence[Row]) -> LinearModel:
    """The log-odds of a row's label, from rows of features, label and weight."""
    from sklearn.linear_model import LogisticRegression

    features, labels, weights = (np.array(column) for column in zip(*rows, strict=True))
    fitted = LogisticRegression(C=1.0, max_iter=5000).fit(features, labels, sample_weight=weights)
    return LinearModel(tuple(float(w) for w in fitted.coef_[0]), float(fitted.intercept_[0]))


def least_shown(judged: Sequence[tuple[float, bool]]) -> float:
    """The least probability of a calculation to show its figure: above it ``SHOWN_PRECISION`` are right."""
    ranked = sorted(judged, reverse=True)
    right = 0
    least = 1.0
    for count, (chance, is_right) in enumerate(ranked, 1):
        right += is_right
        if right >= SHOWN_PRECISION * count:
            least = chance
    return least


def thresholds(judged: Sequence[tuple[float, bool, float]]) -> Mapping[str, float]:
    """The least probabilities to answer with, from (probability, answerable, weight).

    Balanced: the refusals have the best F1, or all but; where refusing more gains next to nothing, the answer is given.
    Cautious: ``CAUTIOUS_RECALL`` of the unanswerable are refused. Helpful:
    ``HELPFUL_PRECISION`` of the refusals are right.
    """
    refusals = [_refusals(judged, threshold) for threshold in _GRID]
    gains = [2 * p * r / (p + r) if p + r else 0.0 for p, r in refusals]
    best = next(place for place, gain in enumerate(gains) if gain >= max(gains) - NEGLIGIBLE)
    enough = [place for place, (_, recall) in enumerate(refusals) if recall >= CAUTIOUS_RECALL]
    sure = [place for place, (precision, _) in enumerate(refusals) if precision >= HELPFUL_PRECISION]
    return {
        "cautious": _GRID[max(best, min(enough, default=len(_GRID) - 1))],
        "balanced": _GRID[best],
        "helpful": _GRID[min(best, max(sure, default=0))],
    }


def _refusals(judged: Sequence[tuple[float, bool, float]], threshold: float) -> tuple[float, float]:
    """Precision and recall of refusing below a threshold."""
    refused = [(answerable, weight) for chance, answerable, weight in judged if chance < threshold]
    right = sum(weight for answerable, weight in refused if not answerable)
    wanted = sum(weight for _, answerable, weight in judged if not answerable)
    given = sum(weight for _, weight in refused)
    return (right / given if given else 1.0), (right / wanted if wanted else 0.0)


def _judged(read: Read, reading: LinearModel) -> Row:
    """The verdict's features of an example under a reading model, and whether its best finding is right."""
    scored = sorted(
        zip(read.findings, read.right, strict=True), key=lambda pair: -reading.score(astuple(pair[0].features))
    )
    findings = [replace(f, score=reading.score(astuple(f.features))) for f, _ in scored]
    features = verdict_features(read_question(read.example.question), findings, read.missing)
    return features, bool(scored) and scored[0][1], read.example.weight
