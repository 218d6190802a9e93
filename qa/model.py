"""The fitted numbers of reading and verdict, kept in ``model.json`` beside this file and fitted by ``make fit``."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MODELS = ("reading", "verdict", "confidence")
FILE = Path(__file__).with_name("model.json")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Log-odds ``bias + weights . features``."""

    weights: tuple[float, ...]
    bias: float

    def score(self, features: Sequence[float]) -> float:
        """The log-odds for one row of features, of the length of ``weights``."""
        return self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))


@dataclass(frozen=True, slots=True)
class FittedModel:
    """``reading`` ranks findings; ``verdict`` gives the log-odds that the documents answer at all, ``confidence``
    those that the best finding is right; ``threshold`` is the least probability of the first to answer with."""

    reading: LinearModel
    verdict: LinearModel
    confidence: LinearModel
    threshold: float

    @classmethod
    def load(cls, file: Path = FILE) -> "FittedModel":
        """The committed numbers."""
        data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        linear = {name: LinearModel(tuple(data[name]["weights"]), data[name]["bias"]) for name in _MODELS}
        return cls(threshold=data["threshold"], **linear)

    def save(self, file: Path = FILE) -> None:
        """Writes the numbers, rounded to four places so that a new fit reads well in a diff."""
        data: dict[str, Any] = {
            name: {"weights": [round(w, 4) for w in model.weights], "bias": round(model.bias, 4)}
            for name, model in zip(_MODELS, (self.reading, self.verdict, self.confidence), strict=True)
        }
        file.write_text(json.dumps(data | {"threshold": round(self.threshold, 4)}, indent=1) + "\n", encoding="utf-8")


def probability(log_odds: float) -> float:
    """The logistic function, without overflow."""
    return 0.5 * (1.0 + math.tanh(0.5 * log_odds))
