"""Tiny documents, cases and answers made up for the eval tests."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from seedqa.evals.cases import Case, Figure, Quote
from seedqa.evals.library import Library, SourceText, Span
from seedqa.evals.stages import Trace
from seedqa.evals.systems import AskError
from seedqa.qa.types import Turn

HARBOUR = "Harbour news. Mara Lind leads the port of Osk. The port paid 2.5 million yuan for 14 cranes in 2019."
VALLEY = "Valley news. The valley sold 1,200 tons of plums on May 3, 2021. The port bought 300 tons of them."
DOCUMENTS = (
    SourceText("d1", "gold/harbour.txt", HARBOUR),
    SourceText("d2", "file:///data/valley.txt", VALLEY),
)
LIBRARY = Library.of(DOCUMENTS)
LEADS = "Mara Lind leads the port of Osk."
PAID = "The port paid 2.5 million yuan for 14 cranes in 2019."
SOLD = "The valley sold 1,200 tons of plums on May 3, 2021."
BOUGHT = "The port bought 300 tons of them."
_FILES = {LEADS: "harbour.txt", PAID: "harbour.txt", SOLD: "valley.txt", BOUGHT: "valley.txt"}


def case(
    answers: Sequence[Sequence[str]] = (),
    quotes: Sequence[str] = (),
    *,
    kind: str = "fact",
    status: Sequence[str] = ("answered",),
    reason: Sequence[str] = (),
    value: tuple[str, str, str] | None = None,
    case_id: str = "c1",
    question: str = "Who leads the port?",
    history: Sequence[Turn] = (),
) -> Case:
    """A gold case over the two documents."""
    figure = Figure(Decimal(value[0]), value[1], Decimal(value[2])) if value else None
    evidence = tuple(Quote(_FILES[quote], quote) for quote in quotes)
    items = tuple(tuple(item) for item in answers)
    return Case(
        id=case_id, suite="made", kind=kind, question=question, history=tuple(history), status=tuple(status),
        reason=tuple(reason), answers=items, evidence=evidence, value=figure, tags=(), note="", place="made.jsonl:1",
    )  # fmt: skip


def cite(quote: str, marker: int = 1) -> dict[str, Any]:
    """An exact citation of words that stand once in one of the documents."""
    document = next(item for item in DOCUMENTS if quote in item.text)
    start = document.text.index(quote)
    return {
        "marker": marker,
        "document_id": document.id,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }


def reply(text: str, quotes: Sequence[str] = (), **fields: Any) -> dict[str, Any]:
    """A contract answer that cites these quotes."""
    found = {
        "status": "answered",
        "reason": None,
        "answer": text,
        "short_answer": None,
        "parts": [],
        "confidence": 0.5,
        "citations": [cite(quote, marker) for marker, quote in enumerate(quotes, 1)],
        "nearest": [],
        "derivation": None,
    }
    return found | fields


def refusal(reason: str = "attribute_absent") -> dict[str, Any]:
    """An answer that says the documents do not say."""
    return reply("The documents do not say.", status="not_found", reason=reason)


def span(quote: str) -> Span:
    """Where the quote stands."""
    place = cite(quote)
    return Span(place["document_id"], place["start"], place["end"])


class ScriptedSystem:
    """Answers by the question, as written down; a question that is not written down fails."""

    name = "scripted"
    shows_passages = True
    owes_citations = True

    def __init__(self, replies: Mapping[str, Mapping[str, Any]], passages: Mapping[str, Sequence[Span]]) -> None:
        self._replies, self._passages = replies, passages
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.retrieved: list[str] = []

    def ask(self, question: str, history: Sequence[Turn]) -> Mapping[str, Any]:
        """The scripted answer."""
        self.asked.append((question, tuple(history)))
        if question not in self._replies:
            raise AskError(f"nothing scripted for {question!r}")
        return self._replies[question]

    def documents(self) -> Sequence[SourceText]:
        """The two documents."""
        return DOCUMENTS

    def retrieve(self, question: str, limit: int) -> Sequence[Span] | None:
        """The scripted passages."""
        self.retrieved.append(question)
        return self._passages.get(question, ())[:limit]

    def trace(self, question: str) -> Trace | None:
        """Nothing."""
        return None
