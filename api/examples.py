"""Questions to begin with, made from the documents that are there, each one asked before it is offered.

Only what a sentence says outright becomes a question: who has a role that one person has, and how large somebody's
measure is. It is offered where the engine answers it with confidence, and with the words it was made from.
"""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from seedqa.api.answerer import Answerer, EngineInUse
from seedqa.api.problems import documented
from seedqa.api.schemas import Wire
from seedqa.index.documents import Document
from seedqa.qa.names import read_names
from seedqa.qa.patterns import any_of
from seedqa.qa.types import IndexIdentity

OFFERED = 4
TRIED = 12
DOCUMENTS = 60
EACH = 2
CHARACTERS = 12_000
LEAST_CONFIDENCE = 0.65

_NAMED = r"[A-Z][\w’'-]*[^\W_](?<![’']s)(?: (?:of |the |and )*[A-Z][\w’'-]*[^\W_](?<![’']s))*"
_OFFICE = any_of(
    "secretary director dean mayor president head chief chairman chairwoman chair manager minister leader founder "
    "captain editor treasurer principal ambassador governor executive"
)
_ROLE = re.compile(rf",\s+(?:the )?((?!is |was |who )(?:[\w’-]+ ){{0,3}}{_OFFICE} (?:of|for|at) (?:the )?{_NAMED})")
_MEASURES = any_of("income revenue turnover budget cost price weight length height population area capacity output")
_MEASURE = re.compile(rf"\b({_NAMED})[’']s ((?:[a-z][\w-]* ){{0,3}}{_MEASURES})\b[^.;\n]{{0,40}}?(\d[\d,.]*\d|\d)")

router = APIRouter(tags=["answers"])


class ExampleList(Wire):
    """Questions that the documents answer."""

    questions: Annotated[list[str], Field(description="At most four, each answered with confidence.")]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question and the words that must be in its answer."""

    question: str
    expected: str


class Examples:
    """The questions of the current index, found once for each generation."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: tuple[IndexIdentity, list[str]] | None = None

    def of(self, engine: Answerer) -> list[str]:
        """Questions to begin with."""
        with self._lock:
            if self._found is None or self._found[0] != engine.identity:
                identity = engine.identity
                self._found = (identity, example_questions(engine))
            return self._found[1]


def example_questions(engine: Answerer) -> list[str]:
    """Up to `OFFERED` questions, first one of each document and kind, then another."""
    documents = _spread(engine.documents())
    kinds = [[list(islice(kind(document.text[:CHARACTERS]), EACH)) for document in documents] for kind in KINDS]
    candidates = [
        row[turn] for turn in range(EACH) for rows in zip(*kinds, strict=True) for row in rows if turn < len(row)
    ]
    tried = islice(dict.fromkeys(candidates), TRIED)
    return list(islice((candidate.question for candidate in tried if _holds(engine, candidate)), OFFERED))


def _spread(documents: Sequence[Document]) -> Sequence[Document]:
    return documents[:: max(1, len(documents) // DOCUMENTS)][:DOCUMENTS]


def _holds(engine: Answerer, candidate: Candidate) -> bool:
    answer = engine.ask(candidate.question)
    sure = answer.status == "answered" and answer.confidence >= LEAST_CONFIDENCE
    return sure and candidate.expected in (answer.short_answer or "")


def _roles(text: str) -> Iterator[Candidate]:
    for name in read_names(text, 0, len(text)):
        role = _ROLE.match(text, name.end)
        words = text[name.start : name.end]
        if name.kind == "person" and role and "\n" not in words + role[1]:
            yield Candidate(f"Who is the {role[1]}?", words)


def _measures(text: str) -> Iterator[Candidate]:
    for told in _MEASURE.finditer(text):
        yield Candidate(f"What is {told[1]}’s {told[2]}?", told[3])


KINDS: tuple[Callable[[str], Iterator[Candidate]], ...] = (_measures, _roles)


async def _examples(request: Request) -> Examples:
    examples: Examples = request.app.state.examples
    return examples


ExamplesInUse = Annotated[Examples, Depends(_examples)]


@router.get(
    "/v1/examples",
    response_model=ExampleList,
    responses=documented(500, 503),
    operation_id="list_examples",
)
def list_examples(engine: EngineInUse, examples: ExamplesInUse) -> dict[str, Any]:
    """Questions to begin with, made from these documents."""
    return {"questions": examples.of(engine)}
