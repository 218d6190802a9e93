"""The folder an exported reader lives in, and the card of settings that makes it one."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from seedqa.index.errors import ModelUnusable

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
CARD = "reader.json"
REMEDY = "restore the folder from the repository, or run: make train-reader"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns a window's has-answer logit and best span margin into log odds that it answers."""

    has: float = 1.0
    margin: float = 0.0
    bias: float = 0.0

    def odds(self, has: float, margin: float) -> float:
        """Log odds; nought means even chances."""
        return self.has * has + self.margin * margin + self.bias


@dataclass(frozen=True, slots=True)
class Least:
    """How likely a token has to be tagged for it to count, by tag; an operand, to be thought of at all."""

    items: float = 0.5
    operands: float = 0.05
    needed: float = 0.5


@dataclass(frozen=True, slots=True)
class ReaderCard:
    """How an exported reader is to be fed and what it says to be taken, and the digest its model must have;
    ``passages`` is how many it reads for a question where nothing else is set."""

    sha256: str
    length: int
    overlap: int
    passages: int = 4
    calibration: Calibration = field(default_factory=Calibration)
    least: Least = field(default_factory=Least)


def digest_of(folder: Path) -> str:
    """SHA-256 of the folder's model and tokenizer."""
    digest = hashlib.sha256()
    for name in (MODEL, TOKENIZER):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def save_card(folder: Path, card: ReaderCard) -> None:
    """Writes the card beside the model."""
    (folder / CARD).write_text(json.dumps(asdict(card), indent=1) + "\n", encoding="utf-8")


def load_card(folder: Path) -> ReaderCard:
    """The card of a whole, undamaged reader; ``ModelUnusable`` otherwise."""
    missing = [name for name in (MODEL, TOKENIZER, CARD) if not (folder / name).is_file()]
    if missing:
        raise ModelUnusable(f"the reader in {folder} lacks {', '.join(missing)}", REMEDY)
    try:
        fields = json.loads((folder / CARD).read_text(encoding="utf-8"))
        parts = {"calibration": Calibration(**fields["calibration"]), "least": Least(**fields.get("least", {}))}
        card = ReaderCard(**(fields | parts))
    except (ValueError, TypeError, KeyError) as error:
        raise ModelUnusable(f"the card of the reader in {folder} cannot be read ({error})", REMEDY) from None
    if digest_of(folder) != card.sha256:
        raise ModelUnusable(f"the reader in {folder} is damaged: its files are not those it was saved with", REMEDY)
    return card
