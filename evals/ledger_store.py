"""Indexes of made-up texts for measuring figures: real in all but the vectors, which figures do not look at.

Embedding a thousand sentences takes most of a minute and changes nothing here, so each text gets the same vector.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
from seedqa.index import build
from seedqa.index.embedding import Embedder
from seedqa.index.store import Store
from seedqa.index.vectors import Vectors


class ConstantEmbedder(Embedder):
    """The packaged model, whose query encoder is exported and checked, with one vector for all passages."""

    _exporting = False

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The same unit vector for each text; the model's own while it is exported."""
        if self._exporting:
            return super().embed(texts)
        vectors = np.zeros((len(texts), self.card.dimensions), dtype=np.float32)
        vectors[:, 0] = 1.0
        return vectors

    def export(self, folder: Path) -> None:
        """Exports the model as it is."""
        self._exporting = True
        try:
            super().export(folder)
        finally:
            self._exporting = False


@contextmanager
def constant_vectors() -> Iterator[None]:
    """Builds within this context embed nothing."""
    with mock.patch.object(build, "Embedder", ConstantEmbedder):
        yield


def open_texts(folder: Path, texts: Mapping[str, str]) -> Store:
    """Writes the texts below ``folder``, indexes them there and opens the index."""
    sources = folder / "texts"
    sources.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (sources / name).write_text(text, encoding="utf-8")
    with constant_vectors():
        build.build_index(folder / "index", [sources])
    return Store.open(folder / "index")
