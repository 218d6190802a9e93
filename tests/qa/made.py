"""A small document about a harbour, and findings in it, made by hand."""

from dataclasses import replace

from seedqa.index.documents import Document, make_document
from seedqa.index.passages import Passage, PassageSettings, read_passages
from seedqa.index.spans import Span
from seedqa.qa.reader.reading import Reading
from seedqa.qa.reader.tags import Guess, Item
from seedqa.qa.reading import Features, Finding, PassageReading
from seedqa.qa.types import Evidence

TEXT = (
    "Harbour of Hull, yearly report\n\n"
    "Oslo gave Hull 5 million euros for the quay in 2019. Oslo also gave Hull 2 million euros for cranes.\n\n"
    "The harbour handles coffee, cocoa and tea. Captain Ruud Aas commands the pilot boat.\n\n"
    "The pilots of Hull asked Oslo for a new boat, and the council paid 3 million euros for it.\n"
)
DOCUMENT = make_document("harbour.txt", TEXT)
FEATURES = Features(
    span=0.5,
    answerable=0.5,
    best_of_passage=1.0,
    sentence_cosine=0.5,
    attribute_cosine=0.5,
    passage_cosine=0.5,
    rank=1.0,
    sentence_words=0.5,
    context_words=0.5,
    sentence_names=1.0,
    context_names=1.0,
    kind_found=1.0,
    noun_found=1.0,
    nearness=0.5,
    named=0.5,
    repeats=0.0,
    length=0.1,
    years_found=1.0,
)


def place(words: str, document: Document = DOCUMENT) -> Span:
    """Where the words first stand in a document."""
    start = document.text.index(words)
    return Span(start, start + len(words))


def finding(words: str, score: float = 0.0, features: Features = FEATURES, document: Document = DOCUMENT) -> Finding:
    """A finding whose span is ``words``, in its own sentence and passage."""
    span = place(words, document)
    passage = _around(span, read_passages(document.text, PassageSettings(words=25)))
    sentence = next(s for s in passage.sentences if s.start <= span.start < s.end)
    return Finding(Evidence(document, passage, 1.0, 0.5), sentence, (span,), features, score, True)


def reading(found: Finding, kind: str, *items: str, affirmed: float = 0.5) -> PassageReading:
    """What a reader might say of a finding's passage: the kind of the question, and the items in it."""
    start = found.evidence.passage.start
    places = [place(words, found.evidence.document) for words in items]
    tagged = tuple(Item(span.start - start, span.end - start, 0.9) for span in places)
    said = Reading((), 2.0, items=tagged, kinds=(Guess(kind, 0.9),), affirmed=affirmed)
    return PassageReading(found.evidence, said)


def _around(span: Span, passages: list[Passage]) -> Passage:
    return next(passage for passage in passages if passage.start <= span.start < passage.end)


def scored(found: Finding, score: float) -> Finding:
    """The same finding with another score."""
    return replace(found, score=score)


def words_of(found: Finding) -> list[str]:
    """The words of a finding's spans."""
    return [found.evidence.document.text[span.start : span.end] for span in found.spans]
