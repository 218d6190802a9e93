"""The loss is the one written down, training learns, and a resumed run ends where an uncut one does."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from seedqa.index.errors import InputError, ModelUnusable
from seedqa.qa.reader.windows import Windower

from training.batches import Batch, collated, feature_of
from training.losses import Weights, losses_of, weighed
from training.network import INPUTS, OUTPUTS, build_network
from training.records import Record
from training.trainer import Settings, Trainer, scheduled

SETTINGS = Settings(examples=32, size=4, length=48, overlap=12, rate=1e-3, half=False)


def inputs(batch: Batch) -> list[torch.Tensor]:
    return [torch.from_numpy(getattr(batch, name)) for name in INPUTS]


def trained(encoder: Path, out: Path, plan: list[Record], *stops: int) -> Trainer:
    """A trainer stopped and opened anew at each of the steps."""
    out.mkdir()
    for stop in stops:
        trainer = Trainer(encoder, out, SETTINGS)
        trainer.resume()
        trainer.run(plan, stop)
    return trainer


def test_a_resumed_run_ends_in_the_same_weights(tmp_path: Path, encoder: Path, records: list[Record]) -> None:
    plan = records * 4
    whole = trained(encoder, tmp_path / "whole", plan, 8)
    cut = trained(encoder, tmp_path / "cut", plan, 3, 8)
    assert whole.step == cut.step == 8
    for name, value in whole.network.state_dict().items():
        assert torch.equal(value, cut.network.state_dict()[name]), name


def test_a_checkpoint_of_another_run_is_refused(tmp_path: Path, encoder: Path, records: list[Record]) -> None:
    trained(encoder, tmp_path / "run", records * 4, 1)
    other = Trainer(encoder, tmp_path / "run", replace(SETTINGS, seed=8))
    with pytest.raises(InputError, match="seed"):
        other.resume()
    longer = Trainer(encoder, tmp_path / "run", replace(SETTINGS, examples=64, rate=2e-3))
    longer.resume()
    assert longer.step == 1
    assert longer.plans == [(0, {"examples": 32, "rate": 1e-3, "head_rate": 5e-4}), (1, {"examples": 64, "rate": 2e-3})]
    assert max(group["peak"] for group in longer.optimizer.param_groups) == 2e-3


def test_training_lowers_the_loss(tmp_path: Path, encoder: Path, records: list[Record], windower: Windower) -> None:
    batch = collated([feature_of(record, windower, random.Random(0)) for record in records], 16)
    fresh = Trainer(encoder, tmp_path, SETTINGS).network
    learned = trained(encoder, tmp_path / "run", records * 4, 8).network
    with torch.no_grad():
        before, after = (weighed(losses_of(network, batch, False), Weights()).item() for network in (fresh, learned))
    assert after < before


def test_the_loss_is_marginal_over_the_spans_plus_the_judgement(
    encoder: Path, records: list[Record], windower: Windower
) -> None:
    network = build_network(encoder).eval()
    record = replace(records[0], golds=(records[0].golds[0], replace(records[0].golds[0], end=3)))
    feature = feature_of(record, windower, random.Random(0))
    assert len(feature.places) == 2
    batch = collated([feature], 1)
    starts, ends, has, *_ = (output[0] for output in network(*inputs(batch)))
    chances = [starts.softmax(-1)[first] * ends.softmax(-1)[last] for first, last in feature.places]
    losses = losses_of(network, batch, half=False)
    assert losses["span"].item() == pytest.approx(-torch.log(sum(chances, torch.zeros(()))).item(), rel=1e-4)
    assert losses["judged"].item() == pytest.approx(-torch.log(torch.sigmoid(has)).item(), rel=1e-4)
    unlabelled = [losses[name].item() for name in ("items", "slots", "needed", "operation", "kind", "affirmed")]
    assert unlabelled == [0.0] * 6
    total = weighed(losses, replace(Weights(), judged=2.0)).item()
    assert total == pytest.approx(losses["span"].item() + 2.0 * losses["judged"].item(), rel=1e-4)


def test_padding_does_not_change_what_the_network_says(
    encoder: Path, records: list[Record], windower: Windower
) -> None:
    network = build_network(encoder).eval()
    feature = feature_of(records[0], windower, random.Random(0))
    tight, loose = collated([feature], 1), collated([feature], 32)
    size = tight.ids.shape[1]
    outputs = []
    for batch in (tight, loose):
        with torch.no_grad():
            outputs.append(network(*inputs(batch)))
    for name, one, other in zip(OUTPUTS, *outputs, strict=True):
        by_token = name in ("starts", "ends", "items", "slots", "needed")
        assert torch.allclose(one, other[:, :size] if by_token else other, atol=1e-5), name


def test_fewer_layers_can_be_kept(encoder: Path) -> None:
    names = [name for name, _ in build_network(encoder, 1).named_parameters()]
    assert any(".layer.0." in name for name in names)
    assert not any(".layer.1." in name for name in names)


def test_frozen_layers_stay_as_they_were(tmp_path: Path, encoder: Path, records: list[Record]) -> None:
    settings = replace(SETTINGS, frozen=1)
    before = {name: value.clone() for name, value in build_network(encoder).state_dict().items()}
    trainer = Trainer(encoder, tmp_path, settings)
    trainer.run(records, 2)
    changed = {name for name, value in trainer.network.state_dict().items() if not torch.equal(value, before[name])}
    assert "encoder.embeddings.word_embeddings.weight" not in changed
    assert not [name for name in changed if name.startswith("encoder.encoder.layer.0.")]
    assert [name for name in changed if name.startswith("encoder.encoder.layer.1.")]


def test_the_rate_climbs_and_falls_to_nothing() -> None:
    shares = [scheduled(step, 100, 0.1) for step in range(101)]
    assert shares[0] == pytest.approx(0.1)
    assert max(shares) == shares[9] == 1.0
    assert shares[55] == pytest.approx(0.5)
    assert shares[100] == 0.0


def test_a_folder_without_an_encoder_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="--model"):
        build_network(tmp_path)
