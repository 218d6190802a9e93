"""The documents a system answers from, and where gold quotes stand in them.

Gold names a document by its file name; an index knows it by an id and a uri, whose last path segment is that name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from evals.cases import Quote


@dataclass(frozen=True, slots=True)
class SourceText:
    """One document of the system under test."""

    id: str
    uri: str
    text: str

    @property
    def file_name(self) -> str:
        """The last segment of the uri."""
        return unquote(self.uri.split("#")[0].rstrip("/").replace("\\", "/").rsplit("/", 1)[-1])


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
    """Documents by id and by file name."""

    by_id: Mapping[str, SourceText]
    by_name: Mapping[str, tuple[SourceText, ...]]

    @classmethod
    def of(cls, documents: Iterable[SourceText]) -> "Library":
        """A library of these documents."""
        by_id = {document.id: document for document in documents}
        by_name: dict[str, tuple[SourceText, ...]] = {}
        for document in by_id.values():
            by_name[document.file_name] = (*by_name.get(document.file_name, ()), document)
        return cls(by_id, by_name)

    def named(self, file_name: str) -> tuple[SourceText, ...]:
        """The documents with this file name."""
        return self.by_name.get(file_name, ())

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
