"""The arithmetic of small samples: intervals, percentiles, calibration, paired tests. It knows no cases."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb, floor, sqrt
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")
_Z95 = 1.959963984540054
_SEED = 20260101


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of proportions."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Answering the most confident ``coverage`` of questions costs this share of wrong answers."""

    coverage: float
    risk: float
    confidence: float


def wilson(hits: int, total: int, z: float = _Z95) -> Interval:
    """The Wilson score interval of a proportion, 95% unless told."""
    if not 0 <= hits <= total or total == 0:
        raise ValueError(f"{hits} of {total} is not a proportion")
    share = hits / total
    spread = z * z / total
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / total + spread / (4 * total))
    # At the ends the interval touches 0 and 1 exactly; rounding must not say otherwise.
    return Interval(0.0 if hits == 0 else centre - half, 1.0 if hits == total else centre + half)


def percentile(values: Sequence[float], percent: float) -> float:
    """The percentile by linear interpolation between the nearest ranks."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over equal bins of confidence; 1.0 falls into the last bin."""
    if not pairs:
        raise ValueError("no answers")
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in pairs:
        groups.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, right))
    gaps = (abs(sum(c for c, _ in group) - sum(r for _, r in group)) for group in groups.values())
    return sum(gaps) / len(pairs)


def risk_coverage(pairs: Sequence[tuple[float, bool]]) -> list[RiskPoint]:
    """Risk at every coverage, most confident first; equal confidences enter together."""
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    points, wrong = list[RiskPoint](), 0
    for number, (confidence, right) in enumerate(ordered, 1):
        wrong += not right
        if number == len(ordered) or ordered[number][0] != confidence:
            points.append(RiskPoint(number / len(ordered), wrong / number, confidence))
    return points


def mcnemar_worse(broken: int, mended: int) -> float:
    """Exact one-sided McNemar: the chance of at least this many broken, were both directions as likely."""
    changed = broken + mended
    at_least = sum(comb(changed, count) for count in range(broken, changed + 1))
    return at_least / float(2**changed)


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers of one tenth of confidence: how many, how confident on average, and what share is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> list[Bin]:
    """The bins behind the calibration error, those without an answer left out."""
    found = []
    for number in range(bins):
        group = [pair for pair in pairs if min(int(pair[0] * bins), bins - 1) == number]
        if group:
            confidence = sum(c for c, _ in group) / len(group)
            right = sum(r for _, r in group) / len(group)
            found.append(Bin(number / bins, (number + 1) / bins, len(group), confidence, right))
    return found


def brier(pairs: Sequence[tuple[float, bool]]) -> float:
    """The mean squared distance of confidence from what came true."""
    if not pairs:
        raise ValueError("no answers")
    return sum((confidence - right) ** 2 for confidence, right in pairs) / len(pairs)


def risk_area(pairs: Sequence[tuple[float, bool]]) -> float:
    """The area under the risk-coverage curve, as steps: each answer at the risk of the coverage that it enters with."""
    area, covered = 0.0, 0.0
    for point in risk_coverage(pairs):
        area += point.risk * (point.coverage - covered)
        covered = point.coverage
    return area


def bootstrap(items: Sequence[Item], statistic: Callable[[Sequence[Item]], float], resamples: int = 400) -> Interval:
    """The 95% percentile interval of a statistic over items drawn again and again, always in the same way."""
    chance = random.Random(_SEED)
    found = sorted(statistic(chance.choices(items, k=len(items))) for _ in range(resamples))
    return Interval(percentile(found, 2.5), percentile(found, 97.5))


def ratio_interval(shares: Sequence[tuple[float, float]], resamples: int = 1000) -> Interval:
    """The 95% bootstrap interval of pooled hits over pooled totals, drawing whole cases."""
    pairs = np.asarray(shares, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(pairs), size=(resamples, len(pairs)))
    sums = pairs[drawn].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    return Interval(float(low), float(high))


def mean_difference(differences: Sequence[float], resamples: int = 2000) -> Interval:
    """The 95% bootstrap interval of the mean of paired differences."""
    return ratio_interval([(difference, 1.0) for difference in differences], resamples)
