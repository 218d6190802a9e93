"""Gold answers as claims: a statement, the spans that bear it, and the question it answers.

Every claim here is true of its documents; ``evals.mutants`` makes wrong ones out of them. Computed figures and turns
of a conversation are left out: the first are proved by their derivation, the second have no question of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from seedqa.evals.cases import Case, Quote, Suite
from seedqa.evals.gazetteer import Gazetteer, Sentence
from seedqa.evals.given import GivenCitation
from seedqa.evals.library import Library, Span
from seedqa.evals.wording import states
from seedqa.index.errors import InputError

_FEWEST, _MOST = 5, 45

Form = Literal["short", "sentence"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What an answer says of one item of a case: its bare wording, or the whole sentence that holds it.

    ``wordings`` are all the accepted wordings of the item, ``sole`` says that the case asks for this item alone.
    """

    case_id: str
    question: str
    form: Form
    statement: str
    wordings: tuple[str, ...]
    sole: bool
    citations: tuple[GivenCitation, ...]

    @property
    def evidence(self) -> str:
        """The words of all citations."""
        return "\n".join(citation.quote for citation in self.citations)


def true_claims(suites: Sequence[Suite], gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims of every answerable case, in order."""
    cases = [case for suite in suites for case in suite.cases]
    return tuple(claim for case in cases for claim in _claims(case, gazetteer))


def told_claims(gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """What any sentence says of the first name in it: for slips that gold has too few occasions for."""
    return tuple(claim for sentence in gazetteer.everything() for claim in _told(sentence, gazetteer))


def _told(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Claim]:
    statement = " ".join(sentence.text.split())
    mentions = gazetteer.mentions(statement)
    if mentions and _FEWEST <= len(statement.split()) <= _MOST:
        question = f"What do the documents say about {mentions[0].name}?"
        citations = cite(gazetteer.library, [Span(sentence.document_id, sentence.start, sentence.end)])
        yield Claim(
            f"{sentence.document_id}:{sentence.start}", question, "sentence", statement, (statement,), True, citations
        )


def cite(library: Library, spans: Sequence[Span]) -> tuple[GivenCitation, ...]:
    """Exact citations of these spans."""
    return tuple(
        GivenCitation(marker, span.document_id, span.start, span.end, _words(library, span))
        for marker, span in enumerate(spans, 1)
    )


def _words(library: Library, span: Span) -> str:
    return library.by_id[span.document_id].text[span.start : span.end]


def _claims(case: Case, gazetteer: Gazetteer) -> Iterator[Claim]:
    if case.value is not None or case.history:
        return
    told = set[str]()
    for item in case.answers:
        for claim in _forms(case, item, _proof(case, item), gazetteer):
            if claim.form == "short" or claim.statement not in told:
                yield claim
            told.add(claim.statement)


def _proof(case: Case, item: tuple[str, ...]) -> Quote:
    for quote in case.evidence:
        if any(states(quote.quote, wording) for wording in item):
            return quote
    raise InputError(
        f"{case.place}: no evidence quote states {item[0]!r}", "mend the gold: its linter names every case"
    )


def _forms(case: Case, item: tuple[str, ...], proof: Quote, gazetteer: Gazetteer) -> Iterator[Claim]:
    library = gazetteer.library
    sole = len(case.answers) == 1
    quotes = [proof, *(quote for quote in case.evidence if sole and quote != proof)]
    spans = [library.places(quote)[0] for quote in quotes]
    yield Claim(case.id, case.question, "short", _bare(item, proof.quote), item, sole, cite(library, spans))
    whole = [_widened(span, gazetteer.sentences[span.document_id]) for span in spans]
    statement = " ".join(_words(library, whole[0]).split())
    yield Claim(case.id, case.question, "sentence", statement, item, sole, cite(library, whole))


def _bare(item: tuple[str, ...], quote: str) -> str:
    """The longest accepted wording that stands in the quote, else the first that the quote states."""
    flat = " ".join(quote.split()).casefold()
    literal = [wording for wording in item if wording.casefold() in flat]
    return max(literal, key=len) if literal else next(wording for wording in item if states(quote, wording))


def _widened(span: Span, sentences: Sequence[Sentence]) -> Span:
    """The span made to cover whole every sentence that it touches."""
    touched = [one for one in sentences if one.start < span.end and span.start < one.end]
    starts = [one.start for one in touched]
    ends = [one.end for one in touched]
    return Span(span.document_id, min([span.start, *starts]), max([span.end, *ends]))
