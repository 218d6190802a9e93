"""Small-sample arithmetic against brute force and values worked out by hand."""

from itertools import product
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.evals.statistics import RiskPoint, calibration_error, mcnemar_worse, percentile, risk_coverage, wilson


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # Newcombe (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_published_values(hits: int, total: int, low: float, high: float) -> None:
    interval = wilson(hits, total)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


@given(st.integers(1, 400), st.data())
def test_wilson_bounds_solve_the_score_equation(total: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, total))
    interval, share, z = wilson(hits, total), hits / total, 1.959963984540054
    assert 0 <= interval.low <= share <= interval.high <= 1
    for bound in (interval.low, interval.high):
        if 0 < bound < 1:
            assert abs(share - bound) == pytest.approx(z * sqrt(bound * (1 - bound) / total), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("hits", "total"), [(0, 0), (2, 1), (-1, 3)])
def test_wilson_refuses_what_is_no_proportion(hits: int, total: int) -> None:
    with pytest.raises(ValueError, match="not a proportion"):
        wilson(hits, total)


@pytest.mark.parametrize(("broken", "mended"), [(b, m) for b in range(6) for m in range(6)])
def test_mcnemar_counts_the_outcomes_of_fair_coins(broken: int, mended: int) -> None:
    tosses = list(product([0, 1], repeat=broken + mended))
    assert mcnemar_worse(broken, mended) == sum(sum(toss) >= broken for toss in tosses) / len(tosses)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.floats(0, 100))
def test_percentiles_are_those_of_numpy(values: list[float], percent: float) -> None:
    assert percentile(values, percent) == pytest.approx(float(np.percentile(values, percent)), rel=1e-9, abs=1e-6)


def test_percentile_by_hand_and_of_nothing() -> None:
    assert percentile([40.0, 10.0, 20.0, 30.0], 50) == 25.0
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


def test_calibration_error_by_hand() -> None:
    pairs = [(0.95, True), (0.95, False), (1.0, True), (0.25, False), (0.25, False)]
    # Bin 0.9 to 1: mean confidence 2.9/3, two of three right; bin 0.2 to 0.3: 0.25, none right.
    assert calibration_error(pairs) == pytest.approx(3 / 5 * (2.9 / 3 - 2 / 3) + 2 / 5 * 0.25)
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0
    assert calibration_error([(0.95, True), (1.0, False)]) == pytest.approx((0.95 + 1.0 - 1) / 2)
    with pytest.raises(ValueError, match="no answers"):
        calibration_error([])


def test_risk_coverage_by_hand() -> None:
    pairs = [(0.5, False), (0.9, True), (0.5, True), (0.2, False)]
    assert risk_coverage(pairs) == [RiskPoint(0.25, 0.0, 0.9), RiskPoint(0.75, 1 / 3, 0.5), RiskPoint(1.0, 0.5, 0.2)]
