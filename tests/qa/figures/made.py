"""Passages with what a reader might say of them: the operands are tagged by hand."""

from seedqa.index.documents import make_document
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.qa.reader.reading import Reading
from seedqa.qa.reader.tags import Guess, TaggedOperand
from seedqa.qa.reading import PassageReading
from seedqa.qa.types import Evidence


def read(text: str, operation: str, *operands: tuple[str, str], sure: float = 0.99) -> PassageReading:
    """A document of one passage; ``operands`` are its words and their slots."""
    document = make_document(f"{operation}-{text[:8]}.txt", text)
    (passage,) = read_passages(document.text, PassageSettings(words=200))
    body = document.text[passage.start : passage.end]
    tagged = [TaggedOperand(body.index(words), body.index(words) + len(words), slot, sure) for words, slot in operands]
    reading = Reading(
        spans=(),
        answerable=3.0,
        operands=tuple(tagged),
        operation=Guess(operation, sure),
        kind=Guess("compute", sure),
    )
    return PassageReading(Evidence(document, passage, 1.0, 0.5), reading)
