"""Saved answers held against an index as it is now: does each still stand on its evidence?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from seedqa.index.documents import Document
from seedqa.index.errors import InputError

Outcome = Literal["holds", "moved", "changed", "lost"]
_FIELDS = {"marker": int, "document_id": str, "start": int, "end": int, "quote": str, "sha256": str}


@dataclass(frozen=True, slots=True)
class CitationCheck:
    """``holds``: the same words at the same place; ``moved``: the words stand elsewhere in the document;
    ``changed``: the document no longer has them; ``lost``: the document is gone."""

    marker: int
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """The checks of one saved answer's citations."""

    id: str
    question: str
    citations: tuple[CitationCheck, ...]

    @property
    def holds(self) -> bool:
        """Whether every citation holds."""
        return all(check.outcome == "holds" for check in self.citations)


def verify(answers: Sequence[Any], documents: Sequence[Document], name: str) -> list[AnswerCheck]:
    """Checks saved answers (parsed JSON, the contract's Answer); ``InputError`` for what is not one."""
    by_id = {document.id: document for document in documents}
    return [_verified(data, by_id, f"{name}, answer {i}") for i, data in enumerate(answers, 1)]


def _verified(data: Any, documents: dict[str, Document], place: str) -> AnswerCheck:
    if not isinstance(data, dict) or not isinstance(data.get("citations"), list) or "question" not in data:
        raise InputError(f"{place} is not a saved answer", "give the JSON that qa ask --json prints")
    checks = tuple(_checked(item, documents, f"{place}, citation {i}") for i, item in enumerate(data["citations"], 1))
    return AnswerCheck(str(data.get("id", "")), str(data["question"]), checks)


def _checked(item: Any, documents: dict[str, Document], place: str) -> CitationCheck:
    if not isinstance(item, dict):
        raise InputError(f"{place} is not a citation", "give the JSON that qa ask --json prints")
    for field, kind in _FIELDS.items():
        if type(item.get(field)) is not kind:
            raise InputError(f"{place} has no proper {field!r}", "give the JSON that qa ask --json prints")
    marker: int = item["marker"]
    document = documents.get(item["document_id"])
    if document is None:
        return CitationCheck(marker, "lost", f"{item.get('uri') or item['document_id']} is no longer in the index")
    return _compared(marker, item, document)


def _compared(marker: int, item: dict[str, Any], document: Document) -> CitationCheck:
    quote, start, end = item["quote"], item["start"], item["end"]
    if 0 <= start <= end and document.text[start:end] == quote:
        edited = "" if item["sha256"] == document.sha256 else "; the document has changed elsewhere"
        return CitationCheck(marker, "holds", f"{document.uri} has these words at {start}-{end}{edited}")
    place = document.text.find(quote) if quote else -1
    if place >= 0:
        return CitationCheck(marker, "moved", f"{document.uri} now has these words at {place}-{place + len(quote)}")
    return CitationCheck(marker, "changed", f"{document.uri} no longer has these words")
