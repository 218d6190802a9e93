"""How right a reader is: exact match and token F1 as SQuAD counts them, and how well its certainty ranks and fits."""

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ROUNDS = 50
_RIDGE = 1e-3


def normalised(text: str) -> str:
    """Lower case, without articles and punctuation, single spaces."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact(answer: str, accepted: Sequence[str]) -> float:
    """1 if the answer is one of the accepted ones; the empty answer is right where none is accepted."""
    return float(any(normalised(answer) == normalised(text) for text in accepted or [""]))


def f1(answer: str, accepted: Sequence[str]) -> float:
    """The best token overlap with an accepted answer."""
    return max(_overlap(normalised(answer).split(), normalised(text).split()) for text in accepted or [""])


def auc(scores: Numbers, truths: NDArray[np.bool_]) -> float:
    """The chance that a true case outranks a false one, ties counting half."""
    both = np.concatenate([scores[truths], scores[~truths]])
    _, places, counts = np.unique(both, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    positive, negative = int(truths.sum()), int((~truths).sum())
    won = float(ranks[places[:positive]].sum()) - positive * (positive + 1) / 2
    return won / (positive * negative) if positive and negative else float("nan")


def probabilities(odds: Numbers) -> Numbers:
    """Log odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -60, 60))), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases whose probability lies in one tenth: how many, what they promised, what held."""

    low: float
    count: int
    promised: float
    held: float


def reliability(chances: Numbers, truths: NDArray[np.bool_], bins: int = 10) -> list[Bin]:
    """The reliability table, empty bins left out."""
    places = np.minimum((chances * bins).astype(int), bins - 1)
    found = [(place, places == place) for place in range(bins) if (places == place).any()]
    return [
        Bin(place / bins, int(inside.sum()), float(chances[inside].mean()), float(truths[inside].mean()))
        for place, inside in found
    ]


def calibration_error(table: Sequence[Bin]) -> float:
    """The mean distance between promised and held, weighted by cases."""
    total = sum(entry.count for entry in table)
    return sum(entry.count * abs(entry.promised - entry.held) for entry in table) / total


def fitted(scores: Numbers, truths: NDArray[np.bool_]) -> tuple[float, float]:
    """Platt's logistic fit of truth to score, slope and bias, by Newton's method with a little ridge."""
    columns = np.stack([scores, np.ones_like(scores)], axis=1)
    weights = np.zeros(2)
    for _ in range(_ROUNDS):
        chances = probabilities(columns @ weights)
        slope = columns.T @ (chances - truths) + _RIDGE * weights
        bend = (columns * (chances * (1 - chances))[:, None]).T @ columns + _RIDGE * np.eye(2)
        weights = weights - np.linalg.solve(bend, slope)
    return round(float(weights[0]), 6), round(float(weights[1]), 6)


def _overlap(answer: Sequence[str], accepted: Sequence[str]) -> float:
    if not answer or not accepted:
        return float(answer == accepted)
    shared = sum((Counter(answer) & Counter(accepted)).values())
    return 2 * shared / (len(answer) + len(accepted))
