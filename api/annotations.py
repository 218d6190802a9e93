"""Citations as chat clients read them: `url_citation` marks on the text of the answer.

Indices are code points of that text, as Python counts and OpenAI's servers do; `[...text].slice(start, end)` is the
same in JavaScript, whose own strings count UTF-16 units.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from seedqa.api.chat_schemas import Annotation, UrlCitation
from seedqa.qa.types import Answer, Citation

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, and the citation that bears it."""

    span: Span
    citation: Citation


def marks(answer: Answer, start: int = 0, end: int | None = None) -> list[Mark]:
    """One mark for every `[n]` in the answer's text, in reading order, in a text in which the answer's begins at
    `start` and which is cut at `end`."""
    quoted = _quoted(answer)
    found = [
        Mark((start + left, start + right), cited)
        for cited in answer.citations
        for left, right in _marked(cited.marker, answer.answer, quoted)
    ]
    whole = [mark for mark in found if end is None or mark.span[1] <= end]
    return sorted(whole, key=lambda mark: (mark.span, mark.citation.marker))


def url_citations(marked: Iterable[Mark], base_url: str) -> Iterator[UrlCitation]:
    """What every dialect of OpenAI's says of a mark."""
    for mark in marked:
        start, end = mark.span
        url = source_url(mark.citation, base_url)
        yield UrlCitation(start_index=start, end_index=end, title=mark.citation.title, url=url)


def annotations(marked: Iterable[Mark], base_url: str) -> list[Annotation]:
    """Marks as the chat endpoint has them."""
    return [Annotation(url_citation=cited) for cited in url_citations(marked, base_url)]


def source_url(citation: Citation, base_url: str) -> str:
    """The page that shows the cited document, with the quoted span as an RFC 5147 fragment."""
    return f"{base_url}documents/{quote(citation.document_id, safe='')}#char={citation.start},{citation.end}"


def _marked(marker: int, text: str, quoted: list[Span]) -> list[Span]:
    """Where `[marker]` stands; a citation the text does not mark supports the whole of it."""
    places = [match.span() for match in re.finditer(rf"\[{marker}\]", text)]
    own = [place for place in places if not any(_within(place, span) for span in quoted)]
    return own or [(0, len(text))]


def _quoted(answer: Answer) -> list[Span]:
    """The stretches that are a document's own words: a `[1]` in there is the document's, not ours."""
    quotes = {citation.quote for citation in answer.citations if citation.quote}
    return [match.span() for words in quotes for match in re.finditer(re.escape(words), answer.answer)]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
