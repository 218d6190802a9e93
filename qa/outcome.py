"""Inquiries -> what an answer says: the verdict, the words with their citations, and how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seedqa.qa.composition import Composed, compose_answer, compose_decision, compose_refusal, counted
from seedqa.qa.inquiry import Inquiry
from seedqa.qa.kind import affirmed_in, asks_to_work_out, kind_of
from seedqa.qa.selection import select
from seedqa.qa.types import Derivation, Reason, Status

_EVEN = 0.5
NOT_WORKED_OUT = "The documents do not state this figure, and it cannot surely be worked out from those that they have."


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict, the probability that it is right, the words; ``computed`` where they are of the product's own
    making, worked out from cited figures, and how a figure came about."""

    status: Status
    reason: Reason | None
    chance: float
    composed: Composed
    computed: bool = False
    derivation: Derivation | None = None


def outcome_of(inquiries: Sequence[Inquiry]) -> Outcome:
    """The outcome of reading: partial where only some parts of a question are answered."""
    answered = [inquiry for inquiry in inquiries if inquiry.answered]
    missed = [inquiry for inquiry in inquiries if not inquiry.answered]
    if not answered:
        return refused(inquiries[0])
    if len(inquiries) == 1:
        return _stated(inquiries[0])
    chosen = [f for i in answered for f in select(i.question, i.findings, i.readings, i.similarity)]
    chance = min(inquiry.verdict.probability for inquiry in answered)
    words = compose_answer(chosen, [(inquiry.question, inquiry.verdict) for inquiry in missed])
    if missed:
        return Outcome("partial", missed[0].verdict.reason, chance, words)
    return Outcome("answered", None, chance, words)


def _stated(inquiry: Inquiry) -> Outcome:
    """The outcome of one question that is answered, by its kind: yes or no, two values that disagree, or the words."""
    kind, chance = kind_of(inquiry.readings), inquiry.verdict.probability
    if asks_to_work_out(inquiry.readings):
        return refused(inquiry)
    chosen = select(inquiry.question, inquiry.findings, inquiry.readings, inquiry.similarity)
    if kind == "polar":
        affirmed = affirmed_in(inquiry.readings, chosen[0].evidence)
        words = compose_decision(affirmed >= _EVEN, chosen[0])
        return Outcome("answered", None, chance * max(affirmed, 1 - affirmed), words)
    words = compose_answer(chosen)
    if kind == "count" and len(words.parts) > 1:
        return Outcome("answered", None, chance, counted(words))
    if kind == "conflict" and len(words.parts) > 1:
        return Outcome("conflict", "values_disagree", chance, words)
    return Outcome("answered", None, chance, words)


def refused(inquiry: Inquiry) -> Outcome:
    """The refusal of a question, with the evidence nearest to it; also where the gate lets nothing of an answer out."""
    verdict = inquiry.verdict
    words = compose_refusal(inquiry.question, verdict, inquiry.considered)
    if inquiry.answered and asks_to_work_out(inquiry.readings):
        words = replace(words, answer=NOT_WORKED_OUT)
    if inquiry.answered:
        return Outcome("not_found", "attribute_absent", 1.0 - verdict.probability, words)
    return Outcome(verdict.status, verdict.reason, verdict.probability, words)


def of_named(refusal: Outcome) -> Outcome:
    """A refusal that tells of the documents that the question names, and not of all."""
    told = refusal.composed.answer.replace("The documents", "The documents named", 1)
    return replace(refusal, composed=replace(refusal.composed, answer=told))
