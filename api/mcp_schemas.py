"""What the MCP tools return beside an Answer."""

from typing import Annotated

from pydantic import Field
from seedqa.api.schemas import CitationBody, DocumentSummary, Wire


class FoundPassage(CitationBody):
    """A passage as a citation has it; the marker is its rank."""

    score: Annotated[float, Field(description="Fused from search by words and by meaning; higher is nearer.")]


class SearchResult(Wire):
    """Passages, best first."""

    passages: list[FoundPassage]


class ListedDocuments(Wire):
    """Documents in order of their uri, and how many there are in all."""

    documents: list[DocumentSummary]
    total: Annotated[int, Field(ge=0)]


class DocumentText(Wire):
    """A document's canonical text from `start` to `end`; `length` is that of the whole."""

    document_id: str
    title: str
    uri: str
    publisher: str | None
    published: str | None
    sha256: Annotated[str, Field(description="Of the whole canonical text.")]
    length: Annotated[int, Field(ge=0, description="Code points in the whole text.")]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0, description="Where to read on, where it is less than the length.")]
    text: str
