"""Whether citations are exact, and whether they stand where the gold proves the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.cases import Case, Quote
from evals.given import GivenAnswer, GivenCitation
from evals.library import Library, Span
from evals.wording import states


@dataclass(frozen=True, slots=True)
class CitationCheck:
    """``inexact`` are the citations that break the invariant; ``fitting`` those that overlap a proving quote."""

    inexact: tuple[GivenCitation, ...]
    fitting: tuple[GivenCitation, ...]
    covered: tuple[Quote, ...]
    bears: bool


def check_citations(case: Case, answer: GivenAnswer, library: Library) -> CitationCheck:
    """Judge every citation; those of ``nearest`` have to be exact too."""
    proofs = {quote: library.places(quote) for quote in case.evidence}
    everywhere = [span for spans in proofs.values() for span in spans]
    return CitationCheck(
        inexact=tuple(item for item in (*answer.citations, *answer.nearest) if not _exact(item, library)),
        fitting=tuple(item for item in answer.citations if _overlaps(item, everywhere)),
        covered=tuple(quote for quote, spans in proofs.items() if _covered(spans, answer.citations)),
        bears=_bears_every_item(case, answer.citations, library),
    )


def span_of(citation: GivenCitation) -> Span:
    """Where the citation points."""
    return Span(citation.document_id, citation.start, citation.end)


def _exact(citation: GivenCitation, library: Library) -> bool:
    document = library.by_id.get(citation.document_id)
    if document is None or not 0 <= citation.start < citation.end <= len(document.text):
        return False
    return document.text[citation.start : citation.end] == citation.quote


def _overlaps(citation: GivenCitation, spans: Sequence[Span]) -> bool:
    return any(span_of(citation).overlaps(span) for span in spans)


def _covered(spans: Sequence[Span], citations: Sequence[GivenCitation]) -> bool:
    return any(_overlaps(citation, spans) for citation in citations)


def _bears_every_item(case: Case, citations: Sequence[GivenCitation], library: Library) -> bool:
    """Every item is borne by a citation at its proof; a computed figure needs all its proofs cited."""
    if case.value is not None:
        return all(_covered(library.places(quote), citations) for quote in case.evidence)
    return all(_bears(item, case, citations, library) for item in case.answers)


def _bears(item: Sequence[str], case: Case, citations: Sequence[GivenCitation], library: Library) -> bool:
    proving = [quote for quote in case.evidence if any(states(quote.quote, wording) for wording in item)]
    places = [span for quote in proving for span in library.places(quote)]
    return any(
        _overlaps(citation, places) and any(states(citation.quote, wording) for wording in item)
        for citation in citations
    )
