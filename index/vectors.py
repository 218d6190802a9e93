"""Nearest passages by inner product; the only import of faiss.

Files are immutable: a writer works on a copy in memory and writes a new file, a reader maps one.
(Adding to a mapped index aborts the process and removing from it is a segmentation fault.)
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray
from seedqa.index.errors import IndexUnusable

Vectors = NDArray[np.float32]


def write_vectors(
    target: Path, base: Path | None, removed: Sequence[int], ids: Sequence[int], vectors: Vectors
) -> None:
    """Writes ``base`` less ``removed`` plus ``vectors`` (shape (len(ids), dimensions)) as ``target``."""
    index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1])) if base is None else faiss.read_index(str(base))
    index.remove_ids(np.array(removed, dtype=np.int64))
    if len(ids):
        index.add_with_ids(vectors, np.array(ids, dtype=np.int64))
    try:
        faiss.write_index(index, str(target))
    except RuntimeError:
        raise OSError(f"the vector file {target} cannot be written") from None


class VectorIndex:
    """A vector file opened for searching; safe to use from many threads."""

    def __init__(self, index: Any, ids: Sequence[int] | None = None) -> None:
        self._index = index
        self._count = int(index.ntotal) if ids is None else len(ids)
        self._among = None if ids is None else _among(ids)

    @classmethod
    def open(cls, file: Path) -> "VectorIndex":
        """Maps the file; ``IndexUnusable`` if it is not a whole vector file."""
        try:
            return cls(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC))
        except (RuntimeError, MemoryError):
            raise IndexUnusable(f"the vector file {file} is damaged", "rebuild it with: qa index") from None

    def limited_to(self, ids: Sequence[int]) -> "VectorIndex":
        """The same file as if it held only those ids, which it does hold."""
        return VectorIndex(self._index, ids)

    def __len__(self) -> int:
        return self._count

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """The ids nearest to a unit vector of shape (dimensions,), with their cosine, best first."""
        count = min(limit, len(self))
        if count == 0:
            return []
        scores, ids = self._index.search(vector[np.newaxis, :], count, params=self._among)
        found = [(int(key), float(score)) for key, score in zip(ids[0], scores[0], strict=True) if key >= 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _among(ids: Sequence[int]) -> Any:
    """Search parameters that let these ids through; they keep what they are made of alive."""
    parameters: Any = faiss.SearchParameters
    return parameters(sel=faiss.IDSelectorBatch(np.array(ids, dtype=np.int64)))
