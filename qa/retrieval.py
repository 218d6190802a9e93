"""Question -> ranked passages: what nearest vectors and BM25 offer, ranked by passage, sentence and words."""

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
        """The best passages for a question and its unit vector, best first.

        Those that either search offers are ranked by the cosine of the passage, that of its nearest sentence, and the
        words it shares with the question: its BM25 as a share of the best.
        """
        settings = self._settings
        dense = self._store.nearest(vector, settings.candidates)
        lexical = self._store.matching(content_words(question) or words(question), settings.candidates)
        cosines, shared = dict(dense), dict(lexical)
        offered = [*cosines, *(key for key in shared if key not in cosines)]
        sentences = self._store.nearest_sentences(offered, vector)
        # What only the words have found is at most as near as the last of the nearest.
        last, most = min(cosines.values(), default=0.0), max(shared.values(), default=1.0)
        scores = {
            key: cosines.get(key, last)
            + sentences.get(key, 0.0)
            + settings.lexical_weight * shared.get(key, 0.0) / most
            for key in offered
        }
        best = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
        return [(stored, _evidence(stored, scores[stored.id], vector)) for stored in self._store.passages(best)]

    def within(self, documents: Sequence[str], vector: Vectors, limit: int) -> list[tuple[StoredPassage, Evidence]]:
        """The passages of some documents nearest to a unit vector, best first."""
        ids = self._store.passages_of(documents, _MOST_WITHIN)
        found = [(stored, _evidence(stored, 0.0, vector)) for stored in self._store.passages(ids)]
        return sorted(found, key=lambda one: (-one[1].cosine, one[0].id))[:limit]


def _evidence(stored: StoredPassage, score: float, vector: Vectors) -> Evidence:
    cosine = float((stored.vectors @ vector).max()) if len(stored.vectors) else 0.0
    return Evidence(stored.document, stored.passage, score, cosine)
