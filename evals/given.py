"""One answer as a system handed it over: the contract's JSON object, typed and checked.

An object that does not keep the contract is refused, so that it is counted as not scorable and never as wrong.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seedqa.evals.cases import STATUSES

_MARKER = re.compile(r"\s*\[\d+\]")
ABSTAINING = ("not_found", "needs_clarification")


class NotAnAnswerError(Exception):
    """What a system returned cannot be judged; the message says why."""


@dataclass(frozen=True, slots=True)
class GivenCitation:
    """A cited span."""

    marker: int
    document_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class GivenOperand:
    """One figure of a calculation."""

    name: str
    value: str
    unit: str
    citation: int


@dataclass(frozen=True, slots=True)
class GivenDerivation:
    """A calculation as handed over."""

    expression: str
    operands: tuple[GivenOperand, ...]
    value: str
    unit: str
    rounded: str


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What is judged of an answer.

    ``marked`` is the text with its markers; ``cites`` and ``tells_reason`` say whether the system gave citations and
    reasons at all, so that what it does not offer is not counted as wrong.
    """

    status: str
    reason: str | None
    text: str
    short_answer: str | None
    parts: tuple[str, ...]
    confidence: float | None
    citations: tuple[GivenCitation, ...]
    nearest: tuple[GivenCitation, ...]
    derivation: GivenDerivation | None
    standalone_question: str | None
    marked: str = ""
    cites: bool = True
    tells_reason: bool = True

    @property
    def asserts(self) -> bool:
        """Whether the answer states anything as an answer."""
        return self.status not in ABSTAINING


def read_answer(fields: Mapping[str, Any]) -> GivenAnswer:
    """The answer in a contract object; raises ``NotAnAnswerError``."""
    try:
        return _read(fields)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAnAnswerError(f"not an answer of the contract: {type(error).__name__} {error}") from None


def _read(fields: Mapping[str, Any]) -> GivenAnswer:
    if fields["status"] not in STATUSES:
        raise ValueError(f"status {fields['status']!r}")
    confidence, derivation = fields.get("confidence"), fields.get("derivation")
    return GivenAnswer(
        status=fields["status"],
        reason=fields.get("reason"),
        text=_MARKER.sub("", _text(fields["answer"])),
        short_answer=_text(fields["short_answer"]) if fields.get("short_answer") else None,
        parts=tuple(_text(part) for part in fields.get("parts") or ()),
        confidence=None if confidence is None else _probability(confidence),
        citations=tuple(_citation(item) for item in fields["citations"]) if "citations" in fields else (),
        nearest=tuple(_citation(item) for item in fields.get("nearest") or ()),
        derivation=None if derivation is None else _derivation(derivation),
        standalone_question=fields.get("standalone_question"),
        marked=_text(fields["answer"]),
        cites="citations" in fields,
        tells_reason="reason" in fields,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a string is needed, not {value!r}")
    return value


def _probability(value: object) -> float:
    number = float(value) if isinstance(value, int | float) else -1.0
    if not 0 <= number <= 1:
        raise ValueError(f"confidence {value!r} is not within 0 and 1")
    return number


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a whole number is needed, not {value!r}")
    return value


def _citation(item: Mapping[str, Any]) -> GivenCitation:
    return GivenCitation(
        marker=_whole(item["marker"]),
        document_id=_text(item["document_id"]),
        start=_whole(item["start"]),
        end=_whole(item["end"]),
        quote=_text(item["quote"]),
    )


def _derivation(item: Mapping[str, Any]) -> GivenDerivation:
    return GivenDerivation(
        expression=_text(item["expression"]),
        operands=tuple(_operand(operand) for operand in item["operands"]),
        value=_text(item["value"]),
        unit=_text(item["unit"]),
        rounded=_text(item["rounded"]),
    )


def _operand(item: Mapping[str, Any]) -> GivenOperand:
    return GivenOperand(_text(item["name"]), _text(item["value"]), _text(item["unit"]), _whole(item["citation"]))
