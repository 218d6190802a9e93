"""Where the answers to authored questions stand in the documents as they are indexed."""

from collections.abc import Iterator, Mapping
from typing import Any


def places_of(item: Mapping[str, Any], document: Mapping[str, Any], text: str) -> Iterator[tuple[int, int]]:
    """Start and end in ``text`` of each answer of a question; nothing where the document does not answer."""
    answers = [] if item["k"] == "none" else item.get("a", [])
    paragraphs, around = (_parallel(item.get(key, default), len(answers)) for key, default in (("p", 0), ("in", None)))
    for words, number, hint in zip(answers, paragraphs, around, strict=True):
        paragraph = document["paragraphs"][number]
        inside = paragraph.find(hint) + hint.find(words) if hint and hint in paragraph else paragraph.find(words)
        start = text.find(paragraph) + inside
        if text[start : start + len(words)] == words:
            yield start, start + len(words)


def _parallel(value: Any, count: int) -> list[Any]:
    return value if isinstance(value, list) else [value] * count
