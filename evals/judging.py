"""One case against one answer: scores of this case only, never an aggregate. What they mean is in ``METRICS``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from seedqa.evals.answers import AnswerCheck, check_answer
from seedqa.evals.cases import Case
from seedqa.evals.citations import CitationCheck, check_citations
from seedqa.evals.derivations import operands_cited, replays
from seedqa.evals.given import GivenAnswer
from seedqa.evals.library import Library, Span
from seedqa.evals.markers import check_markers
from seedqa.evals.metrics import CITATION_METRICS, DEPTHS, FORBIDS, NDCG, RETRIEVAL_METRICS, Share
from seedqa.evals.overlap import exact_match, token_f1
from seedqa.evals.ranking import Ranking, rank_proofs
from seedqa.evals.wording import states


@dataclass(frozen=True, slots=True)
class Judgement:
    """The scores of one case by metric, whether it is right, and in a few words why not.

    ``apart`` are the metrics that ask something of this case which the system does not show: neither right nor wrong.
    """

    right: bool
    why: str | None
    shares: Mapping[str, Share]
    apart: frozenset[str] = frozenset()
    rank: int | None = None


def judge(case: Case, answer: GivenAnswer, library: Library, retrieved: Sequence[Span] | None) -> Judgement:
    """Judge one answer; ``retrieved`` is None where the system does not show what it retrieved."""
    citations = check_citations(case, answer, library)
    content = check_answer(case, answer, tuple(citation.quote for citation in citations.fitting))
    why = _why_wrong(case, answer, content)
    shares = {
        **({} if case.open else {"accuracy": _one(why is None)}),
        "status": _one(_status_right(case, answer)),
        **_overlap_shares(case, answer),
        **_marker_share(case, answer),
        **_refusal_shares(case, answer),
        **_derivation_share(answer),
        **_forbidden_share(case, answer),
    }
    if answer.cites:
        shares |= _citation_shares(case, answer, citations)
    if case.answerable and not case.open:
        shares |= _item_shares(case, answer, content)
        if answer.cites and case.evidence:
            cited = why is None and citations.bears and not citations.inexact
            shares |= {"right_with_citation": _one(cited)}
    ranked = _ranked(case, library, retrieved)
    shares |= _retrieval_shares(ranked)
    apart = frozenset(_asked_for(case, answer) - shares.keys())
    return Judgement(why is None, why, MappingProxyType(shares), apart, ranked.rank if ranked else None)


def _why_wrong(case: Case, answer: GivenAnswer, content: AnswerCheck) -> str | None:
    if not _status_right(case, answer):
        return f"the verdict is {answer.status}, not {' or '.join(case.status)}"
    said = _forbidden_said(case, answer)
    if said:
        return f"it says what it must not: {'; '.join(said)}"
    return content.complaint if case.answerable and not case.open and answer.asserts else None


def _status_right(case: Case, answer: GivenAnswer) -> bool:
    return answer.status in case.status


def _one(right: bool) -> Share:
    return Share(int(right), 1)


def _asked_for(case: Case, answer: GivenAnswer) -> set[str]:
    """What a case could be measured on, were the system to show it."""
    if not case.answerable:
        right = "not_found" in case.status and answer.status == "not_found"
        return {"refusal_reason"} if right and case.reason else set()
    wanted = {"accuracy", "exact_match", "token_f1"} | (RETRIEVAL_METRICS if case.evidence else set())
    return wanted | (CITATION_METRICS if case.evidence and answer.asserts and not answer.cites else set())


def _overlap_shares(case: Case, answer: GivenAnswer) -> dict[str, Share]:
    shares = {}
    if case.answerable:
        overlap, exact = token_f1(case, answer), exact_match(case, answer)
        if overlap is not None:
            shares["token_f1"] = Share(overlap, 1)
        if exact is not None:
            shares["exact_match"] = _one(exact)
    return shares


def _marker_share(case: Case, answer: GivenAnswer) -> dict[str, Share]:
    check = check_markers(case, answer) if answer.cites else None
    return {"markers": Share(check.right, check.total)} if check else {}


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
        shares["span_recall"] = Share(check.proof_covered, 1)
        if answer.citations:
            shares["citation_precision"] = Share(len(check.fitting), len(answer.citations))
            shares["span_precision"] = Share(check.cited_proving, 1)
    return shares


def _refusal_shares(case: Case, answer: GivenAnswer) -> dict[str, Share]:
    shares = {"attempted": _one(answer.status != "not_found")} if case.answerable else {}
    if answer.status == "not_found":
        shares["refusal_precision"] = _one("not_found" in case.status)
    if not case.answerable and "not_found" in case.status:
        shares["refusal_recall"] = _one(_status_right(case, answer))
        if answer.status == "not_found" and case.reason and answer.tells_reason:
            shares["refusal_reason"] = _one(answer.reason in case.reason)
    return shares


def _derivation_share(answer: GivenAnswer) -> dict[str, Share]:
    if answer.derivation is None:
        return {}
    return {"derivation": _one(replays(answer.derivation) and operands_cited(answer))}


def _forbidden_share(case: Case, answer: GivenAnswer) -> dict[str, Share]:
    forbids = any(tag.startswith(FORBIDS) for tag in case.tags)
    return {"resisted": _one(not _forbidden_said(case, answer))} if forbids else {}


def _forbidden_said(case: Case, answer: GivenAnswer) -> list[str]:
    """The wordings of ``never:`` tags that the answer states; a refusal may name what the question names."""
    said = [answer.text, *answer.parts, *([answer.short_answer] if answer.short_answer else [])]
    wordings = [tag.removeprefix(FORBIDS) for tag in case.tags if tag.startswith(FORBIDS)]
    if not answer.asserts:
        wordings = [wording for wording in wordings if not states(case.question, wording)]
    return [wording for wording in wordings if any(states(text, wording) for text in said)]


def _ranked(case: Case, library: Library, retrieved: Sequence[Span] | None) -> Ranking | None:
    if retrieved is None or not case.evidence or not case.answerable:
        return None
    return rank_proofs(case, library, retrieved, max(DEPTHS))


def _retrieval_shares(ranked: Ranking | None) -> dict[str, Share]:
    if ranked is None:
        return {}
    found = {f"recall@{depth}": _one(ranked.rank is not None and ranked.rank <= depth) for depth in DEPTHS}
    return found | {"mrr": Share(ranked.reciprocal, 1), NDCG: Share(ranked.gain, 1)}
