"""The model's proven statements on their way to the reader: numbered anew, and shown only once they answer.

What the model says is held back until one of its statements gives what the extractive answer gives, proven by the
same sentence. Where it leaves out a part of that, the documents' own sentence is added.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from seedqa.qa.generation.checking import Proven, states
from seedqa.qa.generation.sources import Source
from seedqa.qa.terms import content_stems, stems
from seedqa.qa.types import Answer, Citation


@dataclass
class Draft:
    """The text so far, and what it cites."""

    base: Answer
    dropped: int = 0
    text: str = ""
    citations: list[Citation] = field(default_factory=list)
    _held: list[Proven] = field(default_factory=list)
    _missing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        single = (self.base.short_answer,) if self.base.short_answer else ()
        self._missing = list(self.base.parts or single)

    @property
    def answers(self) -> bool:
        """Whether anything of it may be shown."""
        return bool(self.text)

    @property
    def withheld(self) -> int:
        """How many statements are not shown."""
        return self.dropped + len(self._held)

    def add(self, proven: Proven) -> str:
        """Takes a statement; what may now be shown."""
        stated = [part for part in self._missing if proven.answering and states(proven.text, part)]
        answering = proven.answering and (bool(stated) or self.base.short_answer is None)
        if not answering and not self._bears_on_the_question(proven):
            self.dropped += 1
            return ""
        self._missing = [part for part in self._missing if part not in stated]
        self._held.append(proven)
        if not self.answers and not answering:
            return ""
        return self._show()

    def close(self) -> str:
        """The parts of the answer that the model left out, in the documents' own words, and how many of its statements
        were left out; empty where it has said nothing that may be shown."""
        if not self.answers:
            return ""
        before = len(self.text)
        for citation in self.base.citations:
            quote = " ".join(citation.quote.split())
            told = [part for part in self._missing if states(quote, part)]
            if told:
                self._missing = [part for part in self._missing if part not in told]
                self.text += f"\n{quote} [{self._marker(citation)}]"
        self.text += note(self.dropped)
        return self.text[before:]

    def answer(self, milliseconds: float) -> Answer:
        """The whole answer, in the model's words."""
        base = self.base
        return replace(
            base,
            id=hashlib.sha256(f"{base.id}\n{self.text}".encode()).hexdigest()[:24],
            answer=self.text,
            citations=tuple(self.citations),
            mode="generative",
            timings_ms=timed(base.timings_ms, "generation", milliseconds),
        )

    def _bears_on_the_question(self, proven: Proven) -> bool:
        asked = set(content_stems(self.base.standalone_question))
        return bool(asked & stems(proven.text))

    def _show(self) -> str:
        before = len(self.text)
        for proven in self._held:
            marker = self._marker(proven.source.cite(1, proven.span))
            self.text += f"{' ' if self.text else ''}{_ended(proven.text)} [{marker}]"
        self._held.clear()
        return self.text[before:]

    def _marker(self, cited: Citation) -> int:
        """The number under which a span is cited, a new one at its first use."""
        for known in self.citations:
            if (known.document_id, known.start, known.end) == (cited.document_id, cited.start, cited.end):
                return known.marker
        self.citations.append(replace(cited, marker=len(self.citations) + 1))
        return len(self.citations)


def note(dropped: int) -> str:
    """How the answer says that statements are missing; empty where none is."""
    if not dropped:
        return ""
    told = (
        "One statement of the language model was"
        if dropped == 1
        else f"{dropped} statements of the language model were"
    )
    return f"\n({told} left out: not proven by the documents, or beside the question.)"


def timed(timings: dict[str, float], stage: str, milliseconds: float) -> dict[str, float]:
    """The timings with one more stage, also in their total."""
    spent = round(milliseconds, 2)
    return timings | {stage: spent, "total": round(timings.get("total", 0.0) + spent, 2)}


def documents_of(sources: Sequence[Source]) -> dict[str, str]:
    """The texts that the gate holds statements against."""
    return {source.document.id: source.document.text for source in sources}


def _ended(text: str) -> str:
    return text if text[-1:] in '.!?。！？”"’' else f"{text}."
