"""Ranking of what the two searches offer against a brute-force oracle, over a scripted store."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.documents import make_document
from seedqa.index.passages import Passage
from seedqa.index.spans import Span
from seedqa.index.store import Store, StoredPassage
from seedqa.index.vectors import Vectors
from seedqa.qa.retrieval import Retriever
from seedqa.qa.settings import Settings

DOCUMENT = make_document("quay.txt", "x" * 200)
VECTOR = np.array([1.0, 0.0], dtype=np.float32)
Ranking = list[tuple[int, float]]


class ScriptedStore(Store):
    """A store of empty passages whose two searches give what they are told."""

    def __init__(self, dense: Ranking, lexical: Ranking) -> None:
        self.dense = dense
        self.lexical = lexical
        self.asked: list[tuple[str, ...]] = []

    def nearest(self, vector: Vectors, limit: int) -> Ranking:
        return self.dense[:limit]

    def matching(self, terms: Sequence[str], limit: int) -> Ranking:
        self.asked.append(tuple(terms))
        return self.lexical[:limit]

    def nearest_sentences(self, ids: Sequence[int], vector: Vectors) -> dict[int, float]:
        return {key: float((_passage(key).vectors @ vector).max()) for key in ids if len(_passage(key).vectors)}

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        return [_passage(key) for key in ids]


def _passage(key: int) -> StoredPassage:
    """A passage of two sentences, or of none for id 0; the cosine of the best with VECTOR is 1 / (1 + id)."""
    vectors = np.array([[1 / (1 + key), 0.5], [-0.5, 0.0]], dtype=np.float32)[: 0 if key == 0 else 2]
    sentences = (Span(key, key + 1), Span(key + 1, key + 2))[: len(vectors)]
    return StoredPassage(key, DOCUMENT, Passage(key, key + 2, "", sentences), vectors)


def _rankings() -> st.SearchStrategy[Ranking]:
    pairs = st.lists(st.tuples(st.integers(1, 12), st.sampled_from([0.1, 0.2, 0.3, 0.4])), unique_by=lambda p: p[0])
    return pairs.map(lambda found: sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _ranked(dense: Ranking, lexical: Ranking, settings: Settings) -> list[tuple[int, float]]:
    """Each offered passage weighed by itself: its cosine, that of its nearest sentence, and the words it shares."""
    near, shared = dense[: settings.candidates], lexical[: settings.candidates]
    totals: dict[int, float] = {}
    for key in {key for key, _ in near} | {key for key, _ in shared}:
        least = min([cosine for _, cosine in near], default=0.0)
        own = next((cosine for found, cosine in near if found == key), least)
        sentence = 1 / (1 + key) if key else 0.0
        bm25 = next((score for found, score in shared if found == key), 0.0)
        totals[key] = own + sentence + settings.lexical_weight * bm25 / max([score for _, score in shared], default=1.0)
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))


@given(_rankings(), _rankings(), st.sampled_from([0.0, 0.2, 3.0]), st.integers(1, 15), st.integers(1, 15))
def test_passages_are_ranked_by_meaning_and_words(
    dense: Ranking, lexical: Ranking, weight: float, candidates: int, limit: int
) -> None:
    settings = Settings(lexical_weight=weight, candidates=candidates)
    found = Retriever(ScriptedStore(dense, lexical), settings).retrieve("harbour", VECTOR, limit)
    expected = _ranked(dense, lexical, settings)[:limit]
    scores = [score for _, score in expected]
    assert [evidence.score for _, evidence in found] == pytest.approx(scores)
    if len({round(score, 6) for score in scores}) == len(scores):
        assert [stored.id for stored, _ in found] == [key for key, _ in expected]


def test_a_near_sentence_lifts_a_passage_that_is_far_as_a_whole() -> None:
    store = ScriptedStore([(9, 0.5), (1, 0.3)], [])
    found = Retriever(store, Settings()).retrieve("harbour", VECTOR, 2)
    assert [(stored.id, round(evidence.score, 2)) for stored, evidence in found] == [(1, 0.8), (9, 0.6)]


def test_only_as_many_candidates_as_set_are_ranked() -> None:
    store = ScriptedStore([(1, 0.9), (2, 0.8), (3, 0.7)], [(4, 2.0), (5, 1.0)])
    found = Retriever(store, Settings(candidates=1)).retrieve("harbour", VECTOR, 10)
    assert {stored.id for stored, _ in found} == {1, 4}


def test_the_evidence_is_the_passage_with_the_cosine_of_its_best_sentence() -> None:
    found = Retriever(ScriptedStore([(3, 0.9), (0, 0.8)], []), Settings()).retrieve("harbour", VECTOR, 2)
    (stored, evidence), (_, empty) = found
    assert (evidence.document, evidence.passage) == (stored.document, stored.passage)
    assert evidence.cosine == pytest.approx(0.25)
    assert empty.cosine == 0.0


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Who gave the harbour money?", ("gave", "harbour", "money")),
        ("Who is it?", ("who", "is", "it")),
        ("?!", ()),
    ],
)
def test_the_words_that_carry_meaning_are_searched_for_or_all_where_none_does(
    question: str, terms: tuple[str, ...]
) -> None:
    store = ScriptedStore([], [])
    assert Retriever(store, Settings()).retrieve(question, VECTOR, 5) == []
    assert store.asked == [terms]
