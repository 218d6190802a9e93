"""The bundled documents are the ones ``SOURCES.md`` describes, to the byte and to the letter."""

import hashlib
import re
from datetime import datetime
from pathlib import Path

import pytest
from seedqa.index.documents import Document, read_document
from seedqa.index.sources import find_sources

SEEDS = Path(__file__).parents[1] / "seeds"
ROWS = [
    [cell.strip().strip("`") for cell in line.strip("|\n").split(" | ")]
    for line in (SEEDS / "SOURCES.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {source.path.name: read_document(source) for source in find_sources([SEEDS]).found}


def test_every_document_is_described_and_nothing_else_is_indexed(documents: dict[str, Document]) -> None:
    assert len(ROWS) == 5
    assert sorted(documents) == [name for name, *_ in ROWS] == sorted(path.name for path in SEEDS.glob("*.txt"))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_document_is_unmodified_and_states_what_its_row_says(row: list[str], documents: dict[str, Document]) -> None:
    name, title, publisher, printed, digest = row
    data = (SEEDS / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest
    document = documents[name]
    assert document.title == title
    assert title in " ".join(document.text.split())
    assert (document.publisher or "not stated") == re.sub(r" \((?:host|photo credit)\)$", "", publisher)
    assert (document.published or "not stated") == iso(printed)
    assert printed == "not stated" or printed in document.text


def iso(printed: str) -> str:
    try:
        return datetime.strptime(printed, "%B %d, %Y").date().isoformat()
    except ValueError:
        return printed
