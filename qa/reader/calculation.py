"""Which calculation the readings of a question's passages make: the likeliest operation with the operands it needs.

Each figure that may be an operand has a chance for every slot. An operation of two figures takes the likeliest pair of
different ones, and a difference all else that is surely taken away; one of any number takes those that are nearly as
likely as the second likeliest.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.qa.reader.reading import Reading
from seedqa.qa.reader.tags import TaggedOperand

NEVER = ("none", "other", "count")
TAKING = ("difference",)
MEMBERS = ("sum", "part", "average", "product", "highest", "lowest", "rest")
_RELATIVE = 0.35
_CERTAIN = 0.5
# A figure tagged as a member may well be the first or second, which are harder to tell apart.
_LENT = 0.3
_FLOOR = 1e-6


@dataclass(frozen=True, slots=True)
class Placed:
    """An operand, in its slot, of the passage with this number."""

    passage: int
    operand: TaggedOperand
    slot: str


@dataclass(frozen=True, slots=True)
class Calculation:
    """An operation with its operands; ``probability`` is that of its least sure part, to be fitted before it is shown;
    ``computes`` that the answer has to be worked out at all."""

    operation: str
    operands: tuple[Placed, ...]
    probability: float
    computes: float


def calculation_of(readings: Sequence[Reading]) -> Calculation | None:
    """The likeliest calculation over the passages, those that surest answer first; None where there are no figures."""
    order = sorted(range(len(readings)), key=lambda number: -readings[number].answerable)
    if not order:
        return None
    surest = readings[order[0]]
    named = [guess for guess in surest.operations if guess.name not in NEVER]
    if not named:
        return None
    operation, chance = named[0].name, named[0].probability
    operands = _operands(operation, readings, order)
    stated = next((guess.probability for guess in surest.operations if guess.name == "none"), 0.0)
    sure = min([chance, *(_chance(placed.operand, placed.slot) for placed in operands)])
    return Calculation(operation, operands, sure, 1.0 - stated) if operands else None


def _operands(operation: str, readings: Sequence[Reading], order: Sequence[int]) -> tuple[Placed, ...]:
    """Those of the surest passage; where it has too few, of the next ones that may answer as well."""
    found: tuple[Placed, ...] = ()
    held: list[tuple[int, TaggedOperand]] = []
    for number in order:
        if held and readings[number].answerable <= 0:
            break
        held += [(number, operand) for operand in readings[number].operands]
        found = _members(held) if operation in MEMBERS else _pair(operation, held)
        if len(found) > 1:
            break
    return found


def _members(held: Sequence[tuple[int, TaggedOperand]]) -> tuple[Placed, ...]:
    chances = sorted((sum(operand.chances) for _, operand in held), reverse=True)
    if not chances:
        return ()
    least = min(_CERTAIN, _RELATIVE * chances[min(1, len(chances) - 1)])
    return tuple(Placed(number, one, "member") for number, one in held if sum(one.chances) >= least)


def _pair(operation: str, held: Sequence[tuple[int, TaggedOperand]]) -> tuple[Placed, ...]:
    pairs = [(one, other) for one in held for other in held if one is not other]
    if not pairs:
        return ()

    def likely(pair: tuple[tuple[int, TaggedOperand], tuple[int, TaggedOperand]]) -> float:
        return math.log(_chance(pair[0][1], "first")) + math.log(_chance(pair[1][1], "second"))

    first, second = max(pairs, key=likely)
    more = [one for one in held if operation in TAKING and one not in (first, second) and one[1].chances[1] >= _CERTAIN]
    return Placed(*first, "first"), *(Placed(*one, "second") for one in held if one is second or one in more)


def _chance(operand: TaggedOperand, slot: str) -> float:
    first, second, member = operand.chances
    if slot == "member":
        return first + second + member
    return (first if slot == "first" else second) + _LENT * member + _FLOOR
