"""Entries of a scope -> documents: ids, addresses and their ends, folders, patterns."""

import pytest
from seedqa.index.errors import InputError
from seedqa.index.scope import Address
from seedqa.qa.scope import documents_meant

URIS = (
    "papers/contract.md",
    "papers/north/contract.md",
    "papers/north/old/contract.md",
    "papers/notes [final].txt",
    "papers/south/contract.md",
    "papers/south/subcontract.md",
    "papers/über uns.md",
    "upload://contract.md",
)
KNOWN = [Address(f"id{place}", uri, uri, None) for place, uri in enumerate(URIS)]


@pytest.mark.parametrize(
    ("entries", "meant"),
    [
        (["id4"], [4]),
        (["papers/north/contract.md"], [1]),
        (["north/contract.md"], [1]),
        (["./north/contract.md"], [1]),
        (["contract.md"], [0, 1, 2, 4, 7]),
        (["north"], [1, 2]),
        (["papers/north/"], [1, 2]),
        (["north/*.md"], [1, 2]),
        (["*/north/contract.md"], [1]),
        (["south/*contract.md"], [4, 5]),
        (["s?uth"], [4, 5]),
        (["[ns]o[ru]th/contract.md"], [1, 4]),
        (["notes [final].txt"], [3]),
        (["u\u0308ber*"], [6]),
        (["upload://*"], [7]),
        (["upload://contract.md"], [7]),
        (["*"], [0, 1, 2, 3, 4, 5, 6, 7]),
        (["south", "id1", "south/contract.md"], [1, 4, 5]),
        ("north", [1, 2]),
    ],
)
def test_an_entry_means_these_documents(entries: list[str] | str, meant: list[int]) -> None:
    assert documents_meant(entries, KNOWN) == tuple(f"id{place}" for place in meant)


@pytest.mark.parametrize(
    "entry", ["", "/", "east", "orth/contract.md", "north/contract", "NORTH", "id", "[", "north/*.txt"]
)
def test_an_entry_that_means_none_is_named(entry: str) -> None:
    with pytest.raises(InputError) as refused:
        documents_meant(["contract.md", entry], KNOWN)
    assert str(refused.value).startswith(f"no document matches {entry!r}; name a document by its id or its address")
