"""What flows out of the engine: the public contract as frozen, typed values.

All offsets are Unicode code points into a document's canonical text, end exclusive.
This module does not know how an answer is found.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from seedqa.index.documents import Document
from seedqa.index.passages import Passage

Status = Literal["answered", "partial", "not_found", "conflict", "needs_clarification"]
Reason = Literal[
    "entity_absent",
    "attribute_absent",
    "false_premise",
    "out_of_scope",
    "unit_or_period_absent",
    "ambiguous_reference",
    "values_disagree",
]
Mode = Literal["extractive", "generative"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation; ``role`` is ``user``, ``assistant`` or ``system``."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A retrieved passage; ``score`` is the fused one, ``cosine`` the passage's own similarity to the question."""

    document: Document
    passage: Passage
    score: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact span of a document: ``document_text[start:end] == quote``, without exception."""

    marker: int
    document_id: str
    title: str
    uri: str
    start: int
    end: int
    quote: str
    sha256: str
    context_start: int
    context_end: int
    published: str | None


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure of a calculation; ``value`` is a decimal string in base units."""

    name: str
    value: str
    unit: str
    citation: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """A computed figure: ``expression`` over ``operands`` gives ``value`` in decimal arithmetic."""

    expression: str
    operands: tuple[Operand, ...]
    value: str
    unit: str
    rounded: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model was asked: calls, tokens as its server counts them, and the claims that it was to mend."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    sent_back: int = 0


@dataclass(frozen=True, slots=True)
class IndexIdentity:
    """Which index answered."""

    generation: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Other:
    """What the mode says that did not write the answer, where a language model was asked and the two differ."""

    mode: Mode
    status: Status
    reason: Reason | None
    answer: str
    short_answer: str | None
    parts: tuple[str, ...]
    confidence: float
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, with the same fields on every surface. ``dropped`` are the claims of a language model that were left
    out since the documents do not prove them; ``usage`` is None where no model was asked, ``other`` where no other
    answer was given."""

    id: str
    question: str
    standalone_question: str
    status: Status
    reason: Reason | None
    answer: str
    short_answer: str | None
    parts: tuple[str, ...]
    confidence: float
    citations: tuple[Citation, ...]
    derivation: Derivation | None
    nearest: tuple[Citation, ...]
    mode: Mode
    index: IndexIdentity
    timings_ms: dict[str, float]
    dropped: int = 0
    usage: Usage | None = None
    other: Other | None = None

    def to_dict(self) -> dict[str, Any]:
        """The contract's JSON object: tuples become lists, nothing else changes."""
        return {name: _listed(value) for name, value in asdict(self).items()}


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(item) for item in value]
    return value
