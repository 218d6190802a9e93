"""Which stage of the engine lost a case: retrieval, reading, verdict, computation, composition, or the conversation.

Told from what each stage had before it: the first one that no longer has what the gold asks for lost it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from seedqa.evals.cases import Case
from seedqa.evals.given import GivenAnswer
from seedqa.evals.library import Library, Span
from seedqa.evals.ranking import proof_rank
from seedqa.evals.wording import states
from seedqa.index.documents import Document

STAGES = ("conversation", "retrieval", "reading", "verdict", "computation", "composition")


@dataclass(frozen=True, slots=True)
class Trace:
    """What the engine had after reading: the passages read, and each finding as its sentence and what it states."""

    read: tuple[Span, ...]
    findings: tuple[tuple[Span, str], ...]


class Bounded(Protocol):
    """Something with a beginning and an end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Shown(Protocol):
    """A passage with its document."""

    @property
    def document(self) -> Document: ...
    @property
    def passage(self) -> Bounded: ...


class Read(Protocol):
    """A finding of the engine."""

    @property
    def evidence(self) -> Shown: ...
    @property
    def sentence(self) -> Bounded: ...
    @property
    def stated(self) -> str: ...


class Looked(Protocol):
    """What the engine found for a question."""

    @property
    def considered(self) -> Sequence[Read]: ...


@runtime_checkable
class Traceable(Protocol):
    """An engine that shows what it found before it answers."""

    def inquire(self, question: str) -> Looked: ...


def trace(engine: Traceable, question: str) -> Trace:
    """What the engine finds for a stand-alone question."""
    found = engine.inquire(question).considered
    passages = dict.fromkeys(_span(item.evidence.document, item.evidence.passage) for item in found)
    return Trace(tuple(passages), tuple((_span(item.evidence.document, item.sentence), item.stated) for item in found))


def _span(document: Document, bounds: Bounded) -> Span:
    return Span(document.id, bounds.start, bounds.end)


def lost_by(case: Case, answer: GivenAnswer, traced: Trace, library: Library, looked_up_before: str | None) -> str:
    """The stage; ``looked_up_before`` is the stand-alone question of the baseline, where it is known."""
    if case.history and looked_up_before is not None and answer.standalone_question != looked_up_before:
        return "conversation"
    if not case.answerable:
        return "verdict"
    if case.evidence and proof_rank(case, library, traced.read) is None:
        return "retrieval"
    if case.value is not None:
        return "verdict" if not answer.asserts else "computation"
    if not _read_it(case, traced, library):
        return "reading"
    if answer.status not in case.status:
        return "verdict"
    return "composition" if _read_first(case, traced, library) else "reading"


def _read_it(case: Case, traced: Trace, library: Library) -> bool:
    return any(_proves(case, finding, library) for finding in traced.findings)


def _read_first(case: Case, traced: Trace, library: Library) -> bool:
    return bool(traced.findings) and _proves(case, traced.findings[0], library)


def _proves(case: Case, finding: tuple[Span, str], library: Library) -> bool:
    """Whether a finding stands at a proof and states one of the items."""
    sentence, stated = finding
    at_proof = any(sentence.overlaps(place) for quote in case.evidence for place in library.places(quote))
    return at_proof and any(states(stated, wording) for item in case.answers for wording in item)
