"""Question -> unit vector while asking: the exported model under onnxruntime, without torch."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from seedqa.index.errors import ModelUnusable
from seedqa.index.manifest import file_hash

_CARD = "encoder.json"
_FILES = ("model.onnx", "tokenizer.json")


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
    (folder / _CARD).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def is_encoder(folder: Path) -> bool:
    """Whether ``folder`` holds an exported encoder, whole."""
    try:
        files = json.loads((folder / _CARD).read_text(encoding="utf-8"))["files"]
        return all(file_hash(folder / name) == files[name] for name in _FILES)
    except (OSError, ValueError, KeyError, TypeError):
        return False


class QueryEncoder:
    """An exported encoder; safe to use from many threads."""

    def __init__(self, session: Any, tokenizer: Any, card: EncoderCard) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.card = card

    @classmethod
    def open(cls, folder: Path, threads: int = 2) -> "QueryEncoder":
        """Loads the encoder exported to ``folder``; ``ModelUnusable`` if it is missing or damaged."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        try:
            card = EncoderCard(**json.loads((folder / _CARD).read_text(encoding="utf-8"))["card"])
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            model = str(folder / "model.onnx")
            session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # both libraries raise bare Exceptions of their own
            problem = f"the query encoder in {folder} is missing or damaged ({str(error).splitlines()[0]})"
            raise ModelUnusable(problem, "rebuild the index with: qa index") from None
        tokenizer.no_padding()
        tokenizer.enable_truncation(card.length)
        return cls(session, tokenizer, card)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one piece of the model's vocabulary: a common word rather than a rare name."""
        return self._tokenizer.token_to_id(word) is not None

    def encode(self, text: str) -> NDArray[np.float32]:
        """The unit vector of one text, shape (dimensions,)."""
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        (vectors,) = self._session.run(["vector"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        vector: NDArray[np.float32] = vectors[0]
        return vector
