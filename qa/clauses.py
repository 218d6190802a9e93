"""Which of several figures in a sentence is meant: the one whose clause is nearest in meaning to the question."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from seedqa.index.spans import Span
from seedqa.qa.reading import Finding

Similarity = Callable[[str], float]

_BORDER = re.compile(r"[,;:—]\s|\s(?:and|but|while|or|with)\s|[()]")
_CLOSE = 1.0


def meant(finding: Finding, findings: Sequence[Finding], similarity: Similarity) -> Finding:
    """The finding with the one of its sentence's rival spans that is meant; ``similarity`` is to the question."""
    rivals = [span for f in findings if _rival(finding, f) for span in f.spans]
    spans = sorted(set(rivals), key=lambda span: (span.start, span.end))
    if len(spans) < 2:
        return finding
    text = finding.evidence.document.text
    nearest = max(spans, key=lambda span: similarity(clause(text, finding.sentence, span)))
    return replace(finding, spans=(nearest,))


def clause(text: str, sentence: Span, span: Span) -> str:
    """The words around a span up to the next comma, bracket or conjunction on either side."""
    before = [m.end() for m in _BORDER.finditer(text, sentence.start, span.start)]
    after = _BORDER.search(text, span.end, sentence.end)
    return text[before[-1] if before else sentence.start : after.start() if after else sentence.end]


def _rival(best: Finding, other: Finding) -> bool:
    same = other.sentence == best.sentence and other.evidence.document.id == best.evidence.document.id
    return other is best or (same and other.score >= best.score - _CLOSE and other.features.kind_found == 1.0)
