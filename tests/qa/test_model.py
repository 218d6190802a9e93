"""The fitted numbers: linear scores against sums by hand, and a file that reads back as it was written."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model import FittedModel, LinearModel, probability
from qa.question import read_question
from qa.reading import Features
from qa.verdict import Absent, verdict_features


def test_a_score_is_the_bias_and_the_weighted_sum() -> None:
    assert LinearModel((2.0, -1.0), 0.5).score((3.0, 4.0)) == 2.5
    assert LinearModel((), -1.0).score(()) == -1.0


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        LinearModel((2.0, -1.0), 0.5).score((3.0,))


def test_probability_is_the_logistic_function() -> None:
    assert probability(0.0) == 0.5
    assert probability(2.0) == pytest.approx(1 / (1 + math.exp(-2.0)))
    assert probability(1e6) == 1.0
    assert probability(-1e6) == 0.0


@given(st.floats(-30, 30), st.floats(-30, 30))
def test_probability_keeps_the_order_of_log_odds(one: float, other: float) -> None:
    assert (probability(one) <= probability(other)) or one > other
    assert probability(one) + probability(-one) == pytest.approx(1.0)


def test_what_is_saved_reads_back(tmp_path: Path) -> None:
    model = FittedModel(LinearModel((0.25, -1.5), 0.125), LinearModel((3.0,), -2.0), LinearModel((2.5,), 1.0), 0.4)
    model.save(tmp_path / "model.json")
    assert FittedModel.load(tmp_path / "model.json") == model


def test_numbers_are_saved_to_four_places(tmp_path: Path) -> None:
    model = FittedModel(LinearModel((1 / 3,), 2 / 3), LinearModel((0.00004,), 1.0), LinearModel((), 0.0), 0.12345)
    model.save(tmp_path / "model.json")
    loaded = FittedModel.load(tmp_path / "model.json")
    assert (loaded.reading.weights, loaded.reading.bias) == ((0.3333,), 0.6667)
    assert (loaded.verdict.weights, loaded.threshold) == ((0.0,), 0.1235)


def test_the_committed_numbers_fit_what_they_are_applied_to() -> None:
    model = FittedModel.load()
    assert len(model.reading.weights) == len(Features.__dataclass_fields__)
    row = verdict_features(read_question("Who paid?"), [], Absent((), 0.0))
    assert len(model.verdict.weights) == len(row)
    assert 0.0 < model.threshold < 1.0
    assert probability(model.verdict.score(row)) < model.threshold
