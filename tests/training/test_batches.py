"""Answers survive the way into tokens and back; batches are the same wherever one starts."""

import random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seedqa.qa.reader.windows import Windower

from training.batches import Shape, batches_of, collated, feature_of, places_of
from training.records import Gold, Record


def record_of(context: str, *golds: Gold) -> Record:
    return Record("1", "squad2", "g", "Which one?", context, golds)


@given(head=st.integers(0, 150), size=st.integers(1, 2), seed=st.integers(0, 99))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
def test_the_chosen_window_holds_the_answer_where_it_is(windower: Windower, head: int, size: int, seed: int) -> None:
    words = [f"wörd{number}" for number in range(160)]
    context = " ".join(words)
    answer = " ".join(words[head : head + size])
    start = len(" ".join(words[:head])) + (1 if head else 0)
    feature = feature_of(record_of(context, Gold(start, start + len(answer))), windower, random.Random(seed))
    ((first, last),) = feature.places
    offsets = feature.window.offsets
    lead = feature.window.first
    assert context[offsets[first - lead][0] : offsets[last - lead][1]] == answer


def test_an_answer_cut_by_the_window_is_no_answer(windower: Windower) -> None:
    context = " ".join(f"w{number}" for number in range(100))
    first, *_ = windower.windows("Which one?", context)
    edge = first.offsets[-1][1]
    assert places_of(first, [Gold(edge - 1, edge)]) != ()
    assert places_of(first, [Gold(edge - 1, edge + 2)]) == ()


def test_no_answer_is_the_first_token(windower: Windower) -> None:
    feature = feature_of(record_of("Nothing here."), windower, random.Random(0))
    assert feature.places == ((0, 0),)
    assert not feature.answerable


def test_padding_reaches_the_multiple_and_is_neither_attended_nor_readable(windower: Windower) -> None:
    features = [feature_of(record_of("word " * count), windower, random.Random(0)) for count in (3, 9)]
    batch = collated(features, 16)
    sizes = [len(feature.window.ids) for feature in features]
    assert batch.ids.shape == (2, 16)
    assert batch.attended.sum(axis=1).tolist() == sizes
    assert batch.readable.sum(axis=1).tolist() == [1 + 3, 1 + 9]
    assert all(batch.readable[row, 1 : feature.window.first].sum() == 0 for row, feature in enumerate(features))


def test_resuming_gives_the_batches_that_were_left(windower: Windower, records: list[Record]) -> None:
    plan = records * 30
    whole = list(batches_of(plan, windower, Shape(4, 16), 5))
    assert len(whole) == 60
    for first in (1, 49, 50, 51):
        rest = list(batches_of(plan, windower, Shape(4, 16), 5, first))
        assert len(rest) == len(whole) - first
        assert all(np.array_equal(one.ids, other.ids) for one, other in zip(rest, whole[first:], strict=True))
