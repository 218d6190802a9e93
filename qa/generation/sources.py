"""What the model is shown: numbered passages, each with the sentences that may prove a statement."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from seedqa.index.documents import Document
from seedqa.index.sentences import sentence_spans
from seedqa.index.spans import Span
from seedqa.qa.composition import cite_within
from seedqa.qa.types import Answer, Citation, Evidence

FindDocument = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class Source:
    """One numbered passage; ``answering`` are the spans on which the extractive answer rests."""

    number: int
    document: Document
    start: int
    end: int
    answering: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The passage's exact words."""
        return self.document.text[self.start : self.end]

    @property
    def spans(self) -> tuple[Span, ...]:
        """What a statement may be held against: the answering spans, then every sentence."""
        return (*self.answering, *(span for span in self._sentences() if span not in self.answering))

    def cite(self, marker: int, span: Span) -> Citation:
        """A citation of one of its spans."""
        return cite_within(marker, self.document, span, Span(self.start, self.end))

    def _sentences(self) -> Iterator[Span]:
        text, line = self.document.text, self.start
        while line < self.end:
            newline = text.find("\n", line, self.end)
            stop = self.end if newline < 0 else newline
            yield from (Span(start, end) for start, end in sentence_spans(text, line, stop))
            line = stop + 1


def numbered(answer: Answer, retrieved: Sequence[Evidence], find: FindDocument, limit: int) -> list[Source]:
    """The answer's own passages first, then the retrieved ones up to ``limit``."""
    places = {(c.document_id, c.context_start, c.context_end): None for c in answer.citations}
    for evidence in retrieved:
        if len(places) < limit:
            places.setdefault((evidence.document.id, evidence.passage.start, evidence.passage.end))
    sources: list[Source] = []
    for key, start, end in places:
        document = find(key)
        if document is not None:
            answering = tuple(
                Span(c.start, c.end)
                for c in answer.citations
                if (c.document_id, c.context_start, c.context_end) == (key, start, end)
            )
            sources.append(Source(len(sources) + 1, document, start, end, answering))
    return sources
