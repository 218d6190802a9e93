"""The fitted numbers of reading and verdict, kept beside the weights of the reader they belong to (``make fit``)."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seedqa.index.errors import ModelUnusable

_MODELS = ("reading", "verdict", "confidence", "calculation")
FILE = "fitted.json"


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
    those that the best finding is right, ``calculation`` those that a calculation is; ``thresholds`` are the least
    probabilities of the verdict to answer with, by how much caution is wanted, ``shown`` the least one of a calculation
    to show its figure."""

    reading: LinearModel
    verdict: LinearModel
    confidence: LinearModel
    calculation: LinearModel
    shown: float
    thresholds: Mapping[str, float]

    @classmethod
    def load(cls, folder: Path) -> "FittedModel":
        """The numbers fitted for the reader in ``folder``; ``ModelUnusable`` where there are none."""
        try:
            data: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
            linear = {name: LinearModel(tuple(data[name]["weights"]), data[name]["bias"]) for name in _MODELS}
            return cls(thresholds=data["thresholds"], shown=data["shown"], **linear)
        except (OSError, ValueError, KeyError, TypeError):
            raise ModelUnusable(
                f"{folder} has no fitted numbers", "fit them: python -m seedqa.evals.fit --reader DIR"
            ) from None

    def save(self, folder: Path) -> None:
        """Writes the numbers, rounded to four places so that a new fit reads well in a diff."""
        data: dict[str, Any] = {
            name: {"weights": [round(w, 4) for w in model.weights], "bias": round(model.bias, 4)}
            for name, model in zip(_MODELS, self._models, strict=True)
        }
        data["shown"] = round(self.shown, 4)
        data["thresholds"] = {caution: round(least, 4) for caution, least in self.thresholds.items()}
        (folder / FILE).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")

    @property
    def _models(self) -> tuple[LinearModel, ...]:
        return self.reading, self.verdict, self.confidence, self.calculation


def probability(log_odds: float) -> float:
    """The logistic function, without overflow."""
    return 0.5 * (1.0 + math.tanh(0.5 * log_odds))
