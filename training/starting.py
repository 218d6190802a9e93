"""A network to go on from: the weights of an exported int8 reader, turned back into those it was exported from."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from seedqa.index.errors import ModelUnusable

from training.network import network_over

if TYPE_CHECKING:
    from torch import nn

_PREFIX = "inner."


def network_from(exported: Path) -> "tuple[nn.Module, frozenset[str]]":
    """The network with an exported MPNet reader's weights, and the names of those it did not have."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    weights = weights_of(exported)
    layers = 1 + max(int(name.split("layer.")[1].split(".")[0]) for name in weights if "layer." in name)
    words, width = weights["encoder.embeddings.word_embeddings.weight"].shape
    depth = {"num_hidden_layers": layers, "vocab_size": words, "hidden_size": width, "max_position_embeddings": 514}
    config = MPNetConfig(**depth, layer_norm_eps=1e-5, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    network = network_over(MPNetModel(config, add_pooling_layer=False))
    found = network.load_state_dict({name: torch.tensor(value) for name, value in weights.items()}, strict=False)
    missing = frozenset(name for name in found.missing_keys if not name.endswith("position_ids"))
    if found.unexpected_keys or any(name.startswith("encoder.") for name in missing):
        raise ModelUnusable(f"{exported} is of a network of another shape", "give an exported MPNet reader")
    return network, missing


def weights_of(exported: Path) -> dict[str, NDArray[np.float32]]:
    """The network's weights by the names they had before the export."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(exported)).graph
    stored = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    names = _matrix_names(graph.node, stored)
    weights = {name: value for name, value in stored.items() if value.dtype == np.float32 and value.ndim}
    plain = {name: value for name, value in weights.items() if not name.endswith("_scale")}
    for quantised in (name for name in stored if name.endswith("_quantized")):
        base = quantised.removesuffix("_quantized")
        value = _restored(stored, base)
        turned = base in names or ".weight" not in base or _is_head(base)
        plain[names.get(base, base)] = value.T if turned else value
    return {name.removeprefix(_PREFIX): np.ascontiguousarray(value) for name, value in plain.items()}


def _restored(stored: Mapping[str, NDArray[np.generic]], base: str) -> NDArray[np.float32]:
    quantised = stored[f"{base}_quantized"].astype(np.float32)
    point = stored[f"{base}_zero_point"].astype(np.float32)
    restored: NDArray[np.float32] = (quantised - point) * stored[f"{base}_scale"].astype(np.float32)
    return restored


def _is_head(base: str) -> bool:
    """Whether these are the weights of a head's layer, which the export keeps turned but under its name."""
    return not base.startswith(f"{_PREFIX}encoder.")


def _matrix_names(nodes: "object", stored: Mapping[str, NDArray[np.generic]]) -> dict[str, str]:
    """The nameless matrices' names, from the bias that is added after each."""
    after: dict[str, list[object]] = {}
    for node in nodes:  # type: ignore[attr-defined]
        for name in node.input:
            after.setdefault(name, []).append(node)
    found = {}
    for node in nodes:  # type: ignore[attr-defined]
        if node.op_type == "MatMulInteger" and node.input[1].startswith("onnx::"):
            bias = _bias_after(node.output[0], after, stored)
            found[node.input[1].removesuffix("_quantized")] = bias.removesuffix("bias") + "weight"
    return found


def _bias_after(output: str, after: Mapping[str, list[object]], stored: Mapping[str, NDArray[np.generic]]) -> str:
    name = output
    while True:
        (node,) = after[name]
        if node.op_type == "Add":  # type: ignore[attr-defined]
            return next(str(given) for given in node.input if given in stored)  # type: ignore[attr-defined]
        name = node.output[0]  # type: ignore[attr-defined]
