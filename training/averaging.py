"""The mean of two low points of one run: flatter, and a little better, than either (Izmailov et al. 2018)."""

from pathlib import Path
from typing import TYPE_CHECKING

from seedqa.index.errors import InputError

if TYPE_CHECKING:
    from torch import nn


def average(network: "nn.Module", checkpoint: Path) -> int:
    """Moves the network's weights half way to those of a checkpoint; the step that the checkpoint was written at.

    Only low points of the same run lie in one valley: the rate has to have fallen to nothing at both.
    """
    import torch

    if not checkpoint.is_file():
        raise InputError(f"there is no checkpoint {checkpoint}", "give the one that an earlier end of the run left")
    saved = torch.load(checkpoint, weights_only=True)
    other, own = saved["network"], network.state_dict()
    if {name: weights.shape for name, weights in other.items()} != {name: w.shape for name, w in own.items()}:
        raise InputError(f"{checkpoint} is of a network of another shape", "give a checkpoint of the same run")
    with torch.no_grad():
        for name, weights in own.items():
            weights.copy_((weights + other[name].to(weights.device)) / 2)
    return int(saved["step"])
