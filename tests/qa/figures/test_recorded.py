"""A thousand records in documents of different lengths: counts and lists are exact, with a citation for each item."""

import pytest
from seedqa.evals.ledger_records import Record, Records
from seedqa.index.store import Store
from seedqa.qa.figures import Computed, derive
from seedqa.qa.question import read_question


def _asked(store: Store, text: str) -> Computed:
    computed = derive(read_question(text), [], store)
    assert computed is not None, text
    return computed


def _givers(records: Records) -> list[str]:
    return sorted({record.giver for record in records.records})


def _of(records: Records, giver: str) -> list[Record]:
    return [record for record in records.records if record.giver == giver]


def test_counts_are_exact(records: Records, record_store: Store) -> None:
    for giver in _givers(records):
        own = _of(records, giver)
        computed = _asked(record_store, f"How many grants did the {giver} make?")
        assert computed.short_answer == f"{len(own)} grants"
        assert len(computed.parts) == len(own)


def test_lists_hold_every_item_once_with_its_citation(records: Records, record_store: Store) -> None:
    for giver in _givers(records)[:4]:
        own = _of(records, giver)
        computed = _asked(record_store, f"List all the grants that the {giver} made.")
        assert sorted(computed.parts) == sorted(f"{record.amount:,} yuan" for record in own)
        quotes = {citation.marker: citation.quote for citation in computed.citations}
        lines = computed.answer.splitlines()[1:]
        assert len(lines) == len(own)
        for line, part in zip(lines, computed.parts, strict=True):
            assert part in quotes[int(line.rsplit("[", 1)[1].rstrip("]"))]


def test_a_year_and_a_limit_narrow_a_list(records: Records, record_store: Store) -> None:
    giver = _givers(records)[0]
    own = _of(records, giver)
    limit = sorted(record.amount for record in own)[-9]
    towns = {record.place for record in own if record.amount > limit}
    assert set(_asked(record_store, f"Which towns received more than {limit:,} yuan from the {giver}?").parts) == towns
    year = own[0].year
    expected = sum(1 for record in own if record.year == year)
    counted = _asked(record_store, f"How many grants did the {giver} make in {year}?").short_answer or ""
    assert counted.split()[0] == str(expected)


def test_what_was_searched_is_said(records: Records, record_store: Store) -> None:
    total = len(records.texts)
    answer = _asked(record_store, f"How many grants did the {_givers(records)[0]} make?").answer
    assert answer.splitlines()[0].endswith(f"found; {total} of {total} documents searched:")


@pytest.mark.parametrize("question", ["How many grants did the Nowhere Trust make?", "How many bridges are there?"])
def test_nothing_is_counted_that_is_not_told(record_store: Store, question: str) -> None:
    assert derive(read_question(question), [], record_store) is None
