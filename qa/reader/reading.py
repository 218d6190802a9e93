"""What the reader says of a passage: of one window, and of all its windows together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from seedqa.qa.reader.decoding import ReadSpan, apart
from seedqa.qa.reader.folder import Calibration
from seedqa.qa.reader.tags import Guess, Item, NeededWords, TaggedOperand

NOTHING = -30.0
Tagged = TypeVar("Tagged", Item, TaggedOperand)
_NO_GUESS = Guess("none", 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """The best spans of a passage, none overlapping, best first; the log odds that it answers at all; and what else the
    reader says of question and passage, in order of place.

    ``items`` are the things asked for, each whole; ``operands`` the figures of the ``operation`` (``outputs`` has the
    names; "none" where the answer is stated); ``kind`` is that of the question; ``affirmed`` the probability of a yes,
    of meaning where the kind is "polar" and the best span is the clause that decides; ``needed`` the words of the
    history that the question leaves out.
    """

    spans: tuple[ReadSpan, ...]
    answerable: float
    items: tuple[Item, ...] = ()
    operands: tuple[TaggedOperand, ...] = ()
    operation: Guess = _NO_GUESS
    kind: Guess = _NO_GUESS
    affirmed: float = 0.5
    needed: tuple[NeededWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network says of one window: its best spans, its raw has-answer logit, and the rest of a reading."""

    spans: tuple[ReadSpan, ...]
    has: float
    items: tuple[Item, ...] = ()
    operands: tuple[TaggedOperand, ...] = ()
    operation: Guess = _NO_GUESS
    kind: Guess = _NO_GUESS
    affirmed: float = 0.5
    needed: tuple[NeededWords, ...] = ()

    @property
    def margin(self) -> float:
        """The best span's score."""
        return self.spans[0].score if self.spans else NOTHING


def combined(seen: Sequence[Seen], calibration: Calibration, spans: int) -> Reading:
    """The reading of a passage from those of its windows; classes are those of the surest window."""
    told = [one for one in seen if one.spans]
    if not told:
        return Reading((), NOTHING)
    odds = [calibration.odds(one.has, one.margin) for one in told]
    surest = told[odds.index(max(odds))]
    return Reading(
        apart((span for one in told for span in one.spans), spans),
        max(odds),
        _distinct([item for one in told for item in one.items]),
        _distinct([operand for one in told for operand in one.operands]),
        surest.operation,
        surest.kind,
        surest.affirmed,
        surest.needed,
    )


def _distinct(tagged: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """Of those that overlap, where windows do, the surest; in order of place."""
    kept: list[Tagged] = []
    for one in sorted(tagged, key=lambda one: (-one.probability, one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))
