"""The plan is decided by its seed, and a near miss never holds an accepted answer."""

import random
from dataclasses import replace

from training.mixture import Mixture
from training.records import Record


def test_the_same_seed_gives_the_same_plan_and_a_shorter_one_is_its_beginning(records: list[Record]) -> None:
    plan = Mixture(records).plan(50, 4)
    assert len(plan) == 50
    assert Mixture(records).plan(50, 4) == plan
    assert Mixture(records).plan(20, 4) == plan[:20]
    assert Mixture(records).plan(50, 5) != plan


def test_every_record_is_shown_in_a_round(records: list[Record]) -> None:
    plan = Mixture(records).plan(26, 4)
    assert {record.id for record in plan if "~" not in record.id} == {record.id for record in records}


def test_near_misses_do_not_hold_an_answer(records: list[Record]) -> None:
    mixture, rng = Mixture(records), random.Random(0)
    kinds = set()
    for record in records * 30:
        missed = mixture.near_miss(record, rng)
        assert missed is not None
        assert not missed.answerable
        kinds.add(missed.id.partition("~")[2])
        if missed.question == record.question and missed.context not in _swappable(record):
            assert record.texts[0] not in missed.context or missed.context != record.context
    assert {"0", "1"} <= kinds


def test_the_rest_of_a_passage_is_whole_sentences_without_the_answer(records: list[Record]) -> None:
    rest = "The valley is wide. " * 12
    base = records[0]
    long = replace(base, source="squadshifts_reddit", context=base.context + " " + rest)
    found = set()
    for seed in range(40):
        missed = Mixture([long]).near_miss(long, random.Random(seed))
        if missed is not None and missed.id.endswith("~4"):
            found.add(missed.context)
    assert found == {rest}


def _swappable(record: Record) -> set[str]:
    return {record.context}
