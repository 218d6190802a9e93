"""The training loop: rates, steps, checkpoints.

One seed decides everything; a run that was cut off goes on from its last checkpoint to the same end.
"""

import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedqa.index.errors import InputError
from seedqa.qa.reader.folder import MODEL, TOKENIZER
from seedqa.qa.reader.windows import Windower

from training.batches import Batch, Shape, batches_of
from training.losses import Weights, losses_of, weighed
from training.network import build_network
from training.records import Record
from training.starting import network_from

if TYPE_CHECKING:
    from torch import nn
    from torch.optim import Optimizer

CHECKPOINT = "checkpoint.pt"
Plan = tuple[int, dict[str, float]]
_CHANGEABLE = ("examples", "rate", "head_rate")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on besides its data and its encoder."""

    examples: int = 86_400
    seed: int = 7
    length: int = 192
    overlap: int = 48
    size: int = 32
    rate: float = 1.5e-4
    head_rate: float = 5e-4
    layer_decay: float = 0.95
    warmup: float = 0.05
    weight_decay: float = 0.01
    half: bool = True
    layers: int | None = None
    frozen: int = 0
    weights: Weights = Weights()

    @property
    def steps(self) -> int:
        """How many batches that is."""
        return -(-self.examples // self.size)


class Trainer:
    """A network, its optimizer and how far they have come."""

    def __init__(
        self, model: Path, out: Path, settings: Settings, device: str = "cpu", tokenizer: Path | None = None
    ) -> None:
        import torch

        torch.manual_seed(settings.seed)
        self.settings = settings
        network, fresh = opened(model, settings.layers)
        self.network: nn.Module = network.to(device)
        freeze(self.network, settings.frozen)
        self.optimizer: Optimizer = torch.optim.AdamW(
            _groups(self.network, settings, fresh), betas=(0.9, 0.98), eps=1e-6, fused=True
        )
        self.windower = Windower.open(tokenizer or model / TOKENIZER, settings.length, settings.overlap)
        self.step = 0
        self.plans: list[Plan] = [(0, _changeable(settings))]
        self._file = out / CHECKPOINT

    def resume(self) -> None:
        """Goes back to the last checkpoint, where there is one."""
        import torch

        if self._file.exists():
            saved = torch.load(self._file, weights_only=True)
            _same(asdict(Settings()) | saved["settings"], asdict(self.settings), self._file)
            peaks = [group["peak"] for group in self.optimizer.param_groups]
            self.network.load_state_dict(saved["network"])
            self.optimizer.load_state_dict(saved["optimizer"])
            for group, peak in zip(self.optimizer.param_groups, peaks, strict=True):
                group["peak"] = peak
            self.step = saved["step"]
            self._replan(saved["plans"])

    def save(self) -> None:
        """Writes a checkpoint; a crash meanwhile leaves the one before."""
        import torch

        state: dict[str, Any] = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "plans": self.plans,
            "settings": asdict(self.settings),
        }
        fresh = self._file.with_suffix(".new")
        torch.save(state, fresh)
        os.replace(fresh, self._file)

    def run(self, plan: Sequence[Record], until: int, every: float = 600.0) -> None:
        """Trains up to step ``until``, saving every so many seconds and at the end."""
        shape = Shape(self.settings.size)
        saved = time.monotonic()
        pace = _Pace(self.step)
        self.network.train()
        for batch in batches_of(plan, self.windower, shape, self.settings.seed, self.step):
            if self.step >= until:
                break
            self._learn(batch, pace)
            if time.monotonic() - saved > every:
                self.save()
                saved = time.monotonic()
        self.save()

    def _learn(self, batch: Batch, pace: "_Pace") -> None:
        import torch
        from torch.nn.utils import clip_grad_norm_

        self._set_rates()
        losses = losses_of(self.network, batch, self.settings.half)
        torch.autograd.backward(weighed(losses, self.settings.weights))
        clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        pace.tell(self.step, self.settings, {name: loss.item() for name, loss in losses.items()})

    def _replan(self, plans: Sequence[Plan]) -> None:
        """Keeps from which step on the run was meant how."""
        self.plans = [(step, dict(meant)) for step, meant in plans]
        before = {name: value for _, meant in self.plans for name, value in meant.items()}
        changed = {name: value for name, value in _changeable(self.settings).items() if before.get(name) != value}
        if changed:
            self.plans.append((self.step, changed))

    def _set_rates(self) -> None:
        share = scheduled(self.step, self.settings.steps, self.settings.warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * share


class _Pace:
    """The running losses and speed, told now and then."""

    def __init__(self, first: int) -> None:
        self._first, self._begun = first, time.monotonic()
        self._means: dict[str, float] = {}

    def tell(self, step: int, settings: Settings, losses: dict[str, float]) -> None:
        """Takes in a step's losses; prints a line every ten steps."""
        for name, loss in losses.items():
            mean = self._means.get(name, 0.0)
            self._means[name] = mean + (loss - mean) / min(step - self._first, 50)
        if step % 10 == 0:
            speed = (step - self._first) * settings.size / (time.monotonic() - self._begun)
            told = " ".join(f"{name} {mean:.3f}" for name, mean in self._means.items())
            print(f"step {step}/{settings.steps} {told}, {speed:.1f} examples/s", flush=True)


def opened(model: Path, layers: int | None) -> "tuple[nn.Module, frozenset[str] | None]":
    """The network to train, and the names of the weights that are new where it goes on from an exported reader."""
    if (model / MODEL).is_file() and not (model / "config.json").is_file():
        return network_from(model / MODEL)
    return build_network(model, layers), None


def scheduled(step: int, steps: int, warmup: float) -> float:
    """The share of the peak rate at a step: a linear climb, then a linear fall to nothing."""
    climb = max(1, round(steps * warmup))
    return min((step + 1) / climb, max(0.0, (steps - step) / max(1, steps - climb)))


def freeze(network: "nn.Module", layers: int) -> None:
    """Keeps the embeddings and the first ``layers`` layers of the encoder as they are; 0 trains everything.

    The lowest layers change least when a reader is trained, and a third of the work is theirs.
    """
    if layers:
        for name, parameter in network.named_parameters():
            if name.startswith("encoder.") and _layer(name) <= layers:
                parameter.requires_grad_(False)


def _groups(network: "nn.Module", settings: Settings, fresh: frozenset[str] | None) -> list[dict[str, Any]]:
    """Parameters by rate and decay: lower layers slower, heads that are new faster."""
    layers = 1 + max((_layer(name) for name, _ in network.named_parameters()), default=0)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        depth = layers - 1 - _layer(name)
        learned = name.startswith("encoder.") or (fresh is not None and name not in fresh)
        peak = settings.rate * (settings.layer_decay**depth if name.startswith("encoder.") else 1.0)
        peak = peak if learned else settings.head_rate
        decay = 0.0 if parameter.ndim < 2 else settings.weight_decay
        groups.setdefault((peak, decay), []).append(parameter)
    return [
        {"params": found, "peak": peak, "lr": peak, "weight_decay": decay} for (peak, decay), found in groups.items()
    ]


def _layer(name: str) -> int:
    numbers = [int(part) for part in name.split(".") if part.isdigit()]
    return numbers[0] + 1 if name.startswith("encoder.") and numbers else 0


def _changeable(settings: Settings) -> dict[str, float]:
    """What a run may change on its way: its length and its rates."""
    return {name: getattr(settings, name) for name in _CHANGEABLE}


def _same(saved: dict[str, Any], wanted: dict[str, Any], file: Path) -> None:
    """A run may change its length, rates and the weights of its losses, but not be turned into another one."""
    free = (*_CHANGEABLE, "weights")
    differing = [name for name, value in wanted.items() if saved.get(name) != value and name not in free]
    if differing:
        problem = f"{file} is of a run with another {', '.join(differing)}"
        raise InputError(problem, "give the settings it was begun with, or another --out")
