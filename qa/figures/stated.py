"""A figure that the documents state outright goes before one worked out from others.

Stated outright are a percentage of the very thing of which a share is asked, an average, and a rise or fall, each
told as such right beside the figure that was read.
"""

import re
from collections.abc import Sequence

from seedqa.index.passages import Span
from seedqa.qa.figures.computed import Computed
from seedqa.qa.question import Question
from seedqa.qa.reading import Finding
from seedqa.qa.terms import content_stems

_PERCENTAGE = re.compile(r"(?:%|\bper ?cent\b|\bpercent\b)\s*$", re.IGNORECASE)
_OF_WHAT = re.compile(r"^\s*of (?:all |the |its |their )*(?P<whole>[^.,;:()]+)", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_AVERAGE_BEFORE = re.compile(
    r"(?:(?<!\bon )\b(?:averag\w+|mean)\b[^.;:\d]{0,40}|\bon average,? (?:\w+ )?)$", re.IGNORECASE
)
_ROSE = re.compile(
    r"\b(?:up|down|growth(?: rate)? of|(?:increas|decreas|declin|grow|fall|drop|ris)\w*|rose|grew|fell)"
    r"(?: of| by)?(?: \w+){0,2}\s*$",
    re.IGNORECASE,
)
_SURE = 0.3
_WORDS_OF_WHOLE = 3
_CHANGES = frozenset({"difference", "change"})


def stated_outright(computed: Computed, question: Question, findings: Sequence[Finding]) -> bool:
    """Whether the best finding states what was worked out, told as such in its own sentence."""
    if not findings or not findings[0].of_kind:
        return False
    best = findings[0]
    if computed.form == "share":
        return best.score > 0 and any(_share_of_asked(best, span, question) for span in best.spans)
    if best.features.span < _SURE:
        return False
    if computed.form == "average":
        told = _AVERAGE.search(question.text) is not None
        return told and any(_AVERAGE_BEFORE.search(_before(best, span)) for span in best.spans)
    far = len({(citation.document_id, citation.quote) for citation in computed.citations}) > 1
    return computed.form in _CHANGES and far and any(_rise(best, span) for span in best.spans)


def _share_of_asked(finding: Finding, span: Span, question: Question) -> bool:
    """Whether the span is "N% of the ...", of a thing that the question names."""
    text = finding.evidence.document.text
    of_what = _OF_WHAT.match(text[span.end : finding.sentence.end])
    if of_what is None or not _PERCENTAGE.search(text[span.start : span.end]):
        return False
    return bool(set(content_stems(of_what["whole"])[:_WORDS_OF_WHOLE]) & set(question.terms))


def _rise(finding: Finding, span: Span) -> bool:
    words = finding.evidence.document.text[span.start : span.end]
    return bool(_PERCENTAGE.search(words)) and _ROSE.search(_before(finding, span)) is not None


def _before(finding: Finding, span: Span) -> str:
    """The sentence up to the span."""
    return finding.evidence.document.text[finding.sentence.start : span.start]
