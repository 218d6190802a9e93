"""The mean of two ends of a run is each weight's mean; another network's checkpoint is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from seedqa.index.errors import InputError

from training.averaging import average
from training.records import Record
from training.trainer import CHECKPOINT, Settings, Trainer

SETTINGS = Settings(examples=16, size=4, length=48, overlap=12, rate=1e-3, half=False)


def test_every_weight_is_the_mean_of_the_two(tmp_path: Path, encoder: Path, records: list[Record]) -> None:
    first = Trainer(encoder, tmp_path, SETTINGS)
    first.run(records * 4, 2)
    early = {name: weights.clone() for name, weights in first.network.state_dict().items()}
    earlier = (tmp_path / CHECKPOINT).rename(tmp_path / "earlier.pt")
    first.run(records * 4, 4)
    late = {name: weights.clone() for name, weights in first.network.state_dict().items()}
    assert average(first.network, earlier) == 2
    for name, weights in first.network.state_dict().items():
        assert torch.equal(weights, (early[name] + late[name]) / 2), name
    assert any(not torch.equal(early[name], late[name]) for name in early)


def test_a_checkpoint_of_another_network_is_refused(tmp_path: Path, encoder: Path, records: list[Record]) -> None:
    Trainer(encoder, tmp_path, replace(SETTINGS, layers=1)).save()
    whole = Trainer(encoder, tmp_path / "whole", SETTINGS)
    with pytest.raises(InputError, match="another shape"):
        average(whole.network, tmp_path / CHECKPOINT)
    with pytest.raises(InputError, match="no checkpoint"):
        average(whole.network, tmp_path / "none.pt")
