"""Retrieval over a judged set: each query's documents in the order of their best passage, against the grades.

Nothing is read or answered. A query is right when a relevant document is among the first ten.
"""

from collections.abc import Mapping, Sequence
from math import log2
from time import perf_counter
from types import MappingProxyType

from seedqa.evals.cases import Case, Quote, Suite
from seedqa.evals.importers.beir import Judged, Query
from seedqa.evals.judging import Judgement
from seedqa.evals.library import Library, Span
from seedqa.evals.metrics import DEPTHS, NDCG, Share
from seedqa.evals.run import Outcome, Progress, SuiteRun
from seedqa.evals.systems import AskError, System

PASSAGES = 100
_SHOWN = 200


def run_retrieval(judged: Judged, system: System, progress: Progress) -> SuiteRun:
    """Every query asked of the system's retrieval once."""
    library, outcomes = Library.of(system.documents()), list[Outcome]()
    for number, query in enumerate(judged.queries, 1):
        outcomes.append(_outcome(judged, query, system, library))
        progress(judged.name, number, len(judged.queries))
    suite = Suite(judged.name, tuple(outcome.case for outcome in outcomes))
    return SuiteRun(suite, tuple(outcomes), library)


def _outcome(judged: Judged, query: Query, system: System, library: Library) -> Outcome:
    case, begun = _case(judged, query), perf_counter()
    try:
        spans = system.retrieve(query.text, PASSAGES)
    except AskError as error:
        return Outcome(case, None, None, None, None, str(error))
    latency = (perf_counter() - begun) * 1000
    if spans is None:
        return Outcome(case, None, None, None, None, "the system does not show what it retrieves")
    return Outcome(case, None, None, judge_ranking(query.grades, ranked(spans, library)), latency, None)


def ranked(spans: Sequence[Span], library: Library) -> list[str]:
    """The documents of passages, best first, each once, by file name."""
    return list(dict.fromkeys(library.by_id[span.document_id].file_name for span in spans))


def judge_ranking(grades: Mapping[str, int], names: Sequence[str]) -> Judgement:
    """Recall is the share of relevant documents found, the gain linear in the grade, as trec_eval has them."""
    deepest = max(DEPTHS)
    rank = next((place for place, name in enumerate(names, 1) if name in grades), None)
    found = {depth: sum(name in grades for name in names[:depth]) for depth in DEPTHS}
    right = rank is not None and rank <= deepest
    shares = {f"recall@{depth}": Share(count / len(grades), 1) for depth, count in found.items()}
    shares["mrr"] = Share(1 / rank if rank is not None and right else 0.0, 1)
    shares[NDCG] = Share(_gain(grades, names[:deepest]), 1)
    why = None if right else f"no relevant document among the first {deepest}"
    return Judgement(right, why, MappingProxyType(shares), frozenset(), rank)


def _gain(grades: Mapping[str, int], names: Sequence[str]) -> float:
    best = sorted(grades.values(), reverse=True)[: max(DEPTHS)]
    return _discounted([grades.get(name, 0) for name in names]) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def _case(judged: Judged, query: Query) -> Case:
    """The query as the report shows it; the relevant documents are its evidence."""
    quotes = tuple(Quote(name, judged.documents[name][:_SHOWN]) for name in query.grades if name in judged.documents)
    return Case(
        id=query.id, suite=judged.name, kind="fact", question=query.text, history=(), status=("answered",), reason=(),
        answers=(), evidence=quotes, value=None, tags=("beir",), note="", place=f"{judged.name}:{query.id}",
    )  # fmt: skip
