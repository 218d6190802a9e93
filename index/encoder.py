"""Texts -> unit vectors, while indexing and while asking: an exported model under onnxruntime, without torch.

Each text is run by itself and on one thread, so that its vector depends on nothing but its words: not on the texts
beside it, their order, or how many cores there are. (An int8 model scales all it is given at once by the largest.)
"""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from seedqa.index.errors import ModelUnusable
from seedqa.index.manifest import file_hash

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
CARD = "encoder.json"
_FILES = (MODEL, TOKENIZER)


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """Which model an encoder is: its name, its weights' hash, vector size, longest input in tokens."""

    model: str
    weights: str
    dimensions: int
    length: int


def save_card(folder: Path, card: EncoderCard) -> None:
    """Writes the card beside the exported model, with the hashes of the files it describes."""
    described = {"card": asdict(card), "files": {name: file_hash(folder / name) for name in _FILES}}
    (folder / CARD).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def load_card(folder: Path) -> EncoderCard:
    """Reads the card; ``OSError``, ``ValueError``, ``KeyError`` or ``TypeError`` where there is none."""
    return EncoderCard(**json.loads((folder / CARD).read_text(encoding="utf-8"))["card"])


def is_encoder(folder: Path) -> bool:
    """Whether ``folder`` holds an exported encoder, whole."""
    try:
        files = json.loads((folder / CARD).read_text(encoding="utf-8"))["files"]
        return all(file_hash(folder / name) == files[name] for name in _FILES)
    except (OSError, ValueError, KeyError, TypeError):
        return False


class Encoder:
    """An exported encoder; safe to use from many threads."""

    def __init__(self, session: Any, tokenizer: Any, card: EncoderCard) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.card = card

    @classmethod
    def open(cls, folder: Path, remedy: str = "rebuild the index with: qa index") -> "Encoder":
        """Loads the encoder exported to ``folder``; ``ModelUnusable`` with the remedy if it is missing or damaged."""
        from tokenizers import Tokenizer

        try:
            card = load_card(folder)
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            session = _session(folder / MODEL)
        except Exception as error:  # both libraries raise bare Exceptions of their own
            problem = f"the encoder in {folder} is missing or damaged ({str(error).splitlines()[0]})"
            raise ModelUnusable(problem, remedy) from None
        tokenizer.no_padding()
        tokenizer.enable_truncation(card.length)
        return cls(session, tokenizer, card)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one piece of the model's vocabulary: a common word rather than a rare name."""
        return self._tokenizer.token_to_id(word) is not None

    def encode(self, text: str) -> NDArray[np.float32]:
        """The unit vector of one text, shape (dimensions,)."""
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        (vectors,) = self._session.run(["vector"], {"input_ids": ids})
        vector: NDArray[np.float32] = vectors[0]
        return vector

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The unit vectors of many texts, shape (len(texts), dimensions), worked out on all cores."""
        vectors = np.zeros((len(texts), self.card.dimensions), dtype=np.float32)
        # The longest first: at the end no core is left alone with a long one.
        places = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        with ThreadPoolExecutor(_cores(), thread_name_prefix="encoder") as workers:
            for place, vector in zip(places, workers.map(self.encode, [texts[p] for p in places]), strict=True):
                vectors[place] = vector
        return vectors


def _session(model: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
