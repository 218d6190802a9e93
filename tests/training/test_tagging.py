"""Labels reach the tokens they are of, and only those; what is not known is not learned from."""

import random
from dataclasses import replace

from seedqa.qa.reader.outputs import KINDS, OPERATIONS, SLOTS
from seedqa.qa.reader.windows import Windower

from training.batches import collated, feature_of
from training.records import Gold, Labels, Operand, Record
from training.tagging import IGNORED, Tagged, tagged

CONTEXT = "It gave out 1,840 parcels, 160 of them by van, and 90 coats."


def record_of(labels: Labels, *golds: Gold, history: tuple[str, ...] = ()) -> Record:
    return Record("1", "authored", "g", "How many?", CONTEXT, golds, "A title", history, labels)


def gold(words: str) -> Gold:
    return Gold(CONTEXT.index(words), CONTEXT.index(words) + len(words))


def operand(words: str, slot: str) -> Operand:
    return Operand(gold(words).start, gold(words).end, slot)


def tags_of(windower: Windower, record: Record) -> tuple[Tagged, list[str]]:
    (window,) = windower.windows(record.question, record.context, record.title, record.history)
    words = [""] * len(window.ids)
    for place, (start, end) in enumerate(window.offsets, window.first):
        words[place] = CONTEXT[start:end]
    for past in window.past:
        words[past.place] = record.history[past.text][past.start : past.end]
    return tagged(window, record, bool(record.golds)), words


def tagged_words(tags: tuple[int, ...], words: list[str], tag: int) -> str:
    return " ".join(word for word, found in zip(words, tags, strict=True) if found == tag)


def test_items_begin_and_go_on(windower: Windower) -> None:
    golds = (gold("1,840 parcels"), gold("90 coats"))
    tags, words = tags_of(windower, record_of(Labels(golds, (), "none", "list"), *golds))
    assert tagged_words(tags.items, words, 1) == "1 90"
    assert tagged_words(tags.items, words, 2) == ", 840 parcels coats"
    assert set(tags.slots) == {0, IGNORED}
    assert (tags.operation, tags.kind, tags.affirmed) == (OPERATIONS.index("none"), KINDS.index("list"), IGNORED)


def test_operands_have_their_slots_and_items_are_not_learned_beside_them(windower: Windower) -> None:
    labels = Labels(None, (operand("1,840", "first"), operand("160", "second")), "difference", "compute")
    tags, words = tags_of(windower, record_of(labels, gold("1,840"), gold("160")))
    assert tagged_words(tags.slots, words, SLOTS.index("first")) == "1 , 840"
    assert tagged_words(tags.slots, words, SLOTS.index("second")) == "160"
    assert set(tags.items) == {IGNORED}
    assert tags.operation == OPERATIONS.index("difference")


def test_without_an_answer_the_operation_of_a_calculation_is_not_learned(windower: Windower) -> None:
    calculated, _ = tags_of(windower, record_of(Labels((), (), "difference", "compute")))
    plain, _ = tags_of(windower, record_of(Labels((), (), "none", "fact")))
    assert calculated.operation == IGNORED
    assert plain.operation == OPERATIONS.index("none")


def test_needed_words_are_tagged_in_the_talk_alone(windower: Windower) -> None:
    history = ("Who runs the food bank?", "Amara Obi")
    labels = Labels(needed=frozenset({"food", "bank"}))
    tags, words = tags_of(windower, record_of(labels, history=history))
    assert tagged_words(tags.needed, words, 1) == "food bank"
    assert "Am" in "".join(word for word, tag in zip(words, tags.needed, strict=True) if tag == 0)
    unknown, _ = tags_of(windower, record_of(Labels(), history=history))
    assert set(unknown.needed) == {IGNORED}


def test_a_batch_keeps_each_row_s_labels_and_where_the_question_is(windower: Windower) -> None:
    golds = (gold("90 coats"),)
    first = record_of(Labels(golds, (), "none", "polar", True), *golds)
    records = [first, replace(first, labels=Labels(), question="How many coats are there?")]
    features = [feature_of(record, windower, random.Random(0)) for record in records]
    batch = collated(features, 8)
    assert batch.affirmed.tolist() == [1, IGNORED]
    assert batch.kind.tolist() == [KINDS.index("polar"), IGNORED]
    assert (batch.items > 0).sum(1).tolist() == [2, 0]
    for row, feature in enumerate(features):
        start, end = feature.window.asked
        assert batch.asked[row].nonzero()[0].tolist() == list(range(start, end))
