"""Whether citations are exact, and whether they stand where the gold proves the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.evals.cases import Case, Quote
from seedqa.evals.given import GivenAnswer, GivenCitation
from seedqa.evals.library import Library, Span
from seedqa.evals.wording import is_verdict, states


@dataclass(frozen=True, slots=True)
class CitationCheck:
    """``inexact`` are the citations that break the invariant; ``fitting`` those that overlap a proving quote.

    ``cited_proving`` is the share of cited characters that are of a proving quote, ``proof_covered`` the share of the
    proving quotes' characters that are cited.
    """

    inexact: tuple[GivenCitation, ...]
    fitting: tuple[GivenCitation, ...]
    covered: tuple[Quote, ...]
    bears: bool
    cited_proving: float
    proof_covered: float


def check_citations(case: Case, answer: GivenAnswer, library: Library) -> CitationCheck:
    """Judge every citation; those of ``nearest`` have to be exact too."""
    proofs = {quote: library.places(quote) for quote in case.evidence}
    everywhere = [span for spans in proofs.values() for span in spans]
    cited = [span_of(item) for item in answer.citations]
    return CitationCheck(
        inexact=tuple(item for item in (*answer.citations, *answer.nearest) if not _exact(item, library)),
        fitting=tuple(item for item in answer.citations if _overlaps(item, everywhere)),
        covered=tuple(quote for quote, spans in proofs.items() if _covered(spans, answer.citations)),
        bears=_bears_every_item(case, answer.citations, library),
        cited_proving=_share_within(cited, everywhere),
        proof_covered=_mean(
            [max((_share_within([span], cited) for span in spans), default=0.0) for spans in proofs.values()]
        ),
    )


def span_of(citation: GivenCitation) -> Span:
    """Where the citation points."""
    return Span(citation.document_id, citation.start, citation.end)


def _share_within(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """The share of the characters of ``spans`` that ``others`` cover too, each character once."""
    characters, covering = _characters(spans), _characters(others)
    return len(characters & covering) / len(characters) if characters else 0.0


def _characters(spans: Sequence[Span]) -> set[tuple[str, int]]:
    return {(span.document_id, at) for span in spans for at in range(span.start, span.end)}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


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
    if is_verdict(item):
        return all(_covered(library.places(quote), citations) for quote in case.evidence[:1])
    proving = [quote for quote in case.evidence if any(states(quote.quote, wording) for wording in item)]
    places = [span for quote in proving for span in library.places(quote)]
    return any(
        _overlaps(citation, places) and any(states(citation.quote, wording) for wording in item)
        for citation in citations
    )
