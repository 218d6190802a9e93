"""The contract's wire shapes: what `/v1/ask` and `/v1/documents` take and give.

They mirror `qa.types`, field for field and in order, with the words a reader of `/openapi.json` needs.
Every offset is a Unicode code point, end exclusive; JavaScript strings count UTF-16 units instead.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from seedqa.api.sessions.ids import ConversationId
from seedqa.qa.answering import LONGEST_QUESTION
from seedqa.qa.types import Mode, Reason, Status


def _characters(text: str) -> str:
    """JSON's escapes can spell half a surrogate pair, which no text can be written with."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("half of a surrogate pair is not a character")
    return text


def _encodable(told: dict[str, Any]) -> dict[str, Any]:
    """What is sent back, whole or in part, has to be JSON that can be written."""
    try:
        json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise ValueError("this cannot be written as JSON in UTF-8") from None
    return told


Text = Annotated[str, AfterValidator(_characters)]
Json = Annotated[dict[str, Any], AfterValidator(_encodable)]


# Names, and not texts: longer ones would only cost the time to compare them.
DocumentScope = Annotated[
    list[Annotated[Text, Field(min_length=1, max_length=1_000)]] | None,
    Field(
        max_length=1_000,
        description="Only these documents are searched and cited: ids, or patterns of their addresses such as "
        "`contract.md`, `reports` or `reports/*.md`. All of them where it is left out or empty.",
    ),
]


class Wire(BaseModel):
    """A shape with no unknown keys, in either direction."""

    model_config = ConfigDict(extra="forbid")


class Exact(Wire):
    """A shape that takes no value of another type in place of the right one, such as `true` for 1."""

    model_config = ConfigDict(strict=True)


class TurnBody(Wire):
    """One earlier message of the conversation."""

    role: Annotated[Literal["user", "assistant", "system"], Field(description="Who spoke.")]
    content: Annotated[Text, Field(description="What was said.")]


class AskRequest(Wire):
    """A question, and the conversation it belongs to."""

    # What a question is, is said here and decided by the engine, whose refusals say what to do.
    question: Annotated[
        Text,
        Field(
            description="The question, in the user's words; it holds a letter or a digit.",
            json_schema_extra={"pattern": r"[\p{L}\p{N}]", "maxLength": LONGEST_QUESTION},
        ),
    ]
    history: Annotated[
        list[TurnBody] | None, Field(description="Earlier messages of the conversation, oldest first.")
    ] = None
    documents: DocumentScope = None
    conversation_id: Annotated[
        ConversationId | None,
        Field(
            description="The conversation this belongs to; the first question under an id begins it. The turns kept "
            "under it are the history, unless `history` is sent."
        ),
    ] = None


class CitationBody(Exact):
    """An exact span of a document: `document_text[start:end] == quote`, without exception."""

    marker: Annotated[int, Field(ge=1, description="The n of `[n]` in the answer's text.")]
    document_id: Annotated[str, Field(description="The document, as `GET /v1/documents/{id}` knows it.")]
    title: Annotated[str, Field(description="The document's title.")]
    uri: Annotated[str, Field(description="Where the document came from.")]
    start: Annotated[int, Field(ge=0, description="First code point of the quote.")]
    end: Annotated[int, Field(ge=0, description="One past the last code point of the quote.")]
    quote: Annotated[str, Field(description="The document's own words.")]
    sha256: Annotated[str, Field(description="SHA-256 of the document's canonical text.")]
    context_start: Annotated[int, Field(ge=0, description="First code point of the passage around the quote.")]
    context_end: Annotated[int, Field(ge=0, description="One past the last code point of that passage.")]
    published: Annotated[str | None, Field(description="ISO date of the document, where it states one.")]


class OperandBody(Exact):
    """One figure of a calculation."""

    name: Annotated[str, Field(description="Its name in the expression.")]
    value: Annotated[str, Field(description="A decimal string in base units.")]
    unit: Annotated[str, Field(description="The base unit.")]
    citation: Annotated[int, Field(description="The marker of the citation that proves it.")]


class DerivationBody(Exact):
    """How a computed figure was reached."""

    expression: Annotated[str, Field(description="Arithmetic over the operands' names, as in `a + b`.")]
    operands: Annotated[list[OperandBody], Field(description="The figures it was computed from.")]
    value: Annotated[str, Field(description="The exact result in decimal arithmetic.")]
    unit: Annotated[str, Field(description="The result's unit.")]
    rounded: Annotated[str, Field(description="The result as shown to the reader.")]


class UsageBody(Exact):
    """What a language model was asked."""

    calls: Annotated[int, Field(ge=0, description="How often.")]
    prompt_tokens: Annotated[int, Field(ge=0, description="Tokens that it read, as its server counts them.")]
    completion_tokens: Annotated[int, Field(ge=0, description="Tokens that it wrote.")]
    sent_back: Annotated[int, Field(ge=0, description="Claims that it was asked to mend.")] = 0


class IndexBody(Exact):
    """Which index answered."""

    generation: Annotated[int, Field(description="Rises by one with every change of the index.")]
    fingerprint: Annotated[str, Field(description="A hash of what the index holds.")]


class OtherBody(Exact):
    """What the mode says that did not write the answer; fields as in the answer."""

    mode: Annotated[Mode, Field(description="Which path wrote this text.")]
    status: Annotated[Status, Field(description="Its verdict.")]
    reason: Annotated[Reason | None, Field(description="Why, for every status but `answered`.")]
    answer: Annotated[str, Field(description="Its text; its markers are those of its own citations.")]
    short_answer: Annotated[str | None, Field(description="The bare answer.")]
    parts: Annotated[list[str], Field(description="The items of a list, else empty.")]
    confidence: Annotated[float, Field(ge=0, le=1, description="Probability that it is right.")]
    citations: Annotated[list[CitationBody], Field(description="In marker order.")]


class AnswerBody(Exact):
    """One answer, with the same fields on every surface."""

    id: Annotated[str, Field(description="Of this answer; the same for the same question over the same index.")]
    question: Annotated[str, Field(description="As asked.")]
    standalone_question: Annotated[
        str, Field(description="What was looked up, once the conversation was taken into account.")
    ]
    status: Annotated[Status, Field(description="The verdict.")]
    reason: Annotated[Reason | None, Field(description="Why, for every status but `answered`.")]
    answer: Annotated[
        str,
        Field(description="What a person reads, with `[1]`-style markers after each supported statement."),
    ]
    short_answer: Annotated[str | None, Field(description="The bare answer; several parts are joined with `; `.")]
    parts: Annotated[list[str], Field(description="The items of a list or multi-figure answer, else empty.")]
    confidence: Annotated[float, Field(ge=0, le=1, description="Probability that the answer is right.")]
    citations: Annotated[list[CitationBody], Field(description="In marker order; empty only when nothing is asserted.")]
    derivation: Annotated[DerivationBody | None, Field(description="For a computed figure.")]
    nearest: Annotated[
        list[CitationBody],
        Field(description="For `not_found`: up to three passages a reader would look at next."),
    ]
    mode: Annotated[Mode, Field(description="Which path wrote the text.")]
    index: Annotated[IndexBody, Field(description="The index that answered.")]
    timings_ms: Annotated[dict[str, float], Field(description="Milliseconds by stage, and `total`.")]
    dropped: Annotated[
        int, Field(ge=0, description="Claims of a language model left out because the documents do not prove them.")
    ] = 0
    usage: Annotated[UsageBody | None, Field(description="Where a language model was asked: what that took.")] = None
    other: Annotated[
        OtherBody | None,
        Field(
            description="Where a language model was asked and says another thing than the documents' "
            "own engine: the answer of the one that did not write this."
        ),
    ] = None


class DocumentSummary(Wire):
    """What is known of a document, without its text."""

    id: Annotated[str, Field(description="The id that citations carry.")]
    uri: Annotated[str, Field(description="Where the document came from.")]
    title: Annotated[str, Field(description="Its title.")]
    publisher: Annotated[str | None, Field(description="Its publisher, where it states one.")]
    published: Annotated[str | None, Field(description="ISO date, where it states one.")]
    sha256: Annotated[str, Field(description="SHA-256 of the canonical text.")]
    length: Annotated[int, Field(ge=0, description="Code points in the canonical text.")]


class DocumentBody(DocumentSummary):
    """A document with the canonical text that every offset points into."""

    text: Annotated[str, Field(description="The canonical text.")]


class DocumentList(Wire):
    """Every document of the index, ordered by uri."""

    documents: list[DocumentSummary]
    index: IndexBody


class Health(Wire):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(Wire):
    """The index is open and questions are taken."""

    status: Literal["ready"] = "ready"
    index: IndexBody
