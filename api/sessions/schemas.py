"""The wire shapes of stored conversations."""

from typing import Annotated, Any

from pydantic import Field
from seedqa.api.schemas import Wire


class SummaryBody(Wire):
    """What a list tells of a conversation."""

    id: Annotated[str, Field(description="The `conversation_id` it was begun with.")]
    title: Annotated[str, Field(description="Its first question, cut where it is long.")]
    turns: Annotated[int, Field(ge=1, description="Questions answered so far.")]
    created: Annotated[str, Field(description="When its first turn was kept: ISO 8601, UTC.")]
    updated: Annotated[str, Field(description="When its latest turn was kept: ISO 8601, UTC.")]


class ConversationList(Wire):
    """One page of conversations, latest first."""

    conversations: list[SummaryBody]
    next: Annotated[str | None, Field(description="Send it as `after` for the next page; null on the last.")]


class TurnRecord(Wire):
    """A question and its answer, as they were given."""

    position: Annotated[int, Field(ge=1, description="1 for the first turn.")]
    asked: Annotated[str, Field(description="When it was kept: ISO 8601, UTC.")]
    # Not checked again: what an earlier version answered stays readable.
    answer: Annotated[dict[str, Any], Field(description="The Answer, as `POST /v1/ask` gave it.")]


class ConversationBody(Wire):
    """A whole conversation, oldest turn first."""

    id: Annotated[str, Field(description="The `conversation_id` it was begun with.")]
    title: Annotated[str, Field(description="Its first question, cut where it is long.")]
    created: Annotated[str, Field(description="When its first turn was kept: ISO 8601, UTC.")]
    updated: Annotated[str, Field(description="When its latest turn was kept: ISO 8601, UTC.")]
    turns: list[TurnRecord]
