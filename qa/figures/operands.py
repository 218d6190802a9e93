"""Operands that the reader placed -> figures parsed where they stand, each in the sentence that is cited for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.quantities import Quantity, read_quantities
from seedqa.index.spans import Span
from seedqa.qa.composition import cite
from seedqa.qa.reader.calculation import Placed
from seedqa.qa.reading import PassageReading, sentence_around
from seedqa.qa.types import Citation, Evidence


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of a calculation: its value, the sentence it stands in, and its slot."""

    evidence: Evidence
    sentence: Span
    quantity: Quantity
    slot: str

    @property
    def place(self) -> Span:
        """Where the figure stands in its document."""
        start = self.sentence.start
        return Span(start + self.quantity.start, start + self.quantity.end)

    @property
    def words(self) -> str:
        """The figure as its text has it."""
        return self.evidence.document.text[self.place.start : self.place.end]


def operands_of(placed: Sequence[Placed], read: Sequence[PassageReading]) -> tuple[Operand, ...]:
    """The figures of a calculation, in order; none at all where one of them cannot be parsed."""
    parsed = [operand_of(one, read[one.passage].evidence) for one in placed]
    found = tuple(operand for operand in parsed if operand is not None)
    return found if len(found) == len(parsed) else ()


def cited(operands: Sequence[Operand]) -> tuple[tuple[Citation, ...], tuple[int, ...]]:
    """Each sentence cited once, and the marker of each operand."""
    places: dict[tuple[str, int], Citation] = {}
    for operand in operands:
        key = (operand.evidence.document.id, operand.sentence.start)
        if key not in places:
            places[key] = cite(len(places) + 1, operand.evidence, operand.sentence)
    return tuple(places.values()), tuple(places[o.evidence.document.id, o.sentence.start].marker for o in operands)


def operand_of(placed: Placed, evidence: Evidence) -> Operand | None:
    """The figure at an operand's place in its passage; None where no figure can be parsed there, or several."""
    start = evidence.passage.start
    span = Span(start + placed.operand.start, start + placed.operand.end)
    sentence = sentence_around(evidence.passage, span)
    read = read_quantities(evidence.document.text[sentence.start : sentence.end])
    touched = [q for q in read if q.start < span.end - sentence.start and span.start - sentence.start < q.end]
    return Operand(evidence, sentence, touched[0], placed.slot) if len(touched) == 1 else None
