"""Proven claims on their way to the reader: numbered, cited, and at the end the whole answer."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from seedqa.index.spans import Span
from seedqa.qa.composition import cite_within
from seedqa.qa.figures.arithmetic import plain
from seedqa.qa.llm.formulas import Worked
from seedqa.qa.llm.proving import Proven
from seedqa.qa.llm.quoting import Placed
from seedqa.qa.types import Answer, Citation, Derivation, Operand


@dataclass
class Draft:
    """The text so far, what it cites, and the claims it is made of."""

    text: str = ""
    citations: list[Citation] = field(default_factory=list)
    proven: list[Proven] = field(default_factory=list)

    def add(self, proven: Proven) -> str:
        """Takes a claim; the text that it adds, empty where it was told before."""
        if any(one.text == proven.text for one in self.proven):
            return ""
        self.proven.append(proven)
        markers = "".join(f"[{marker}]" for marker in dict.fromkeys(map(self._marker, proven.quotes)))
        return self.say(f"{_ended(proven.text)} {markers}")

    def say(self, line: str) -> str:
        """Adds a line that states nothing of the documents, or a statement with its markers."""
        before = len(self.text)
        self.text += f"\n{line}" if self.text else line
        return self.text[before:]

    def derivation(self, short: str | None) -> Derivation | None:
        """How the figure of the short answer, or else the first that is worked out, came about."""
        worked = [one for one in self.proven if one.worked is not None]
        told = [one for one in worked if short and any(figure in short for figure in one.figures)]
        for one in told or worked:
            if one.worked is not None and one.figures:
                return self._derivation(one, one.worked)
        return None

    def _derivation(self, proven: Proven, worked: Worked) -> Derivation:
        operands = tuple(
            Operand(one.name, plain(one.value), one.unit, self._marker(one.place)) for one in worked.operands
        )
        return Derivation(worked.expression, operands, plain(worked.value), worked.unit, proven.figures[0])

    def _marker(self, quote: Placed) -> int:
        """The number under which a span is cited, a new one at its first use."""
        for known in self.citations:
            if (known.document_id, known.start, known.end) == (quote.document.id, quote.start, quote.end):
                return known.marker
        marker = len(self.citations) + 1
        self.citations.append(cite_within(marker, quote.document, Span(quote.start, quote.end), quote.excerpt.span))
        return marker


def renumbered(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Citations counted from 1."""
    return tuple(replace(citation, marker=marker) for marker, citation in enumerate(citations, 1))


def identified(base: Answer, text: str) -> str:
    """The id of an answer that differs from its base by its text."""
    return hashlib.sha256(f"{base.id}\n{text}".encode()).hexdigest()[:24]


def _ended(text: str) -> str:
    return text if text[-1:] in '.!?。！？”"’…' else f"{text}."
