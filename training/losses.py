"""What the network's outputs cost against a batch's labels; outputs without a label cost nothing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.batches import Batch
from training.network import FAR_BELOW, INPUTS, OUTPUTS
from training.tagging import IGNORED

if TYPE_CHECKING:
    from torch import Tensor, nn

_FEWEST = 8


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each loss counts beside that of the span."""

    judged: float = 0.5
    items: float = 0.7
    slots: float = 1.5
    needed: float = 0.5
    operation: float = 0.6
    kind: float = 0.15
    affirmed: float = 0.5


def losses_of(network: "nn.Module", batch: Batch, half: bool) -> "dict[str, Tensor]":
    """Each loss by name, unweighted: marginal log loss over accepted spans, cross entropies of the others."""
    import torch

    device = next(network.parameters()).device
    tensors = {name: torch.from_numpy(getattr(batch, name)).to(device) for name in batch.__dataclass_fields__}
    with torch.autocast(device.type, torch.bfloat16, enabled=half):
        found = network(*(tensors[name] for name in INPUTS))
    given = {name: value.float() for name, value in zip(OUTPUTS, found, strict=True)}
    judged = torch.nn.functional.binary_cross_entropy_with_logits(given["has"], tensors["answerable"])
    losses = {"span": _span(given, tensors), "judged": judged}
    losses |= {name: _tags(given[name], tensors[name]) for name in ("items", "slots")}
    losses |= {name: _class(given[name], tensors[name]) for name in ("operation", "kind")}
    losses |= {"needed": _needed(given["needed"], tensors["needed"])}
    return losses | {"affirmed": _affirmed(given["affirmed"], tensors["affirmed"])}


def weighed(losses: "dict[str, Tensor]", weights: Weights) -> "Tensor":
    """The sum that is learned from."""
    total = losses["span"]
    for name, loss in losses.items():
        if name != "span":
            total = total + float(getattr(weights, name)) * loss
    return total


def _span(given: "dict[str, Tensor]", tensors: "dict[str, Tensor]") -> "Tensor":
    import torch
    from torch.nn.functional import log_softmax

    first = log_softmax(given["starts"], -1).gather(1, tensors["starts"])
    last = log_softmax(given["ends"], -1).gather(1, tensors["ends"])
    unknown = (1.0 - tensors["known"]) * FAR_BELOW
    return -torch.logsumexp(first + last + unknown, -1).mean()


def _tags(logits: "Tensor", tags: "Tensor") -> "Tensor":
    """Cross entropy summed over a window's tokens, per tagged token (at least ``_FEWEST``), over the whole batch."""
    from torch.nn.functional import cross_entropy

    lost = cross_entropy(logits.transpose(1, 2), tags, ignore_index=IGNORED, reduction="none").sum(1)
    return (lost / (tags > 0).sum(1).clamp(min=_FEWEST)).mean()


def _class(logits: "Tensor", classes: "Tensor") -> "Tensor":
    from torch.nn.functional import cross_entropy

    return cross_entropy(logits, classes, ignore_index=IGNORED, reduction="sum") / len(classes)


def _needed(logits: "Tensor", tags: "Tensor") -> "Tensor":
    from torch.nn.functional import binary_cross_entropy_with_logits

    known = (tags != IGNORED).float()
    lost = binary_cross_entropy_with_logits(logits, tags.clamp(min=0).float(), weight=known, reduction="none").sum(1)
    return (lost / (tags > 0).sum(1).clamp(min=_FEWEST)).mean()


def _affirmed(logits: "Tensor", classes: "Tensor") -> "Tensor":
    from torch.nn.functional import binary_cross_entropy_with_logits

    known = (classes != IGNORED).float()
    return binary_cross_entropy_with_logits(logits, classes.clamp(min=0).float(), weight=known)
