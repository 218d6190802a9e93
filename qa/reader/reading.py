"""What the reader says of a passage: of one window, and of all its windows together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from seedqa.index.quantities import read_quantities
from seedqa.qa.reader.decoding import ReadSpan, apart, spans_of
from seedqa.qa.reader.folder import Calibration, Least
from seedqa.qa.reader.outputs import KINDS, OPERATIONS
from seedqa.qa.reader.tags import (
    Guess,
    Item,
    NeededWords,
    TaggedOperand,
    guesses_of,
    items_of,
    needed_of,
    operands_of,
)
from seedqa.qa.reader.windows import Window

Outputs = Mapping[str, NDArray[Any]]
NOTHING = -30.0
Tagged = TypeVar("Tagged", Item, TaggedOperand)
_NO_GUESS = Guess("none", 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """The best spans of a passage, none overlapping, best first; the log odds that it answers at all; and what else the
    reader says of question and passage, in order of place.

    ``items`` are the things asked for, each whole; ``operands`` the figures that may be worked with (``calculation``
    chooses among them); ``operations`` and ``kinds`` of question come likeliest first (``outputs`` has the names; the
    operation is "none" where the answer is stated); ``affirmed`` is the probability of a yes, of meaning where the kind
    is "polar" and the best span is the clause that decides; ``needed`` are the words of the history that the question
    leaves out.
    """

    spans: tuple[ReadSpan, ...]
    answerable: float
    items: tuple[Item, ...] = ()
    operands: tuple[TaggedOperand, ...] = ()
    operations: tuple[Guess, ...] = ()
    kinds: tuple[Guess, ...] = ()
    affirmed: float = 0.5
    needed: tuple[NeededWords, ...] = ()

    @property
    def operation(self) -> Guess:
        """The likeliest operation."""
        return self.operations[0] if self.operations else _NO_GUESS

    @property
    def kind(self) -> Guess:
        """The likeliest kind of question."""
        return self.kinds[0] if self.kinds else _NO_GUESS


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network says of one window: its best spans, its raw has-answer logit, and the rest of a reading."""

    spans: tuple[ReadSpan, ...]
    has: float
    items: tuple[Item, ...] = ()
    operands: tuple[TaggedOperand, ...] = ()
    operations: tuple[Guess, ...] = ()
    kinds: tuple[Guess, ...] = ()
    affirmed: float = 0.5
    needed: tuple[NeededWords, ...] = ()

    @property
    def margin(self) -> float:
        """The best span's score."""
        return self.spans[0].score if self.spans else NOTHING


def figures_of(passage: str) -> tuple[tuple[int, int], ...]:
    """Where the figures of a passage stand, each from its start to its end."""
    return tuple((figure.start, figure.end) for figure in read_quantities(passage))


def seen_of(window: Window, given: Outputs, least: Least, figures: Sequence[tuple[int, int]]) -> Seen:
    """A window's logits, by output, as what they say; a reader of before had no more than spans and has-answer."""
    spans, has = tuple(spans_of(window, given["starts"], given["ends"])), float(given["has"])
    if "items" not in given:
        return Seen(spans, has)
    return Seen(
        spans,
        has,
        items_of(window, given["items"], least.items),
        operands_of(window, given["slots"], figures, least.operands),
        guesses_of(OPERATIONS, given["operation"]),
        guesses_of(KINDS, given["kind"]),
        float(1 / (1 + np.exp(-given["affirmed"]))),
        needed_of(window, given["needed"], least.needed),
    )


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
        surest.operations,
        surest.kinds,
        surest.affirmed,
        surest.needed,
    )


def below(reading: Reading, lead: int) -> Reading:
    """The reading of a text without its first ``lead`` characters: what was found in these is left out."""
    if not lead:
        return reading
    return replace(
        reading,
        spans=tuple(replace(s, start=s.start - lead, end=s.end - lead) for s in reading.spans if s.start >= lead),
        items=tuple(replace(i, start=i.start - lead, end=i.end - lead) for i in reading.items if i.start >= lead),
        operands=tuple(replace(o, start=o.start - lead, end=o.end - lead) for o in reading.operands if o.start >= lead),
    )


def _distinct(tagged: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """Of those that overlap, where windows do, the surest; in order of place."""
    kept: list[Tagged] = []
    for one in sorted(tagged, key=lambda one: (-one.probability, one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))
