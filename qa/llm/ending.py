"""What comes of a question in the end: the model's proven answer, its refusal, or the extractive answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from seedqa.index.passages import Span
from seedqa.qa.composition import cite_within
from seedqa.qa.llm.deciding import Signs, agrees, confidence, insists
from seedqa.qa.llm.drafting import identified, renumbered
from seedqa.qa.llm.failure import LlmFailed
from seedqa.qa.llm.quoting import sentences_of
from seedqa.qa.llm.sayings import language_of, said
from seedqa.qa.llm.short_answers import short_answer
from seedqa.qa.terms import content_stems, stems
from seedqa.qa.types import Answer, Citation, Reason, Status

if TYPE_CHECKING:
    from seedqa.qa.llm.asking import Asking

_NEAREST = 3
_SURE_REFUSAL = 0.9
_REFUSAL = 0.75
_ASKED_BACK = 0.7


def close(asking: "Asking", failure: LlmFailed | None) -> Iterator[str | Answer]:
    """The rest of the text, then the answer without its costs."""
    if asking.draft.proven:
        yield from _proven(asking, failure)
        return
    if failure is not None or asking.about != "question" or not asking.budget.calls:
        yield from _whole(asking.base)
    elif asking.proposal.verdict == "needs_clarification":
        yield from _whole(_asked_back(asking))
    elif insists(asking.base, asking.settings):
        yield from _whole(replace(asking.base, dropped=asking.dropped))
    else:
        yield from _whole(_refused(asking))


def _whole(answer: Answer) -> Iterator[str | Answer]:
    yield answer.answer
    yield answer


def _proven(asking: "Asking", failure: LlmFailed | None) -> Iterator[str | Answer]:
    """The answer that the proven claims make."""
    draft, proposal = asking.draft, asking.proposal
    short, parts, whole = short_answer(proposal, draft.proven)
    status, reason = _verdict(asking, whole and failure is None)
    rest = "".join(draft.say(line) for line in _notes(asking, status))
    if rest:
        yield rest
    answer = _told(asking, status, reason, confidence(_signs(asking, short)))
    yield replace(answer, short_answer=short, parts=parts, derivation=draft.derivation(short))


def _told(asking: "Asking", status: Status, reason: Reason | None, sure: float) -> Answer:
    """What the draft tells, as an answer of the model's that gives no short one and points to nothing else."""
    base, draft = asking.base, asking.draft
    return replace(
        base,
        id=identified(base, draft.text),
        status=status,
        reason=reason,
        answer=draft.text,
        standalone_question=asking.asked,
        short_answer=None,
        parts=(),
        confidence=sure,
        citations=tuple(draft.citations),
        derivation=None,
        nearest=(),
        mode="generative",
        dropped=asking.dropped,
    )


def _signs(asking: "Asking", short: str | None) -> Signs:
    base = asking.base
    return Signs(
        agrees=float(agrees(base, asking.proposal, short)),
        refused=base.confidence if base.status == "not_found" else 0.0,
        seconded=max(asking.seconded, default=0.0),
        mended=float(asking.budget.sent_back > 0),
        dropped=float(asking.dropped > 0),
        worked=float(any(one.worked is not None for one in asking.draft.proven)),
    )


def _verdict(asking: "Asking", whole: bool) -> tuple[Status, Reason | None]:
    proposal, proven = asking.proposal, asking.draft.proven
    if proposal.verdict == "conflict" and len(proven) + len({q for p in proven for q in p.quotes}) > 2:
        return "conflict", "values_disagree"
    if proposal.verdict == "partial" or (asking.dropped and not whole):
        return "partial", proposal.reason or "attribute_absent"
    if proposal.cut or not proposal.claims:
        return "partial", "attribute_absent"
    return "answered", None


def _notes(asking: "Asking", status: Status) -> Iterator[str]:
    """What is missing, and how many claims were left out."""
    language = language_of(asking.question, asking.proposal.language)
    missing = _missing(asking)
    if status == "partial" and missing:
        yield said("nothing_on", language, missing=missing)
    yield from _left_out(asking.dropped, language)


def _left_out(dropped: int, language: str) -> Iterator[str]:
    if dropped:
        yield said("dropped" if dropped == 1 else "dropped_many", language, count=str(dropped))


def _missing(asking: "Asking") -> str:
    """What the model says is missing, if it says it in words of the question."""
    told = asking.proposal.missing.strip(" .?!。？")
    asked = stems(f"{asking.question} {asking.asked}")
    return told if told and all(word in asked for word in content_stems(told)) else ""


def _refused(asking: "Asking") -> Answer:
    """The refusal, with what the documents tell instead where the question supposes something else."""
    proposal, base = asking.proposal, asking.base
    language = language_of(asking.question, proposal.language)
    reason: Reason = proposal.reason or base.reason or "attribute_absent"
    counter = reason == "false_premise" and bool(asking.held)
    missing = _missing(asking)
    key = "otherwise" if counter else "nothing_on" if missing else "nothing"
    asking.draft.say(said(key, language, missing=missing))
    for proven in asking.held if counter else ():
        asking.draft.add(proven)
    for line in _left_out(asking.dropped, language):
        asking.draft.say(line)
    return _without_answer(asking, "not_found", reason, _SURE_REFUSAL if base.status == "not_found" else _REFUSAL)


def _asked_back(asking: "Asking") -> Answer:
    """The question back, with what could be meant as far as that stands in the passages."""
    language = language_of(asking.question, asking.proposal.language)
    there = " ".join(excerpt.text for excerpt in asking.excerpts)
    options = [part for part in asking.proposal.parts if part in there or stems(part) <= stems(there)]
    several = len(options) > 1
    told = said("unclear_of", language, options="; ".join(options)) if several else said("unclear", language)
    asking.draft.say(told)
    return _without_answer(asking, "needs_clarification", "ambiguous_reference", _ASKED_BACK)


def _without_answer(asking: "Asking", status: Status, reason: Reason, sure: float) -> Answer:
    told = _told(asking, status, reason, sure)
    return told if status != "not_found" or told.citations else replace(told, nearest=_nearest(asking))


def _nearest(asking: "Asking") -> tuple[Citation, ...]:
    """The passages that a reader would look at next."""
    base = asking.base
    known: Sequence[Citation] = base.nearest or base.citations
    if known:
        return renumbered(known[:_NEAREST])
    first = [(one, sentences_of(one)) for one in asking.excerpts[:_NEAREST]]
    cited = [cite_within(1, one.document, Span(s[0].start, s[0].end), one.span) for one, s in first if s]
    return renumbered(cited)
