"""Operands that the reader tagged -> figures parsed where they stand, each in the sentence that is cited for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seedqa.index.passages import Span
from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.reading import PassageReading, sentence_around
from seedqa.qa.types import Evidence


@dataclass(frozen=True, slots=True)
class Operand:
    """A tagged figure: its value, the sentence it stands in, its slot, and how surely it was tagged."""

    evidence: Evidence
    sentence: Span
    quantity: Quantity
    slot: str
    probability: float

    @property
    def words(self) -> str:
        """The figure as its text has it."""
        start = self.sentence.start
        return self.evidence.document.text[start + self.quantity.start : start + self.quantity.end]


def operands_of(read: PassageReading) -> list[Operand] | None:
    """The operands tagged in a passage, in order; None where one of them is no figure that can be parsed."""
    found = list(_parsed(read))
    return None if None in found else [operand for operand in found if operand is not None]


def _parsed(read: PassageReading) -> Iterator[Operand | None]:
    evidence = read.evidence
    for tagged in read.reading.operands:
        span = Span(evidence.passage.start + tagged.start, evidence.passage.start + tagged.end)
        sentence = sentence_around(evidence.passage, span)
        quantity = _quantity(evidence.document.text, sentence, span)
        yield None if quantity is None else Operand(evidence, sentence, quantity, tagged.slot, tagged.probability)


def _quantity(text: str, sentence: Span, span: Span) -> Quantity | None:
    """The one quantity of the sentence that the span lies on; None where it lies on none, or on several."""
    read = read_quantities(text[sentence.start : sentence.end])
    start, end = span.start - sentence.start, span.end - sentence.start
    touched: Sequence[Quantity] = [q for q in read if q.start < end and start < q.end]
    return touched[0] if len(touched) == 1 else None
