"""Operands that the reader placed -> figures parsed where they stand, each in the sentence that is cited for it."""

from dataclasses import dataclass

from seedqa.index.passages import Span
from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.reader.calculation import Placed
from seedqa.qa.reading import sentence_around
from seedqa.qa.types import Evidence


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of a calculation: its value, the sentence it stands in, and its slot."""

    evidence: Evidence
    sentence: Span
    quantity: Quantity
    slot: str

    @property
    def words(self) -> str:
        """The figure as its text has it."""
        start = self.sentence.start
        return self.evidence.document.text[start + self.quantity.start : start + self.quantity.end]


def operand_of(placed: Placed, evidence: Evidence) -> Operand | None:
    """The figure at an operand's place in its passage; None where no figure can be parsed there, or several."""
    start = evidence.passage.start
    span = Span(start + placed.operand.start, start + placed.operand.end)
    sentence = sentence_around(evidence.passage, span)
    read = read_quantities(evidence.document.text[sentence.start : sentence.end])
    touched = [q for q in read if q.start < span.end - sentence.start and span.start - sentence.start < q.end]
    return Operand(evidence, sentence, touched[0], placed.slot) if len(touched) == 1 else None
