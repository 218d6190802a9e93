"""The documents a system answers from, and where gold quotes stand in them.

Gold names a document by its file name, with as much of the path before it as tells it from others; an index knows it by
an id and a uri, which ends in that name.
"""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from seedqa.evals.cases import Quote
from seedqa.index.documents import read_document
from seedqa.index.errors import InputError
from seedqa.index.generations import current_generation
from seedqa.index.sources import find_sources
from seedqa.index.store import Store


@dataclass(frozen=True, slots=True)
class SourceText:
    """One document of the system under test."""

    id: str
    uri: str
    text: str

    @property
    def path(self) -> str:
        """The uri as a plain path."""
        return unquote(self.uri.split("#")[0].rstrip("/").replace("\\", "/"))

    @property
    def file_name(self) -> str:
        """The last segment of the uri."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything gold may call it: its file name, and that with ever more of the path before it."""
        parts = [part for part in self.path.split("/") if part]
        return tuple("/".join(parts[-length:]) for length in range(1, len(parts) + 1))


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` to ``end`` (exclusive) of a document."""

    document_id: str
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether both cover at least one same character."""
        return self.document_id == other.document_id and max(self.start, other.start) < min(self.end, other.end)


@dataclass(frozen=True, slots=True)
class Library:
    """Documents by id and by every name that gold may use."""

    by_id: Mapping[str, SourceText]
    by_name: Mapping[str, tuple[SourceText, ...]]

    @classmethod
    def of(cls, documents: Iterable[SourceText]) -> "Library":
        """A library of these documents."""
        by_id = {document.id: document for document in documents}
        by_name: dict[str, tuple[SourceText, ...]] = {}
        for document in by_id.values():
            for name in document.names:
                by_name[name] = (*by_name.get(name, ()), document)
        return cls(by_id, by_name)

    def named(self, name: str) -> tuple[SourceText, ...]:
        """The documents with this file name."""
        return self.by_name.get(name, ())

    def texts(self) -> dict[str, str]:
        """What stands under each name; of several documents with one name, all their texts."""
        return {name: "\f".join(item.text for item in found) for name, found in self.by_name.items()}

    def name_of(self, document: SourceText) -> str:
        """The shortest name that is this document's alone."""
        return next((name for name in document.names if len(self.by_name[name]) == 1), document.path)

    def places(self, quote: Quote) -> tuple[Span, ...]:
        """Every place where the quote stands in the document it names."""
        return tuple(
            Span(document.id, start, start + len(quote.quote))
            for document in self.named(quote.document)
            for start in _occurrences(document.text, quote.quote)
        )


def _occurrences(text: str, part: str) -> Iterable[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def read_folder(folder: Path) -> Library:
    """The documents of a folder, read as ``qa index`` would read them."""
    documents = (read_document(source) for source in find_sources([folder]).found)
    return Library.of(SourceText(document.id, document.uri, document.text) for document in documents)


def read_index(index: Path) -> Library:
    """The documents of an index, without loading its models."""
    if current_generation(index) is None:
        raise InputError(f"there is no index at {index}", "run qa index PATH first, or name one with --index")
    with closing(Store.open(index)) as store:
        return Library.of(SourceText(document.id, document.uri, document.text) for document in store.documents())
