"""The trained network: an encoder with a start, an end and a has-answer head; and its loss.

The first token stands for "no answer" among the starts and ends.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from seedqa.index.errors import ModelUnusable
from seedqa.qa.reader.batches import Batch

if TYPE_CHECKING:
    from torch import Tensor, nn

_FAR_BELOW = -10000.0


def build_network(model: Path, layers: int | None = None) -> "nn.Module":
    """A network over the encoder in ``model`` (its first ``layers`` layers), without dropout.

    ``forward`` gives the logits of every start and end, and of there being an answer.
    """
    import torch
    from torch import nn
    from transformers import AutoModel

    depth = {} if layers is None else {"num_hidden_layers": layers}
    encoder = AutoModel.from_pretrained(str(_existing(model)), add_pooling_layer=False, **_NO_DROPOUT, **depth)
    width = int(encoder.config.hidden_size)
    typed = int(getattr(encoder.config, "type_vocab_size", 0)) > 1

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder
            self.span = nn.Linear(width, 2)
            self.judge = nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Linear(width, 1))

        def forward(
            self, ids: "Tensor", types: "Tensor", attended: "Tensor", readable: "Tensor"
        ) -> "tuple[Tensor, Tensor, Tensor]":
            extra = {"token_type_ids": types} if typed else {}
            hidden = self.encoder(input_ids=ids, attention_mask=attended, **extra).last_hidden_state.float()
            logits = self.span(hidden) + (1.0 - readable).unsqueeze(-1) * _FAR_BELOW
            chosen = torch.softmax(logits[:, 1:], dim=1).transpose(1, 2) @ hidden[:, 1:]
            seen = torch.cat([hidden[:, 0], chosen[:, 0], chosen[:, 1]], dim=-1)
            return logits[..., 0], logits[..., 1], self.judge(seen).squeeze(-1)

    return Network()


def loss_of(network: "nn.Module", batch: Batch, judged: float, half: bool) -> "Tensor":
    """Marginal log loss over the accepted spans, plus ``judged`` times the has-answer loss."""
    import torch
    from torch.nn import functional

    device = next(network.parameters()).device

    def tensor(name: str) -> "Tensor":
        return torch.from_numpy(getattr(batch, name)).to(device)

    with torch.autocast(device.type, torch.bfloat16, enabled=half):
        starts, ends, has = network(*(tensor(name) for name in ("ids", "types", "attended", "readable")))
    first = functional.log_softmax(starts.float(), -1).gather(1, tensor("starts"))
    last = functional.log_softmax(ends.float(), -1).gather(1, tensor("ends"))
    unknown = (1.0 - tensor("known")) * _FAR_BELOW
    span = -torch.logsumexp(first + last + unknown, -1).mean()
    return span + judged * functional.binary_cross_entropy_with_logits(has.float(), tensor("answerable"))


_NO_DROPOUT = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}


def _existing(model: Path) -> Path:
    if not (model / "config.json").is_file():
        raise ModelUnusable(f"no encoder in {model}", "pass --model a folder with config.json and model.safetensors")
    return model
