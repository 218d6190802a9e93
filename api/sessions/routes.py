"""Stored conversations over HTTP: list, read, delete. A turn is kept by `POST /v1/ask` with a `conversation_id`."""

import logging
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from seedqa.api.failures import Failure, FieldError, RefusedError, failure_of
from seedqa.api.problems import documented
from seedqa.api.sessions.conversation import Conversations, SessionsUnusable, UnknownConversation
from seedqa.api.sessions.ids import ConversationId
from seedqa.api.sessions.schemas import ConversationBody, ConversationList

LOG = logging.getLogger("seedqa")
PAGE = 50
router = APIRouter(tags=["conversations"])


async def _kept(request: Request) -> Conversations | None:
    kept: Conversations | None = request.app.state.conversations
    return kept


KeptConversations = Annotated[Conversations | None, Depends(_kept)]


def offered(kept: Conversations | None) -> Conversations:
    """Where the app keeps conversations; refused where it keeps none."""
    if kept is None:
        raise RefusedError(_NOT_KEPT)
    return kept


async def _offered(kept: KeptConversations) -> Conversations:
    return offered(kept)


ConversationsInUse = Annotated[Conversations, Depends(_offered)]
After = Annotated[ConversationId | None, Query(description="The last conversation of the page before.")]


@router.get(
    "/v1/conversations",
    response_model=ConversationList,
    responses=documented(404, 422, 500, 503),
    operation_id="list_conversations",
)
def list_conversations(
    kept: ConversationsInUse, limit: Annotated[int, Query(ge=1, le=200)] = PAGE, after: After = None
) -> dict[str, Any]:
    """The conversations, latest first."""
    found = kept.summaries(limit + 1, after)
    page = [asdict(summary) for summary in found[:limit]]
    return {"conversations": page, "next": page[-1]["id"] if len(found) > limit else None}


@router.get(
    "/v1/conversations/{conversation_id}",
    response_model=ConversationBody,
    responses=documented(404, 422, 500, 503),
    operation_id="read_conversation",
)
def read_conversation(conversation_id: ConversationId, kept: ConversationsInUse) -> dict[str, Any]:
    """One conversation with every answer in full."""
    found = kept.read(conversation_id)
    if found is None:
        raise RefusedError(_UNKNOWN)
    return asdict(found)


@router.delete(
    "/v1/conversations/{conversation_id}",
    status_code=204,
    responses=documented(404, 422, 500, 503),
    operation_id="delete_conversation",
)
def delete_conversation(conversation_id: ConversationId, kept: ConversationsInUse) -> None:
    """Removes a conversation for good."""
    if not kept.delete(conversation_id):
        raise RefusedError(_UNKNOWN)


@failure_of.register
def _(error: SessionsUnusable) -> Failure:
    LOG.error("%s", error)
    return Failure(503, "conversations cannot be kept at the moment", "send history instead of conversation_id")


@failure_of.register
def _(error: UnknownConversation) -> Failure:
    return Failure(404, error.problem, error.remedy)


_UNKNOWN = Failure(404, "no conversation has this id", "GET /v1/conversations lists the ids")
_NOT_KEPT = Failure(
    422,
    "conversations are not kept here",
    "send history instead",
    errors=(FieldError("/conversation_id", "leave it out"),),
)
