"""What is told of a document without its text."""

from dataclasses import asdict
from typing import Any

from seedqa.index.documents import Document


def summary(document: Document) -> dict[str, Any]:
    """A document's fields, with the length of the text in its place."""
    known = asdict(document)
    return {"length": len(known.pop("text")), **known}
