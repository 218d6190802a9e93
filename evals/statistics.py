"""The arithmetic of small samples: intervals, percentiles, calibration, paired tests. It knows no cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, floor, sqrt

_Z95 = 1.959963984540054


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
