"""One case against one answer: scores of this case only, never an aggregate.

A measure that cannot be taken is left out; it is not zero. What the measures mean is in ``METRICS``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evals.answers import AnswerCheck, check_answer
from evals.cases import Case
from evals.citations import CitationCheck, check_citations
from evals.derivations import operands_cited, replays
from evals.given import GivenAnswer
from evals.library import Library, Span

DEPTHS = (1, 5, 10)
METRICS: Mapping[str, str] = MappingProxyType(
    {
        "accuracy": "answerable: every item stated and the verdict right; unanswerable: refused",
        "right_with_citation": "answerable: right, citations exact, and each item borne by a citation at its proof",
        "item_recall": "gold items stated, of all gold items",
        "item_precision": "bare answers given that are gold items, where the gold has several",
        "status": "verdicts that the gold allows",
        "span_exact": "citations where document_text[start:end] == quote, nearest passages included",
        "citation_precision": "citations that overlap a proving quote",
        "citation_recall": "proving quotes that a citation overlaps",
        "refusal_precision": "refusals where the gold allows one",
        "refusal_recall": "unanswerable questions refused",
        "refusal_reason": "right refusals that give a right reason",
        "derivation": "derivations that replay exactly and whose operands stand in their citations",
        **{f"recall@{depth}": f"questions with the proof in the first {depth} passages" for depth in DEPTHS},
    }
)
RETRIEVAL_METRICS = frozenset(f"recall@{depth}" for depth in DEPTHS)


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` out of ``total``; ``total`` is at least one."""

    hits: int
    total: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """The scores of one case by metric, whether it is right, and in a few words why not."""

    right: bool
    why: str | None
    shares: Mapping[str, Share]


def judge(case: Case, answer: GivenAnswer, library: Library, retrieved: Sequence[Span] | None) -> Judgement:
    """Judge one answer; ``retrieved`` is None where the system does not show what it retrieved."""
    citations = check_citations(case, answer, library)
    content = check_answer(case, answer, tuple(citation.quote for citation in citations.fitting))
    why = _why_wrong(case, answer, content)
    shares = {
        "accuracy": _one(why is None),
        "status": _one(_status_right(case, answer)),
        **_citation_shares(case, answer, citations),
        **_refusal_shares(case, answer),
        **_derivation_share(answer),
        **_retrieval_shares(case, library, retrieved),
    }
    if case.answerable:
        cited = why is None and citations.bears and not citations.inexact
        shares |= {"right_with_citation": _one(cited), **_item_shares(case, answer, content)}
    return Judgement(why is None, why, MappingProxyType(shares))


def proof_rank(case: Case, library: Library, retrieved: Sequence[Span]) -> int | None:
    """The place, from 1, of the first passage that overlaps a proving quote.

    A question over two documents needs a proof from each: its rank is that of the last one found.
    """
    names = sorted({quote.document for quote in case.evidence})
    groups = [[name] for name in names] if case.kind == "two-document" else [names]
    ranks = [_first_rank(case, group, library, retrieved) for group in groups]
    found = [rank for rank in ranks if rank is not None]
    return max(found) if found and len(found) == len(ranks) else None


def _first_rank(case: Case, names: Sequence[str], library: Library, retrieved: Sequence[Span]) -> int | None:
    places = [span for quote in case.evidence if quote.document in names for span in library.places(quote)]
    ranks = (rank for rank, passage in enumerate(retrieved, 1) if any(passage.overlaps(span) for span in places))
    return next(ranks, None)


def _why_wrong(case: Case, answer: GivenAnswer, content: AnswerCheck) -> str | None:
    if not _status_right(case, answer):
        return f"the verdict is {answer.status}, not {' or '.join(case.status)}"
    return content.complaint if case.answerable and answer.asserts else None


def _status_right(case: Case, answer: GivenAnswer) -> bool:
    return answer.status in case.status


def _one(right: bool) -> Share:
    return Share(int(right), 1)


def _item_shares(case: Case, answer: GivenAnswer, content: AnswerCheck) -> dict[str, Share]:
    shares = {}
    if content.stated:
        shares["item_recall"] = Share(sum(content.stated) if answer.asserts else 0, len(content.stated))
    if content.fitting and len(case.answers) > 1:
        shares["item_precision"] = Share(sum(content.fitting), len(content.fitting))
    return shares


def _citation_shares(case: Case, answer: GivenAnswer, check: CitationCheck) -> dict[str, Share]:
    shares = {}
    pointed = len(answer.citations) + len(answer.nearest)
    if pointed:
        shares["span_exact"] = Share(pointed - len(check.inexact), pointed)
    if case.evidence:
        shares["citation_recall"] = Share(len(check.covered), len(case.evidence))
        if answer.citations:
            shares["citation_precision"] = Share(len(check.fitting), len(answer.citations))
    return shares


def _refusal_shares(case: Case, answer: GivenAnswer) -> dict[str, Share]:
    shares = {}
    if answer.status == "not_found":
        shares["refusal_precision"] = _one("not_found" in case.status)
    if not case.answerable and "not_found" in case.status:
        shares["refusal_recall"] = _one(_status_right(case, answer))
        if answer.status == "not_found" and case.reason:
            shares["refusal_reason"] = _one(answer.reason in case.reason)
    return shares


def _derivation_share(answer: GivenAnswer) -> dict[str, Share]:
    if answer.derivation is None:
        return {}
    return {"derivation": _one(replays(answer.derivation) and operands_cited(answer))}


def _retrieval_shares(case: Case, library: Library, retrieved: Sequence[Span] | None) -> dict[str, Share]:
    if retrieved is None or not case.evidence or not case.answerable:
        return {}
    rank = proof_rank(case, library, retrieved)
    return {f"recall@{depth}": _one(rank is not None and rank <= depth) for depth in DEPTHS}
