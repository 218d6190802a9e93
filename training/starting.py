"""A network to go on from: the weights of an exported int8 reader, turned back into those it was exported from."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from seedqa.index.errors import ModelUnusable

from training.network import network_over

if TYPE_CHECKING:
    from torch import nn

Arrays = Mapping[str, NDArray[Any]]
_PREFIX = "inner."
_SPLIT = (".exact.weight", ".mask")  # What the export adds where it splits large channels off.
_FIRST_LAYER = "encoder.encoder.layer.0."


def network_from(exported: Path) -> "tuple[nn.Module, frozenset[str]]":
    """The network with an exported MPNet reader's weights, and the names of those it did not have."""
    import torch
    from transformers import MPNetModel

    weights = weights_of(exported)
    network = network_over(MPNetModel(_config(weights), add_pooling_layer=False))
    given = {name: torch.tensor(value) for name, value in weights.items()}
    found = network.load_state_dict(given, strict=False)
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
    found = {name: value for name, value in stored.items() if value.dtype == np.float32 and value.ndim}
    plain = {name: value for name, value in found.items() if not name.endswith("_scale")}
    for base in (name.removesuffix("_quantized") for name in stored if name.endswith("_quantized")):
        value = _restored(stored, base)
        # The export turns every layer's matrix; the encoder's tables, which keep their names, it leaves as they are.
        turned = base in names or not base.startswith(f"{_PREFIX}encoder.")
        plain[names.get(base, base)] = value.T if turned else value
    named = {name.removeprefix(_PREFIX).replace(".linear.", "."): value for name, value in plain.items()}
    return {name: np.ascontiguousarray(value) for name, value in named.items() if not name.endswith(_SPLIT)}


def _config(weights: Arrays) -> Any:
    from transformers import MPNetConfig

    words, width = weights["encoder.embeddings.word_embeddings.weight"].shape
    return MPNetConfig(
        vocab_size=words,
        hidden_size=width,
        num_hidden_layers=1 + max(int(name.split("layer.")[1].split(".")[0]) for name in weights if "layer." in name),
        num_attention_heads=weights["encoder.encoder.relative_attention_bias.weight"].shape[1],
        intermediate_size=len(weights[f"{_FIRST_LAYER}intermediate.dense.bias"]),
        max_position_embeddings=len(weights["encoder.embeddings.position_embeddings.weight"]),
        layer_norm_eps=1e-5,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )


def _restored(stored: Arrays, base: str) -> NDArray[np.float32]:
    quantised = stored[f"{base}_quantized"].astype(np.float32)
    point = stored[f"{base}_zero_point"].astype(np.float32)
    restored: NDArray[np.float32] = (quantised - point) * stored[f"{base}_scale"].astype(np.float32)
    return restored


def _matrix_names(nodes: Iterable[Any], stored: Arrays) -> dict[str, str]:
    """The nameless matrices' names, from the bias that is added after each."""
    listed = list(nodes)
    after: dict[str, list[Any]] = {}
    for node in listed:
        for name in node.input:
            after.setdefault(name, []).append(node)
    found = {}
    for node in listed:
        if node.op_type == "MatMulInteger" and node.input[1].startswith("onnx::"):
            bias = _bias_after(node.output[0], after, stored)
            found[node.input[1].removesuffix("_quantized")] = bias.removesuffix("bias") + "weight"
    return found


def _bias_after(output: str, after: Mapping[str, list[Any]], stored: Arrays) -> str:
    name = output
    while True:
        (node,) = after[name]
        if node.op_type == "Add":
            return next(str(given) for given in node.input if given in stored)
        name = node.output[0]
