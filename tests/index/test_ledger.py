"""The ledger: filled, changed and emptied together with the passages, and true to the text."""

from pathlib import Path

import pytest
from seedqa.evals.ledger_store import constant_vectors, open_texts
from seedqa.index.build import build_index
from seedqa.index.documents import make_document
from seedqa.index.ledger import Entry, read_entries
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.index.quantities import read_quantities
from seedqa.index.store import Store

TEXT = """Gifts

In 2019, the Lindal Foundation gave Mera County more than 3.2 million yuan($0.5 million) for bridges. \
It also gave the county 40 boats.

Ostra Village has 1,200 residents. In 2021, 60% of them worked in Mera Town.
"""


def _entries(text: str, uri: str = "a.txt") -> list[Entry]:
    document = make_document(uri, text)
    return list(read_entries(document, list(enumerate(read_passages(document.text, PassageSettings())))))


def _by_value(entries: list[Entry]) -> dict[str, Entry]:
    return {format(entry.value, "f"): entry for entry in entries}


def test_every_quantity_of_every_sentence_is_an_entry() -> None:
    document = make_document("a.txt", TEXT)
    expected = [
        (sentence.start + quantity.start, quantity.value, quantity.unit)
        for passage in read_passages(document.text, PassageSettings())
        for sentence in passage.sentences
        for quantity in read_quantities(document.text[sentence.start : sentence.end])
    ]
    assert [(entry.span.start, entry.value, entry.unit) for entry in _entries(TEXT)] == expected


def test_spans_are_exact() -> None:
    for entry in _entries(TEXT):
        assert entry.sentence.start <= entry.span.start < entry.span.end <= entry.sentence.end
        if entry.noun_span is not None:
            assert TEXT[entry.noun_span.start : entry.noun_span.end] == entry.noun


def test_an_entry_tells_value_bound_equivalent_time_and_actors() -> None:
    entry = _by_value(_entries(TEXT))["3200000"]
    assert (entry.kind, entry.unit, entry.bound) == ("money", "yuan", "more_than")
    assert entry.same is not None
    assert (format(entry.same[0], "f"), entry.same[1]) == ("500000", "USD")
    assert (entry.period, entry.period_source) == ("2019", "sentence")
    assert (entry.who, entry.whom, entry.carried) == ("Lindal Foundation", "Mera County", False)


def test_time_and_pronouns_are_carried_from_the_sentence_before() -> None:
    entry = _by_value(_entries(TEXT))["40"]
    assert (entry.period, entry.period_source) == ("2019", "before")
    assert (entry.who, entry.whom, entry.carried) == ("Lindal Foundation", "Mera County", True)


def test_time_is_not_carried_into_another_paragraph() -> None:
    assert _by_value(_entries(TEXT))["1200"].period is None


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Anla Group was given 5 million yuan by Berta Bank.", "Berta Bank", "Anla Group"),
        ("Anla Group received 5 million yuan from Berta Bank.", "Berta Bank", "Anla Group"),
        ("Berta Bank donated 5 million yuan to Anla Group.", "Berta Bank", "Anla Group"),
        ("A grant of 5 million yuan from Berta Bank went to Anla Group.", "Berta Bank", "Anla Group"),
        ("Berta Bank's donation to Anla Group was 5 million yuan.", "Berta Bank", "Anla Group"),
        ("Anla Group lost 2 boats, and Berta Bank lost 5 million yuan.", "Berta Bank", None),
        ("Anla Group and Berta Bank received 2 and 5 million yuan respectively.", None, None),
    ],
)
def test_who_and_whom(text: str, who: str | None, whom: str | None) -> None:
    entry = _by_value(_entries(text))["5000000"]
    assert (entry.who, entry.whom) == (who, whom)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Output rose from 200 tons in 2020 to 350 tons in 2021.", {"200": "2020", "350": "2021"}),
        ("Since March 2019, Anla Group has built 12 boats.", {"12": "2019-03.."}),
        ("From 2018 to 2020 it built 12 boats.", {"12": "2018..2020"}),
    ],
)
def test_each_figure_has_its_own_time(text: str, periods: dict[str, str]) -> None:
    found = _by_value(_entries(text))
    assert {value: found[value].period for value in periods} == periods


def _build(folder: Path) -> Store:
    with constant_vectors():
        build_index(folder / "index", [folder / "texts"])
    return Store.open(folder / "index")


def test_the_ledger_follows_its_documents(tmp_path: Path) -> None:
    store = open_texts(tmp_path, {"a.txt": TEXT, "b.txt": "Anla Group has 17 boats.\n"})
    assert len(store.quantities()) == len(_entries(TEXT)) + 1
    store.close()
    (tmp_path / "texts" / "b.txt").write_text("Anla Group has 19 boats and 4 docks.\n", encoding="utf-8")
    store = _build(tmp_path)
    assert [format(e.value, "f") for e in store.quantities() if e.unit in {"boat", "dock"}] != ["17"]
    assert {"19", "4"} <= {format(e.value, "f") for e in store.quantities()}
    store.close()
    (tmp_path / "texts" / "b.txt").unlink()
    store = _build(tmp_path)
    assert len(store.quantities()) == len(_entries(TEXT))
    store.close()


def test_the_store_reads_entries_as_they_were_written_within_limits(tmp_path: Path) -> None:
    store = open_texts(tmp_path, {"a.txt": TEXT})
    (document,) = store.documents()
    passages = {entry.passage_id for entry in store.quantities()}
    written = {entry.span.start: entry for entry in _entries(TEXT, document.uri)}
    for entry in store.quantities():
        expected = written[entry.span.start]
        assert (entry.value, entry.period, entry.who, entry.same) == (
            expected.value, expected.period, expected.who, expected.same,
        )  # fmt: skip
    assert {entry.kind for entry in store.quantities(kinds=["money"])} == {"money"}
    assert {entry.unit for entry in store.quantities(units=["boat"])} == {"boat"}
    assert store.quantities(documents=[]) == []
    assert len(store.quantities(documents=[document.id], passages=sorted(passages))) == len(store.quantities())
    store.close()
