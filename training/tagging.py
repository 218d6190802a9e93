"""A record's labels as the numbers a network is held to, for one window; ``IGNORED`` where nothing is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.qa.reader.outputs import ITEM_TAGS, KINDS, OPERATIONS, SLOTS
from seedqa.qa.reader.windows import Window

from training.needing import words_of
from training.records import Gold, Operand, Record

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tags by token of a window, and its classes."""

    items: tuple[int, ...]
    slots: tuple[int, ...]
    needed: tuple[int, ...]
    operation: int = IGNORED
    kind: int = IGNORED
    affirmed: int = IGNORED


def tagged(window: Window, record: Record, holds: bool) -> Tagged:
    """The labels of a record in a window that does or does not hold an answer of it."""
    labels = record.labels
    calculated = labels.operation not in ("", "none", "count")
    operation = _index(OPERATIONS, labels.operation) if holds or not calculated else IGNORED
    affirmed = IGNORED if labels.affirmed is None or not holds else int(labels.affirmed)
    return Tagged(
        _items(window, labels.items),
        _slots(window, labels.operands),
        _needed(window, record),
        operation,
        _index(KINDS, labels.kind),
        affirmed,
    )


def place_of(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """First and last token of a span of the passage that lies wholly in the window."""
    inside = [place for place, (left, right) in enumerate(window.offsets) if left < end and right > start]
    if not inside or window.offsets[0][0] > start or window.offsets[-1][1] < end:
        return None
    return window.first + inside[0], window.first + inside[-1]


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name else IGNORED


def _blank(window: Window, known: bool) -> list[int]:
    tags = [IGNORED] * len(window.ids)
    if known:
        tags[window.first : window.first + len(window.offsets)] = [0] * len(window.offsets)
    return tags


def _items(window: Window, items: tuple[Gold, ...] | None) -> tuple[int, ...]:
    tags = _blank(window, items is not None)
    begin, inside = ITEM_TAGS.index("begin"), ITEM_TAGS.index("inside")
    for item in items or ():
        place = place_of(window, item.start, item.end)
        if place is not None:
            tags[place[0] : place[1] + 1] = [begin, *[inside] * (place[1] - place[0])]
    return tuple(tags)


def _slots(window: Window, operands: tuple[Operand, ...] | None) -> tuple[int, ...]:
    tags = _blank(window, operands is not None)
    for operand in operands or ():
        place = place_of(window, operand.start, operand.end)
        if place is not None:
            tags[place[0] : place[1] + 1] = [SLOTS.index(operand.slot)] * (place[1] + 1 - place[0])
    return tuple(tags)


def _needed(window: Window, record: Record) -> tuple[int, ...]:
    tags = [IGNORED] * len(window.ids)
    if record.labels.needed is None:
        return tuple(tags)
    spans = {
        number: [(start, end) for word, start, end in words_of(text) if word in record.labels.needed]
        for number, text in enumerate(record.history)
    }
    for past in window.past:
        tags[past.place] = int(any(start < past.end and past.start < end for start, end in spans[past.text]))
    return tuple(tags)
