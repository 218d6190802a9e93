"""Where the encoder of an index is: bundled with the product or, of another model, kept beside the generations."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from seedqa.index.embedding import Embedder, weights_hash
from seedqa.index.encoder import CARD, Encoder, is_encoder, load_card
from seedqa.index.errors import IndexUnusable, ModelUnusable
from seedqa.index.manifest import Manifest

BUNDLED = "bundled:all-MiniLM-L6-v2"
BUNDLED_FOLDER = Path(__file__).with_name("weights") / "minilm"
_REINSTALL = "install seedqa anew"


def weights_of(model: str) -> str:
    """Hex digest that changes whenever the model named would embed differently."""
    return _bundled_weights() if model == BUNDLED else weights_hash(model)


def open_encoder(index: Path, model: str, weights: str) -> Encoder:
    """The encoder that an index was built with; ``IndexUnusable`` or ``ModelUnusable`` where it is not at hand."""
    if weights == _bundled_weights():
        return Encoder.open(BUNDLED_FOLDER, _REINSTALL)
    if model == BUNDLED:
        problem = f"the index in {index} was built with another version of the bundled encoder ({weights[:16]})"
        raise IndexUnusable(problem, "rebuild it with: qa index, or use the version of seedqa that built it")
    return Encoder.open(kept_folder(index, weights))


def ready_encoder(index: Path, model: str) -> Encoder:
    """The encoder of a model, to build an index with; exported into the index where it is not there, whole."""
    weights = weights_of(model)
    if model != BUNDLED and not is_encoder(kept_folder(index, weights)):
        _export(model, kept_folder(index, weights))
    return open_encoder(index, model, weights)


def is_ready(index: Path, model: str) -> bool:
    """Whether the encoder of a model is at hand, whole."""
    return model == BUNDLED or is_encoder(kept_folder(index, weights_of(model)))


def clear_encoders(index: Path) -> None:
    """Removes the kept encoders that no generation was built with."""
    used = {kept_folder(index, weights) for weights in _weights_in_use(index)}
    for folder in set((index / "encoders").glob("*")) - used:
        shutil.rmtree(folder, ignore_errors=True)


def _weights_in_use(index: Path) -> Iterator[str]:
    for generation in index.glob("generation-*"):
        with suppress(IndexUnusable):
            yield Manifest.load(generation).weights


def kept_folder(index: Path, weights: str) -> Path:
    """Where an index keeps the encoder of a model that is not bundled."""
    return index / "encoders" / weights[:16]


def _bundled_weights() -> str:
    try:
        return load_card(BUNDLED_FOLDER).weights
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnusable(f"the bundled encoder has no readable {CARD} ({error})", _REINSTALL) from None


def _export(model: str, target: Path) -> None:
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    Embedder.open(model).export(fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
