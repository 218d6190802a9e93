"""Records as padded arrays: windows chosen, answers as token places, similar lengths together, few shapes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from seedqa.qa.reader.records import Gold, Record
from seedqa.qa.reader.windows import Window, Windower

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_SORTED_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class Feature:
    """One window and the token places (both inclusive) of the answers in it; (0, 0) stands for none."""

    window: Window
    places: tuple[tuple[int, int], ...]

    @property
    def answerable(self) -> bool:
        """Whether the window holds an answer."""
        return self.places != ((0, 0),)


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of shape (examples, tokens); ``starts``, ``ends``, ``known`` of shape (examples, answers)."""

    ids: Ints
    types: Ints
    attended: Ints
    readable: Floats
    starts: Ints
    ends: Ints
    known: Floats
    answerable: Floats


@dataclass(frozen=True, slots=True)
class Shape:
    """How many examples go together, and the multiple their length is padded to."""

    size: int = 32
    multiple: int = 32


def places_of(window: Window, golds: Sequence[Gold]) -> tuple[tuple[int, int], ...]:
    """First and last token of each answer that lies wholly in the window."""
    found = {_place(window, gold) for gold in golds}
    return tuple(sorted(place for place in found if place is not None))


def feature_of(record: Record, windower: Windower, rng: random.Random) -> Feature:
    """A window of the record: one that holds an answer where there is one, else any."""
    windows = windower.windows(record.question, record.context)
    placed = [(window, places_of(window, record.golds)) for window in windows]
    holding = [Feature(window, places) for window, places in placed if places]
    return rng.choice(holding or [Feature(window, ((0, 0),)) for window in windows])


def batches_of(plan: Sequence[Record], windower: Windower, shape: Shape, seed: int, first: int = 0) -> Iterator[Batch]:
    """The plan's whole batches from number ``first`` on; the same for the same seed wherever one starts."""
    together = shape.size * _SORTED_TOGETHER
    number = first // _SORTED_TOGETHER
    skipped = first % _SORTED_TOGETHER
    for start in range(number * together, len(plan), together):
        rng = random.Random(f"{seed}/batches/{start}")
        features = [feature_of(record, windower, rng) for record in plan[start : start + together]]
        features.sort(key=lambda feature: len(feature.window.ids))
        groups = [features[at : at + shape.size] for at in range(0, len(features), shape.size)]
        rng.shuffle(groups)
        for group in groups[skipped:]:
            yield collated(group, shape.multiple)
        skipped = 0


def collated(features: Sequence[Feature], multiple: int) -> Batch:
    """Features padded to a common length that is a multiple of ``multiple``."""
    longest = max(len(feature.window.ids) for feature in features)
    shape = (len(features), -(-longest // multiple) * multiple)
    ids, types, attended = (np.zeros(shape, np.int64) for _ in range(3))
    readable = np.zeros(shape, np.float32)
    for row, window in enumerate(feature.window for feature in features):
        size = len(window.ids)
        ids[row, :size], types[row, :size], attended[row, :size] = window.ids, window.types, 1
        readable[row, readable_places(window)] = 1
    most = max(len(feature.places) for feature in features)
    places = np.zeros((len(features), most, 2), np.int64)
    known = np.zeros((len(features), most), np.float32)
    for row, feature in enumerate(features):
        places[row, : len(feature.places)] = feature.places
        known[row, : len(feature.places)] = 1
    answerable = np.array([feature.answerable for feature in features], np.float32)
    return Batch(ids, types, attended, readable, places[..., 0], places[..., 1], known, answerable)


def readable_places(window: Window) -> list[int]:
    """The token places a span may use: the first one, which stands for no answer, and the passage."""
    return [0, *range(window.first, window.first + len(window.offsets))]


def _place(window: Window, gold: Gold) -> tuple[int, int] | None:
    inside = [place for place, (start, end) in enumerate(window.offsets) if start < gold.end and end > gold.start]
    if not inside or window.offsets[0][0] > gold.start or window.offsets[-1][1] < gold.end:
        return None
    return window.first + inside[0], window.first + inside[-1]
