"""Records as padded arrays: windows chosen, answers as token places, similar lengths together, few shapes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from seedqa.qa.reader.windows import Window, Windower

from training.records import Gold, Record
from training.tagging import IGNORED, Tagged, place_of, tagged

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_SORTED_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class Feature:
    """One window and the token places (both inclusive) of the answers in it; (0, 0) stands for none."""

    window: Window
    places: tuple[tuple[int, int], ...]
    tags: Tagged | None = None

    @property
    def answerable(self) -> bool:
        """Whether the window holds an answer."""
        return self.places != ((0, 0),)


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of shape (examples, tokens), one of ``asked`` where the question is; ``starts``, ``ends``, ``known`` of
    shape (examples, answers); the classes of shape (examples,)."""

    ids: Ints
    types: Ints
    attended: Ints
    readable: Floats
    starts: Ints
    ends: Ints
    known: Floats
    answerable: Floats
    asked: Floats
    items: Ints
    slots: Ints
    needed: Ints
    operation: Ints
    kind: Ints
    affirmed: Ints


@dataclass(frozen=True, slots=True)
class Shape:
    """How many examples go together, and the multiple their length is padded to."""

    size: int = 32
    multiple: int = 32


def places_of(window: Window, golds: Sequence[Gold]) -> tuple[tuple[int, int], ...]:
    """First and last token of each answer that lies wholly in the window."""
    found = {place_of(window, gold.start, gold.end) for gold in golds}
    return tuple(sorted(place for place in found if place is not None))


def feature_of(record: Record, windower: Windower, rng: random.Random) -> Feature:
    """A window of the record: one of those that hold most of its answers where there is one, else any."""
    windows = windower.windows(record.question, record.context, record.title, record.history)
    placed = [(window, places_of(window, record.golds)) for window in windows]
    most = max(len(places) for _, places in placed)
    window, places = rng.choice([(window, places) for window, places in placed if len(places) == most])
    return Feature(window, places or ((0, 0),), tagged(window, record, bool(places)))


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
    return Batch(
        ids, types, attended, readable, places[..., 0], places[..., 1], known, answerable, *_tags(features, shape)
    )


def asked_of(window: Window) -> Floats:
    """One where the question's tokens are."""
    marks = np.zeros(len(window.ids), np.float32)
    marks[slice(*window.asked)] = 1
    return marks


def _tags(features: Sequence[Feature], shape: tuple[int, int]) -> tuple[Floats, Ints, Ints, Ints, Ints, Ints, Ints]:
    asked = np.zeros(shape, np.float32)
    by_token = np.full((3, *shape), IGNORED, np.int64)
    classes = np.full((3, shape[0]), IGNORED, np.int64)
    for row, feature in enumerate(features):
        size, tags = len(feature.window.ids), feature.tags
        asked[row, :size] = asked_of(feature.window)
        if tags is not None:
            by_token[:, row, :size] = tags.items, tags.slots, tags.needed
            classes[:, row] = tags.operation, tags.kind, tags.affirmed
    return asked, by_token[0], by_token[1], by_token[2], classes[0], classes[1], classes[2]


def readable_places(window: Window) -> list[int]:
    """The token places a span may use: the first one, which stands for no answer, and the passage."""
    return [0, *range(window.first, window.first + len(window.offsets))]
