"""Citations as chat clients read them: `url_citation` marks on the text of the answer."""

import re
from urllib.parse import quote

from api.chat_schemas import Annotation, UrlCitation
from qa.types import Answer, Citation

Span = tuple[int, int]


def annotations(answer: Answer, base_url: str) -> list[Annotation]:
    """One mark for every `[n]` in the answer's text, in reading order."""
    quoted = _quoted(answer)
    found = [
        (span, citation) for citation in answer.citations for span in _marked(citation.marker, answer.answer, quoted)
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].marker))
    return [_annotation(span, citation, base_url) for span, citation in found]


def source_url(citation: Citation, base_url: str) -> str:
    """Where the cited document is served, with its span as an RFC 5147 fragment."""
    path = f"v1/documents/{quote(citation.document_id, safe='')}"
    return f"{base_url}{path}#char={citation.start},{citation.end}"


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


def _annotation(span: Span, citation: Citation, base_url: str) -> Annotation:
    url = source_url(citation, base_url)
    return Annotation(url_citation=UrlCitation(start_index=span[0], end_index=span[1], title=citation.title, url=url))
