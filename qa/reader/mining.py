"""The best wrong passages for a question: BM25 over all contexts, those that hold an accepted answer left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.reader.records import Record

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_WORD = re.compile(r"\w+")
_SATURATION = 1.2
_LENGTH_WEIGHT = 0.75
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Miner:
    """BM25 weights of every context, one row each, over a shared vocabulary."""

    contexts: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: "csr_matrix"

    @classmethod
    def over(cls, contexts: Sequence[str]) -> "Miner":
        """A miner over the distinct contexts, in their first order."""
        distinct = tuple(dict.fromkeys(contexts))
        vocabulary: dict[str, int] = {}
        for context in distinct:
            for word in _words(context):
                vocabulary.setdefault(word, len(vocabulary))
        return cls(distinct, vocabulary, _bm25(_counts(distinct, vocabulary)))

    def wrong(self, records: Sequence[Record], keep: int) -> list[list[str]]:
        """For each record up to ``keep`` contexts, best first, that do not hold any of its answers."""
        found: list[list[str]] = []
        for start in range(0, len(records), _CHUNK):
            chunk = records[start : start + _CHUNK]
            asked = _counts([record.question for record in chunk], self.vocabulary)
            scores = (asked @ self.weights.T).toarray()
            found += [
                self._best(record, row.argsort()[::-1], keep)
                for record, row in zip(chunk, scores, strict=True)
            ]
        return found

    def _best(self, record: Record, order: Sequence[int], keep: int) -> list[str]:
        answers = [text.lower() for text in record.texts]
        best: list[str] = []
        for place in order[: keep + 20]:
            context = self.contexts[place]
            lowered = context.lower()
            if context != record.context and not any(answer in lowered for answer in answers):
                best.append(context)
        return best[:keep]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _counts(texts: Sequence[str], vocabulary: dict[str, int]) -> "csr_matrix":
    import numpy as np
    from scipy.sparse import csr_matrix

    cells = [
        (row, vocabulary[word])
        for row, text in enumerate(texts)
        for word in _words(text)
        if word in vocabulary
    ]
    rows, columns = np.array(cells, dtype=np.int32).reshape(-1, 2).T
    return csr_matrix((np.ones(len(cells), np.float32), (rows, columns)), (len(texts), len(vocabulary)))


def _bm25(counts: "csr_matrix") -> "csr_matrix":
    import numpy as np

    lengths = np.asarray(counts.sum(axis=1)).ravel()
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log1p((len(lengths) - held + 0.5) / (held + 0.5))
    norms = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * lengths / lengths.mean())
    weights = counts.copy()
    row = np.repeat(np.arange(len(lengths)), np.diff(counts.indptr))
    weights.data = counts.data * (_SATURATION + 1) / (counts.data + norms[row]) * rarity[counts.indices]
    return weights
