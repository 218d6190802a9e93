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
    tagged = [_tagged(body, words, slot, sure) for words, slot in operands]
    reading = Reading(
        spans=(),
        answerable=3.0,
        operands=tuple(tagged),
        operations=(Guess(operation, sure), Guess("none", 1 - sure)),
        kinds=(Guess("compute", sure), Guess("fact", 1 - sure)),
    )
    return PassageReading(Evidence(document, passage, 1.0, 0.5), reading)


def _tagged(body: str, words: str, slot: str, sure: float) -> TaggedOperand:
    start = body.index(words)
    first, second, member = (sure if name == slot else 0.0 for name in ("first", "second", "member"))
    return TaggedOperand(start, start + len(words), slot, sure, (first, second, member))
