"""A calculation as the reader tags it, and whether it is the one that was meant."""

from dataclasses import dataclass

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


def worked(read: Read) -> Worked:
    """The calculation of the best piece; operands that it lacks come from the next that may answer."""
    best = read.readings[read.best]
    found = [(read.pieces[read.best], operand) for operand in best.operands]
    for number in sorted(range(len(read.pieces)), key=lambda n: -read.readings[n].answerable):
        reading = read.readings[number]
        if number != read.best and reading.answerable > 0 and len(found) < 2:
            found += [(read.pieces[number], operand) for operand in reading.operands]
    sure = min([best.operation.probability, *(operand.probability for _, operand in found)])
    return Worked(best.operation.name, frozenset(_slotted(piece, one) for piece, one in found), sure)


def _slotted(piece: Piece, operand: TaggedOperand) -> tuple[str, str]:
    return operand.slot, figures_in(piece.text[operand.start : operand.end])


def figures_in(text: str) -> str:
    """What of a span counts as the figure: its digits, or its words where it has none."""
    digits = "".join(letter for letter in text if letter.isdigit() or letter in ".,")
    return digits.strip(".,") or normalised(text)


def calculation_right(read: Read) -> tuple[bool, bool, bool]:
    """Whether the operation, the operands with their slots, and both are right."""
    made = worked(read)
    wanted = frozenset(
        (place.slot, figures_in(words_at(read.pieces, place))) for place in read.case.places if place.slot != "none"
    )
    operation = made.operation == read.case.operation
    return operation, made.operands == wanted, operation and made.operands == wanted


def shows(read: Read, least: float) -> bool:
    """Whether the reader is so sure of a calculation that it would be shown."""
    made = worked(read)
    computes = made.operation not in ("none", "other", "count") and bool(made.operands)
    return computes and made.sure >= least and read.readings[read.best].answerable > 0
