"""A calculation as the reader tags it, and whether it is the one that was meant."""

from dataclasses import dataclass

from seedqa.qa.reader.calculation import calculation_of
from seedqa.qa.reader.tags import TaggedOperand

from training.looking import Read, words_at
from training.pieces import Piece
from training.scoring import normalised

CALCULATED = ("compute", "compare")


@dataclass(frozen=True, slots=True)
class Worked:
    """A calculation as the reader tags it: sure of it as of its least sure part."""

    operation: str
    operands: frozenset[tuple[str, str]]
    sure: float


def worked(read: Read) -> Worked | None:
    """The calculation that the readings make."""
    made = calculation_of(read.readings)
    if made is None:
        return None
    slotted = frozenset((placed.slot, _figure(read.pieces[placed.passage], placed.operand)) for placed in made.operands)
    return Worked(made.operation, slotted, made.probability * made.computes)


def _figure(piece: Piece, operand: TaggedOperand) -> str:
    return figures_in(piece.text[operand.start : operand.end])


def figures_in(text: str) -> str:
    """What of a span counts as the figure: its digits, or its words where it has none."""
    digits = "".join(letter for letter in text if letter.isdigit() or letter in ".,")
    return digits.strip(".,") or normalised(text)


def calculation_right(read: Read) -> tuple[bool, bool, bool]:
    """Whether the operation, the operands with their slots, and both are right."""
    made = worked(read)
    if made is None:
        return False, False, False
    wanted = frozenset(
        (place.slot, figures_in(words_at(read.pieces, place))) for place in read.case.places if place.slot != "none"
    )
    operation, operands = made.operation == read.case.operation, made.operands == wanted
    return operation, operands, operation and operands


def shows(read: Read, least: float) -> bool:
    """Whether the reader is so sure of a calculation that it would be shown."""
    made = worked(read)
    return made is not None and made.sure >= least and read.readings[read.best].answerable > 0
