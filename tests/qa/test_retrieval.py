"""Fusion of the two searches against a brute-force oracle, over a scripted store."""

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


def _fused(dense: Ranking, lexical: Ranking, settings: Settings) -> list[tuple[int, float]]:
    """Reciprocal rank fusion as its definition says, every passage against every other."""
    totals: dict[int, float] = {}
    for key in {key for key, _ in dense} | {key for key, _ in lexical}:
        for found, weight in ((dense, settings.dense_weight), (lexical, settings.lexical_weight)):
            for own, score in found[: settings.candidates]:
                if own == key:
                    better = sum(other > score for _, other in found)
                    totals[key] = totals.get(key, 0.0) + weight / (settings.fusion + 1 + better)
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))


@given(
    _rankings(), _rankings(), st.sampled_from([0.0, 1.0, 60.0]), st.sampled_from([0.5, 1.0, 3.0]), st.integers(1, 15)
)
def test_fusion_is_reciprocal_rank_fusion(
    dense: Ranking, lexical: Ranking, fusion: float, weight: float, limit: int
) -> None:
    settings = Settings(fusion=fusion, dense_weight=weight)
    found = Retriever(ScriptedStore(dense, lexical), settings).retrieve("harbour", VECTOR, limit)
    expected = _fused(dense, lexical, settings)[:limit]
    assert [stored.id for stored, _ in found] == [key for key, _ in expected]
    assert [evidence.score for _, evidence in found] == pytest.approx([score for _, score in expected])


def test_two_middling_places_beat_one_first_place() -> None:
    store = ScriptedStore([(1, 0.9), (2, 0.8)], [(3, 7.0), (2, 6.0)])
    found = Retriever(store, Settings()).retrieve("harbour", VECTOR, 3)
    assert [stored.id for stored, _ in found] == [2, 1, 3]
    assert found[0][1].score == pytest.approx(2 / 62)
    assert found[1][1].score == pytest.approx(1 / 61)


def test_only_as_many_candidates_as_set_are_fused() -> None:
    store = ScriptedStore([(1, 0.9), (2, 0.8), (3, 0.7)], [(4, 2.0), (5, 1.0)])
    found = Retriever(store, Settings(candidates=1)).retrieve("harbour", VECTOR, 10)
    assert [stored.id for stored, _ in found] == [1, 4]


def test_a_search_of_no_weight_does_not_order() -> None:
    store = ScriptedStore([(1, 0.9), (2, 0.8)], [(2, 9.0), (1, 1.0)])
    found = Retriever(store, Settings(dense_weight=0.0)).retrieve("harbour", VECTOR, 2)
    assert [stored.id for stored, _ in found] == [2, 1]


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
