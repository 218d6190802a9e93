"""Question -> ranked passages: nearest vectors and BM25, fused by reciprocal rank."""

from collections.abc import Sequence

from seedqa.index.lexical import content_words, words
from seedqa.index.store import Store, StoredPassage
from seedqa.index.vectors import Vectors
from seedqa.qa.settings import Settings
from seedqa.qa.types import Evidence

_MOST_WITHIN = 200


class Retriever:
    """Searches one generation of an index."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def retrieve(self, question: str, vector: Vectors, limit: int) -> list[tuple[StoredPassage, Evidence]]:
        """The best passages for a question and its unit vector, best first."""
        settings = self._settings
        dense = self._store.nearest(vector, settings.candidates)
        lexical = self._store.matching(content_words(question) or words(question), settings.candidates)
        scores: dict[int, float] = {}
        for found, weight in ((dense, settings.dense_weight), (lexical, settings.lexical_weight)):
            for rank, key in _ranked(found):
                scores[key] = scores.get(key, 0.0) + weight / (settings.fusion + rank)
        best = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
        return [(stored, _evidence(stored, scores[stored.id], vector)) for stored in self._store.passages(best)]

    def within(self, documents: Sequence[str], vector: Vectors, limit: int) -> list[tuple[StoredPassage, Evidence]]:
        """The passages of some documents nearest to a unit vector, best first."""
        ids = self._store.passages_of(documents, _MOST_WITHIN)
        found = [(stored, _evidence(stored, 0.0, vector)) for stored in self._store.passages(ids)]
        return sorted(found, key=lambda one: (-one[1].cosine, one[0].id))[:limit]


def _ranked(found: Sequence[tuple[int, float]]) -> list[tuple[int, int]]:
    """(rank, id) pairs from 1; equal scores share a rank, so that order among them decides nothing."""
    ranked: list[tuple[int, int]] = []
    for place, (key, score) in enumerate(found, 1):
        shared = ranked and found[place - 2][1] == score
        ranked.append((ranked[-1][0] if shared else place, key))
    return ranked


def _evidence(stored: StoredPassage, score: float, vector: Vectors) -> Evidence:
    cosine = float((stored.vectors @ vector).max()) if len(stored.vectors) else 0.0
    return Evidence(stored.document, stored.passage, score, cosine)
