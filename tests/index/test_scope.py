"""A store that is limited to some documents answers as a store that holds no others."""

import gc
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from seedqa.index import scope
from seedqa.index.build import IndexSettings
from seedqa.index.store import Store

from tests.index.making import Workshop, page

NAMES = ("harbour", "mill", "orchard", "quarry", "ropery")
CHOSEN = ("docs/mill.txt", "docs/quarry.txt", "docs/ropery.txt")
WORDS = (
    ["lamp"],
    ["crane", "yuan"],
    ["mill", "lighthouse", "june"],
    ["quarry"],
    ["harbour"],
    ["members", "board", "16.82"],
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Iterator[tuple[Store, Store]]:
    """An index over five documents, and one of its own over three of them."""
    opened = []
    for kept in (NAMES, [name for name in NAMES if f"docs/{name}.txt" in CHOSEN]):
        folder = tmp_path_factory.mktemp("scope")
        made = Workshop(folder / "docs", folder / "index", IndexSettings(model=str(tiny_model)))
        for name in kept:
            made.write(f"{name}.txt", page(name, 3 + NAMES.index(name)) * (1 + NAMES.index(name)))
        made.build()
        opened.append(Store.open(made.index))
    yield opened[0], opened[1]
    for store in opened:
        store.close()


def ids(store: Store) -> list[str]:
    return [document.id for document in store.documents() if document.uri in CHOSEN]


def placed(store: Store, found: list[tuple[int, float]]) -> list[tuple[str, int, float]]:
    """What was found without the numbers that an index gives its passages."""
    return [(p.document.uri, p.passage.start, score) for (key, score) in found for p in store.passages([key])]


def told(store: Store) -> dict[str, Any]:
    """Everything that a store says of what it holds."""
    vector = store.encoder.encode("Who painted the lighthouse of the mill?")
    everywhere = store.nearest(vector, 1000)
    return {
        "documents": store.documents(),
        "addresses": store.addresses,
        "counts": (store.document_count(), store.passage_count()),
        "nearest": [placed(store, store.nearest(vector, limit)) for limit in (1, 4, 1000)],
        "matching": [placed(store, store.matching(words, limit)) for words in WORDS for limit in (2, 1000)],
        "words": [store.passages_with(word) for words in WORDS for word in words],
        "holding": [store.documents_with(word) for words in WORDS for word in words],
        "first": [placed(store, [(key, 0.0)]) for key in store.passages_of(ids(store), 7)],
        "passages": sorted(placed(store, everywhere)),
    }


def test_a_limited_store_is_as_one_of_its_own(stores: tuple[Store, Store]) -> None:
    whole, own = stores
    assert told(whole.limited_to(ids(whole))) == told(own)


def test_a_large_scope_is_ranked_by_the_words_of_the_whole(
    stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, own = stores
    monkeypatch.setattr(scope, "MOST_COPIED", 0)
    limited, alone = told(whole.limited_to(ids(whole))), told(own)
    ranked, expected = limited.pop("matching"), alone.pop("matching")
    assert limited == alone
    found = [{(uri, start) for uri, start, _ in one} for one in ranked[1::2]]
    assert found == [{(uri, start) for uri, start, _ in one} for one in expected[1::2]]
    scores = {(uri, start): score for uri, start, score in placed(whole, whole.matching(["lamp"], 1000))}
    assert all(scores[uri, start] == score for uri, start, score in ranked[1])


def test_nothing_outside_can_be_reached(stores: tuple[Store, Store]) -> None:
    whole, _ = stores
    limited = whole.limited_to(ids(whole))
    outside = [document.id for document in whole.documents() if document.uri not in CHOSEN]
    passages = whole.passages_of(outside, 1000)
    assert len(passages) > 3
    assert limited.passages(passages) == []
    assert [limited.document(key) for key in outside] == [None, None]
    assert limited.passages_of(outside, 1000) == []
    assert limited.limited_to(outside).documents() == []


def test_a_store_tells_what_it_is_limited_to(stores: tuple[Store, Store]) -> None:
    whole, _ = stores
    assert whole.scope is None
    assert whole.limited_to(ids(whole)).scope == tuple(ids(whole))


def test_the_copy_of_the_words_goes_with_its_store(stores: tuple[Store, Store]) -> None:
    limited = stores[0].limited_to(ids(stores[0]))
    assert limited._scope is not None
    copied = limited._scope.ranking
    assert copied is not None
    del limited
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        copied.execute("SELECT 1")
