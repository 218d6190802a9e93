"""The trained network: an encoder with heads for spans, has-answer, items, operands, needed words and classes.

The first token stands for "no answer" among the starts and ends.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedqa.index.errors import ModelUnusable
from seedqa.qa.reader.outputs import ITEM_TAGS, KINDS, OPERATIONS, SLOTS

if TYPE_CHECKING:
    from torch import Tensor, nn

FAR_BELOW = -10000.0
INPUTS = ("ids", "types", "attended", "readable", "asked")
OUTPUTS = ("starts", "ends", "has", "items", "slots", "needed", "operation", "kind", "affirmed")
_HEAD_WIDTH = 256
_UNTAGGED = 4.0
_NO_DROPOUT = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}


def build_network(model: Path, layers: int | None = None) -> "nn.Module":
    """A network over the encoder in ``model`` (its first ``layers`` layers), without dropout."""
    from transformers import AutoModel

    depth = {} if layers is None else {"num_hidden_layers": layers}
    encoder = AutoModel.from_pretrained(str(_existing(model)), add_pooling_layer=False, **_NO_DROPOUT, **depth)
    return network_over(encoder)


def network_over(encoder: Any) -> "nn.Module":
    """The heads over an encoder; ``forward`` gives the logits of ``OUTPUTS``."""
    import torch
    from torch import nn

    config = encoder.config
    width = int(config.hidden_size)
    typed = int(getattr(config, "type_vocab_size", 0)) > 1

    def classifier(classes: int) -> nn.Sequential:
        return nn.Sequential(nn.Linear(3 * width, _HEAD_WIDTH), nn.GELU(), nn.Linear(_HEAD_WIDTH, classes))

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder
            self.span = nn.Linear(width, 2)
            self.judge = nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Linear(width, 1))
            self.items = nn.Linear(width, len(ITEM_TAGS))
            self.slots = nn.Linear(width, len(SLOTS))
            self.needed = nn.Linear(width, 1)
            self.operation = classifier(len(OPERATIONS))
            self.kind = classifier(len(KINDS))
            self.affirmed = classifier(1)
            _mostly_untagged(self.items, self.slots)

        def forward(
            self, ids: "Tensor", types: "Tensor", attended: "Tensor", readable: "Tensor", asked: "Tensor"
        ) -> "tuple[Tensor, ...]":
            extra = {"token_type_ids": types} if typed else {}
            hidden = self.encoder(input_ids=ids, attention_mask=attended, **extra).last_hidden_state.float()
            logits = self.span(hidden) + (1.0 - readable).unsqueeze(-1) * FAR_BELOW
            chosen = torch.softmax(logits[:, 1:], dim=1).transpose(1, 2) @ hidden[:, 1:]
            seen = torch.cat([hidden[:, 0], chosen[:, 0], chosen[:, 1]], dim=-1)
            slots = self.slots(hidden)
            figures = (1.0 - torch.softmax(slots, -1)[..., 0]) * readable
            sort = torch.cat([hidden[:, 0], _mean(hidden, asked), _mean(hidden, figures)], dim=-1)
            return (
                logits[..., 0],
                logits[..., 1],
                self.judge(seen).squeeze(-1),
                self.items(hidden),
                slots,
                self.needed(hidden).squeeze(-1),
                self.operation(sort),
                self.kind(sort),
                self.affirmed(seen).squeeze(-1),
            )

    def _mostly_untagged(*heads: nn.Linear) -> None:
        """Tags are rare: where a head begins by saying so, its first losses do not drown the others."""
        with torch.no_grad():
            for head in heads:
                head.weight.mul_(0.1)
                head.bias.zero_()
                head.bias[0] = _UNTAGGED

    def _mean(hidden: "Tensor", weights: "Tensor") -> "Tensor":
        total = weights.sum(1, keepdim=True) + 0.01
        mean: Tensor = (weights.unsqueeze(1) @ hidden).squeeze(1) / total
        return mean

    return Network()


def _existing(model: Path) -> Path:
    if not (model / "config.json").is_file():
        raise ModelUnusable(f"no encoder in {model}", "pass --model a folder with config.json and model.safetensors")
    return model
