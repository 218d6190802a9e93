"""The words around quotes, so that a reader of the report sees what was cited and what proves the answer."""

from collections.abc import Iterator
from typing import Any

from seedqa.evals.library import Library, Span
from seedqa.evals.run import Outcome

_AROUND = 220
_MOST = 6


def passages(outcome: Outcome, library: Library) -> list[dict[str, Any]]:
    """Cited passages, then proofs that no citation touches, then what a refusal points to; each with its mark."""
    answer, found = outcome.answer, list[dict[str, Any]]()
    cited = [Span(item.document_id, item.start, item.end) for item in answer.citations] if answer else []
    found.extend(_passage("cited", span, library) for span in cited if _stands(span, library))
    proofs = [span for span in _proofs(outcome, library) if not _touched(span, cited)]
    found.extend(_passage("proof", span, library) for span in proofs)
    if answer and not cited:
        near = [Span(item.document_id, item.start, item.end) for item in answer.nearest]
        shown = (span for span in near if _stands(span, library) and not _touched(span, proofs))
        found.extend(_passage("nearest", span, library) for span in shown)
    return found[:_MOST]


def _stands(span: Span, library: Library) -> bool:
    document = library.by_id.get(span.document_id)
    return document is not None and 0 <= span.start < span.end <= len(document.text)


def _proofs(outcome: Outcome, library: Library) -> Iterator[Span]:
    for quote in outcome.case.evidence:
        yield from library.places(quote)[:1]


def _touched(span: Span, cited: list[Span]) -> bool:
    return any(span.overlaps(other) for other in cited)


def _passage(role: str, span: Span, library: Library) -> dict[str, Any]:
    document = library.by_id[span.document_id]
    start = _outward(document.text, max(0, span.start - _AROUND), -1)
    end = _outward(document.text, min(len(document.text), span.end + _AROUND), 1)
    return {
        "role": role,
        "document": document.path,
        "start": span.start,
        "end": span.end,
        "before": document.text[start : span.start],
        "marked": document.text[span.start : span.end],
        "after": document.text[span.end : end],
        "cut": [start > 0, end < len(document.text)],
    }


def _outward(text: str, at: int, step: int) -> int:
    """The nearest end of a word in that direction."""
    while 0 < at < len(text) and not (text[at - 1].isspace() or text[at].isspace()):
        at += step
    return at
