"""The figures are worked out by hand or by brute force."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.figures import bar
from training.scoring import auc, calibration_error, exact, f1, fitted, normalised, probabilities, reliability


def test_normalising_drops_case_articles_and_punctuation() -> None:
    assert normalised("  The 'Red'  apple, an  idea.") == "red apple idea"


@pytest.mark.parametrize(
    ("answer", "accepted", "match", "overlap"),
    [
        ("the second", ["second", "second most commonly"], 1.0, 1.0),
        ("second most", ["second most commonly"], 0.0, 0.8),
        ("14 14", ["14"], 0.0, 2 / 3),
        ("", [], 1.0, 1.0),
        ("14", [], 0.0, 0.0),
        ("", ["14"], 0.0, 0.0),
    ],
)
def test_exact_match_and_f1(answer: str, accepted: list[str], match: float, overlap: float) -> None:
    assert exact(answer, accepted) == match
    assert f1(answer, accepted) == pytest.approx(overlap)


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=40))
def test_auc_counts_the_pairs_in_the_right_order(cases: list[tuple[int, bool]]) -> None:
    scores, truths = np.array([float(score) for score, _ in cases]), np.array([truth for _, truth in cases])
    pairs = [(good, bad) for good in scores[truths] for bad in scores[~truths]]
    if not pairs:
        assert np.isnan(auc(scores, truths))
        return
    won = sum(1.0 if good > bad else 0.5 if good == bad else 0.0 for good, bad in pairs)
    assert auc(scores, truths) == pytest.approx(won / len(pairs))


def test_reliability_of_known_cases() -> None:
    chances = np.array([0.05, 0.15, 0.15, 1.0])
    table = reliability(chances, np.array([False, True, False, True]))
    assert [(entry.low, entry.count, entry.held) for entry in table] == [(0.0, 1, 0.0), (0.1, 2, 0.5), (0.9, 1, 1.0)]
    assert calibration_error(table) == pytest.approx((1 * 0.05 + 2 * 0.35 + 1 * 0.0) / 4)


def test_the_fit_finds_the_odds_the_cases_were_drawn_from() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(0, 2, 40_000)
    truths = rng.random(40_000) < probabilities(0.8 * scores - 0.5)
    slope, bias = fitted(scores, truths)
    assert slope == pytest.approx(0.8, abs=0.04)
    assert bias == pytest.approx(-0.5, abs=0.05)


def test_a_bar_is_as_long_as_what_was_so_and_marks_what_was_said() -> None:
    assert bar(0.5, 0.25) == "█████·····┃·········"
    assert bar(1.0, 1.0) == "█" * 19 + "┃"
    assert bar(0.0, 0.0) == "┃" + "·" * 19
