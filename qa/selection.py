"""Which findings make up the answer: the best one, and others that answer the same question as well."""

from collections.abc import Sequence

from qa.question import Question
from qa.reading import Finding

_MOST = 6
_SEVERAL_WITHIN = 2.0
_AMOUNT_WITHIN = 2.0


def select(question: Question, findings: Sequence[Finding]) -> list[Finding]:
    """The findings to state, in the order of their documents; at least one."""
    best = findings[0]
    within = _SEVERAL_WITHIN if question.several else _AMOUNT_WITHIN if question.expected == "amount" else None
    if within is None:
        return [best]
    chosen = [f for f in findings[:_MOST] if f.score >= best.score - within and _alike(best, f)]
    return sorted(chosen, key=lambda f: (f.evidence.document.uri != best.evidence.document.uri, f.sentence.start))


def _alike(best: Finding, other: Finding) -> bool:
    """Whether a finding speaks of what the best one speaks of: the same document, with a span where that has one."""
    if other is best:
        return True
    return other.evidence.document.id == best.evidence.document.id and bool(other.spans) == bool(best.spans)
