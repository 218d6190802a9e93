"""Retrieval measures against values worked out by hand."""

from math import log2
from pathlib import Path

import pytest
from seedqa.evals.importers.beir import import_beir
from seedqa.evals.importers.retrieval import judge_ranking, run_retrieval
from seedqa.evals.library import SourceText, Span
from seedqa.evals.summary import summarise

from tests.evals.made import ScriptedSystem
from tests.evals.sets import beir

GRADES = {"a": 2, "b": 1, "c": 1}


def test_recall_gain_and_reciprocal_rank_of_one_query() -> None:
    judged = judge_ranking(GRADES, ["x", "b", "y", "a", *"defghi", "c"])
    shares = {name: share.hits for name, share in judged.shares.items()}
    best = 2 + 1 / log2(3) + 1 / 2
    assert (judged.right, judged.rank, judged.why) == (True, 2, None)
    assert shares["recall@1"] == 0
    assert shares["recall@5"] == pytest.approx(2 / 3)
    assert shares["recall@10"] == pytest.approx(2 / 3)
    assert shares["mrr"] == 0.5
    assert shares["ndcg@10"] == pytest.approx((1 / log2(3) + 2 / log2(5)) / best)


def test_a_query_whose_documents_come_too_late_is_lost() -> None:
    judged = judge_ranking(GRADES, [*"defghijklm", "a"])
    assert (judged.right, judged.rank) == (False, 11)
    assert judged.why == "no relevant document among the first 10"
    assert {share.hits for share in judged.shares.values()} == {0}


class Passages(ScriptedSystem):
    """Two documents, three passages."""

    def documents(self) -> list[SourceText]:
        return [SourceText(str(number), f"documents/000000{number}.txt", "text") for number in (1, 2, 3, 4)]


def test_documents_are_ranked_by_their_best_passage_and_summed_over_queries(tmp_path: Path) -> None:
    shown = {
        "cranes in the port of Osk": [Span("4", 0, 2), Span("4", 2, 4), Span("3", 0, 2), Span("1", 0, 2)],
        "who sold plums": [Span("1", 0, 2)],
    }
    run = run_retrieval(import_beir(beir(tmp_path)), Passages({}, shown), lambda suite, done, total: None)
    summary = summarise(run)
    measures = {name: measure.value for name, measure in summary.measures.items() if "." not in name}
    # The first query finds grade 2 second and grade 1 third, the second query nothing.
    gain = (2 / log2(3) + 1 / 2) / (2 + 1 / log2(3))
    assert measures["recall@5"] == pytest.approx(0.5)
    assert measures["recall@1"] == 0
    assert measures["mrr"] == pytest.approx(0.25)
    assert measures["ndcg@10"] == pytest.approx(gain / 2)
    assert [outcome.judgement and outcome.judgement.right for outcome in run.outcomes] == [True, False]
