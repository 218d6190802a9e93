"""Statements with a part exchanged for another of the corpus: a name, a year, the parties, a figure elsewhere."""

from collections.abc import Iterator

from seedqa.evals.alterations import exchange_years, figures
from seedqa.evals.claims import Claim, cite
from seedqa.evals.gazetteer import Gazetteer, Sentence
from seedqa.evals.given import GivenCitation
from seedqa.evals.library import Span
from seedqa.evals.parties import exchange_parties

_NEAREST = 3


def other_parties(claim: Claim, gazetteer: Gazetteer) -> Iterator[str]:
    """Giver and receiver in each other's place."""
    return exchange_parties(claim.statement, gazetteer.mentions(claim.statement))


def other_years(claim: Claim, gazetteer: Gazetteer) -> Iterator[str]:
    """A year exchanged for another of the corpus."""
    return exchange_years(claim.statement, claim.evidence, gazetteer.years)


def other_names(claim: Claim, gazetteer: Gazetteer) -> Iterator[str]:
    """A name exchanged for one of its kind that the evidence does not name; those of its documents come first."""
    known = {
        *claim.evidence.split(),
        *claim.question.split(),
        *(word for item in claim.wordings for word in item.split()),
    }
    words = {word.strip(".,;:?!()\"“”'").removesuffix("'s").removesuffix("’s") for word in known}
    near = frozenset[str]().union(*(gazetteer.names_of(cited.document_id) for cited in claim.citations))
    for mention in gazetteer.mentions(claim.statement):
        others = [other for other in gazetteer.alike(mention.name) if not words & set(other.split())]
        for other in sorted(others, key=lambda other: (other not in near, other))[:_NEAREST]:
            yield claim.statement[: mention.start] + other + claim.statement[mention.end :]


def stitched(claim: Claim, gazetteer: Gazetteer) -> Iterator[tuple[str, tuple[GivenCitation, ...]]]:
    """The sentence with the figure or the person of another sentence of its document, both cited."""
    cited = claim.citations[0]
    if claim.form != "sentence" or not claim.sole or len(claim.citations) > 1:
        return
    for other in gazetteer.sentences[cited.document_id]:
        if other.end <= cited.start or other.start >= cited.end:
            spans = [Span(cited.document_id, one.start, one.end) for one in (cited, other)]
            for statement in _grafts(claim, other, gazetteer):
                yield statement, cite(gazetteer.library, spans)


def _grafts(claim: Claim, other: Sentence, gazetteer: Gazetteer) -> Iterator[str]:
    """Only the words that answer give way: the rest of the sentence may be true of either."""
    wording = next((wording for wording in claim.wordings if claim.statement.count(wording) == 1), None)
    if wording is None:
        return
    at = claim.statement.index(wording)
    for own in figures(claim.statement):
        if own.start() < at + len(wording) and at < own.end():
            yield from _other_figures(claim, own.span(), own["unit"], other)
    if wording in gazetteer.persons:
        for mention in gazetteer.mentions(other.text):
            if mention.name in gazetteer.persons and mention.name not in claim.statement:
                yield claim.statement.replace(wording, mention.name)


def _other_figures(claim: Claim, place: tuple[int, int], unit: str, other: Sentence) -> Iterator[str]:
    for figure in figures(other.text):
        if figure["unit"] == unit and figure["number"] not in claim.evidence:
            yield claim.statement[: place[0]] + figure[0] + claim.statement[place[1] :]
