"""An exported int8 reader turns back into the network that it was exported from, but for rounding."""

from pathlib import Path

import numpy as np
import pytest
import torch
from seedqa.qa.reader.windows import Windower

from training.export import export_reader
from training.network import INPUTS, network_over
from training.outliers import is_exact, samples_of, split_outliers
from training.records import Record
from training.starting import network_from


@pytest.fixture(scope="module")
def network() -> torch.nn.Module:
    from transformers import MPNetConfig, MPNetModel

    torch.manual_seed(5)
    config = MPNetConfig(
        vocab_size=30527,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=66,
    )
    network = network_over(MPNetModel(config, add_pooling_layer=False)).eval()
    with torch.no_grad():  # An export stores equal weights once, as those of a network that has learned never are.
        for weights in network.parameters():
            weights.add_(0.1 * torch.randn_like(weights))
    return network


@pytest.mark.parametrize("split", [False, True])
def test_every_weight_comes_back_within_a_rounding_step(
    network: torch.nn.Module,
    tmp_path: Path,
    tokenizer_file: Path,
    windower: Windower,
    records: list[Record],
    split: bool,
) -> None:
    export_reader(network, tokenizer_file, windower, tmp_path, records if split else ())
    back, missing = network_from(tmp_path / "model.onnx")
    assert missing == frozenset()
    again = back.state_dict()
    for name, weights in network.state_dict().items():
        step = float(weights.float().abs().max()) / 127 + 1e-6
        assert np.abs(again[name].numpy() - weights.numpy()).max() <= step, name


def test_large_channels_are_multiplied_exactly_and_change_nothing(
    network: torch.nn.Module, windower: Windower, records: list[Record]
) -> None:
    samples = samples_of(records, windower)
    split = split_outliers(network, samples, 3)
    given = [torch.from_numpy(getattr(samples[0], name)) for name in INPUTS]
    with torch.no_grad():
        pairs = zip(network(*given), split(*given), strict=True)
        assert all(torch.allclose(one, other, atol=1e-4) for one, other in pairs)
    halves = {name for name, _ in split.named_modules() if name.endswith(".exact")}
    assert len(halves) == 2 * 6
    assert {is_exact(f"/inner/{name.replace('.', '/')}/MatMul") for name in halves} == {True}
    assert not is_exact("/inner/encoder/layer.0/attention/attn/q/linear/MatMul")


def test_heads_that_the_export_lacks_are_named_as_new(
    network: torch.nn.Module, tmp_path: Path, tokenizer_file: Path, windower: Windower
) -> None:
    import onnx

    export_reader(network, tokenizer_file, windower, tmp_path)
    model = onnx.load(str(tmp_path / "model.onnx"))
    kept = [entry for entry in model.graph.initializer if "inner.kind." not in entry.name]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    onnx.save(model, str(tmp_path / "less.onnx"))
    _, missing = network_from(tmp_path / "less.onnx")
    assert missing == {"kind.0.weight", "kind.0.bias", "kind.2.weight", "kind.2.bias"}
