"""The fitted numbers: linear scores against sums by hand, and a file that reads back as it was written."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.errors import ModelUnusable
from seedqa.qa.model import FittedModel, LinearModel, probability
from seedqa.qa.question import read_question
from seedqa.qa.reading import Features
from seedqa.qa.settings import READERS
from seedqa.qa.verdict import Absent, verdict_features


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
    model = FittedModel(
        LinearModel((0.25, -1.5), 0.125),
        LinearModel((3.0,), -2.0),
        LinearModel((2.5,), 1.0),
        LinearModel((0.5,), -1.0),
        0.75,
        {"balanced": 0.4},
    )
    model.save(tmp_path)
    assert FittedModel.load(tmp_path) == model


def test_numbers_are_saved_to_four_places(tmp_path: Path) -> None:
    model = FittedModel(
        LinearModel((1 / 3,), 2 / 3),
        LinearModel((0.00004,), 1.0),
        LinearModel((), 0.0),
        LinearModel((), 0.0),
        0.98765,
        {"balanced": 0.12345},
    )
    model.save(tmp_path)
    loaded = FittedModel.load(tmp_path)
    assert (loaded.reading.weights, loaded.reading.bias) == ((0.3333,), 0.6667)
    assert loaded.shown == 0.9877
    assert (loaded.verdict.weights, loaded.thresholds) == ((0.0,), {"balanced": 0.1235})


def test_a_reader_without_numbers_says_how_to_fit_them(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="fit them"):
        FittedModel.load(tmp_path)
    (tmp_path / "fitted.json").write_text("{}")
    with pytest.raises(ModelUnusable, match="fit them"):
        FittedModel.load(tmp_path)


@pytest.mark.parametrize("folder", sorted(path for path in READERS.iterdir() if path.is_dir()), ids=lambda p: p.name)
def test_the_committed_numbers_fit_what_they_are_applied_to(folder: Path) -> None:
    model = FittedModel.load(folder)
    assert len(model.reading.weights) == len(Features.__dataclass_fields__)
    row = verdict_features(read_question("Who paid?"), [], Absent((), 0.0))
    assert len(model.verdict.weights) == len(row)
    least = model.thresholds
    assert 0.0 < least["helpful"] <= least["balanced"] <= least["cautious"] < 1.0
    assert probability(model.verdict.score(row)) < least["balanced"]
