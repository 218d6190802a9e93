"""Indexes of made-up texts for measuring figures: real in all but the vectors, which figures do not look at.

Embedding a thousand sentences takes most of a minute and changes nothing here, so each text gets the same vector.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
from seedqa.index.build import build_index
from seedqa.index.encoder import Encoder
from seedqa.index.store import Store
from seedqa.index.vectors import Vectors


@contextmanager
def constant_vectors() -> Iterator[None]:
    """Builds within this context embed nothing."""
    with mock.patch.object(Encoder, "embed", _alike):
        yield


def _alike(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """The same unit vector for each text."""
    vectors = np.zeros((len(texts), encoder.card.dimensions), dtype=np.float32)
    vectors[:, 0] = 1.0
    return vectors


def open_texts(folder: Path, texts: Mapping[str, str]) -> Store:
    """Writes the texts below ``folder``, indexes them there and opens the index."""
    sources = folder / "texts"
    sources.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (sources / name).write_text(text, encoding="utf-8")
    with constant_vectors():
        build_index(folder / "index", [sources])
    return Store.open(folder / "index")
