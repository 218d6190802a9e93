"""The answer of the mode that did not write the text, where a model was asked and the two differ."""

from seedqa.qa.llm.proposal import Proposal
from seedqa.qa.llm.sayings import language_of, said
from seedqa.qa.short_forms import same_answer
from seedqa.qa.types import Answer, Other

_ASSERTING = ("answered", "partial", "conflict")


def other_of(answer: Answer, base: Answer, proposal: Proposal) -> Other | None:
    """What is offered beside ``answer``; ``base`` is the extractive one. None where both say the same."""
    if answer.mode == "extractive":
        refused = proposal.verdict == "not_found" and base.status in _ASSERTING
        return _refusal(answer, proposal) if refused else None
    if _same(answer, base):
        return None
    return Other(
        "extractive",
        base.status,
        base.reason,
        base.answer,
        base.short_answer,
        base.parts,
        base.confidence,
        base.citations,
    )


def _refusal(answer: Answer, proposal: Proposal) -> Other:
    told = said("nothing", language_of(answer.question, proposal.language))
    reason = proposal.reason or "attribute_absent"
    return Other("generative", "not_found", reason, told, None, (), round(1 - answer.confidence, 4), ())


def _same(answer: Answer, base: Answer) -> bool:
    """Whether two answers tell a reader the same."""
    if answer.status not in _ASSERTING or base.status not in _ASSERTING:
        return answer.status == base.status
    return any(same_answer(one, other) for one in _bare(answer) for other in _bare(base))


def _bare(answer: Answer) -> tuple[str, ...]:
    return (*answer.parts, *((answer.short_answer,) if answer.short_answer else ()))
