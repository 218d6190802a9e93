"""Citations as any system writes them -> spans of the documents, or the admission that they name none.

An offset is taken at its word, so that a wrong one is seen; without one, the quoted words are looked for. A citation
that names a document and no words in it cannot be judged as a span: it is unplaced, and counted apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from seedqa.evals.chat_client import ChatReply
from seedqa.evals.given import GivenCitation
from seedqa.evals.library import Library, SourceText

_MARKER = re.compile(r"\[(\d+)\]")
_QUOTES = ("quote", "cited_text", "text", "snippet", "content")
_NAMES = ("document_id", "uri", "url", "source", "document_title", "title", "name", "file")
_CHARS = re.compile(r"char=(\d+),(\d+)")


@dataclass(frozen=True, slots=True)
class Placed:
    """The citations that could be placed, by marker, and how many could not."""

    citations: tuple[GivenCitation, ...]
    unplaced: int


def place(reply: ChatReply, library: Library) -> Placed:
    """Where the reply points: its list of citations, those that its text marks if it does; else its annotations."""
    listed = [(_number(item, number), item) for number, item in enumerate(reply.citations, 1)]
    marked = {int(number) for number in _MARKER.findall(reply.text)}
    used = [(number, item) for number, item in listed if number in marked] or listed
    items = used or [(number, item) for number, item in enumerate(_annotations(reply), 1)]
    placed = [_place(number, item, library) for number, item in items]
    return Placed(tuple(item for item in placed if item is not None), placed.count(None))


def _number(item: Any, place: int) -> int:
    marker = item.get("marker") if isinstance(item, dict) else None
    return marker if isinstance(marker, int) else place


def _annotations(reply: ChatReply) -> Iterator[Mapping[str, Any]]:
    """Each annotation as a citation; the words that it marks are its quote, where it has no other."""
    seen = []
    for item in reply.annotations:
        told = {**item, **(item.get("url_citation") or {})}
        start, end = told.pop("start_index", None), told.pop("end_index", None)
        if isinstance(start, int) and isinstance(end, int):
            words = _MARKER.sub("", reply.text[start:end]).strip()
            told = {"text": words, **told} if words else told
        told.pop("url_citation", None)
        key = (told.get("url"), told.get("text"))
        if key not in seen:
            seen.append(key)
            yield told


def _place(marker: int, item: Any, library: Library) -> GivenCitation | None:
    told: Mapping[str, Any] = item if isinstance(item, dict) else {"url": str(item)}
    documents = _documents(told, library)
    stated = next((told[name] for name in _QUOTES if isinstance(told.get(name), str) and told[name].strip()), None)
    start, end = _offsets(told)
    if documents and start is not None and end is not None:
        quote = stated if stated is not None else documents[0].text[start:end]
        return GivenCitation(marker, documents[0].id, start, end, quote)
    words = stated or _fragment(told)
    return _found(marker, words, documents or tuple(library.by_id.values())) if words else None


def _documents(told: Mapping[str, Any], library: Library) -> tuple[SourceText, ...]:
    for name in _NAMES:
        value = told.get(name)
        if isinstance(value, str) and value:
            last = unquote(urlsplit(value).path).rstrip("/").rsplit("/", 1)[-1]
            known = [library.by_id[key] for key in (value, last) if key in library.by_id]
            found = tuple(known[:1]) or library.named(value) or library.named(last)
            if found:
                return found
    return ()


def _offsets(told: Mapping[str, Any]) -> tuple[int | None, int | None]:
    start = told.get("start", told.get("start_char_index"))
    end = told.get("end", told.get("end_char_index"))
    if isinstance(start, int) and isinstance(end, int):
        return start, end
    found = _CHARS.search(urlsplit(str(told.get("url") or "")).fragment)
    return (int(found[1]), int(found[2])) if found else (None, None)


def _fragment(told: Mapping[str, Any]) -> str | None:
    """The words of a text fragment, as browsers link to them."""
    fragment = urlsplit(str(told.get("url") or "")).fragment
    _, marker, directive = fragment.partition(":~:")
    words = parse_qs(directive).get("text") if marker else None
    return words[0] if words else None


def _found(marker: int, words: str, documents: Sequence[SourceText]) -> GivenCitation | None:
    """The one place where the words stand, however their white space runs."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    places = [(document, match) for document in documents for match in pattern.finditer(document.text)]
    if not places or len({document.id for document, _ in places}) > 1:
        return None
    document, match = places[0]
    return GivenCitation(marker, document.id, match.start(), match.end(), match[0])
