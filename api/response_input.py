"""What a client sends to `/v1/responses` -> the question and the conversation it follows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.messages import Conversation, Message, read_conversation
from seedqa.api.response_schemas import InputItem, ResponseRequest
from seedqa.api.response_store import Responses
from seedqa.api.sessions.conversation import Conversations
from seedqa.api.sessions.routes import offered
from seedqa.qa.types import Turn

RESPONSE, MESSAGE = "resp_", "msg_"
_TEXTS = ("input_text", "output_text", "text")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where earlier turns are found."""

    responses: Responses
    conversations: Conversations | None


def read_messages(body: ResponseRequest, sources: Sources) -> list[Message]:
    """The messages of the input, the instructions before them."""
    if body.previous_response_id is not None and body.conversation is not None:
        raise RefusedError(_BOTH)
    items = [InputItem(role="user", content=body.input)] if isinstance(body.input, str) else body.input
    told = [Message("system", body.instructions)] if body.instructions else []
    return [*told, *(_message(item, sources.responses) for item in items if _is_read(item))]


def read_input(body: ResponseRequest, messages: Sequence[Message], sources: Sources) -> Conversation:
    """The question and its history; refused as OpenAI does where what it follows is not kept."""
    asked = read_conversation(messages, "input")
    return replace(asked, history=(*_earlier(body, sources), *asked.history))


def conversation_id(body: ResponseRequest) -> str | None:
    """The stored conversation that a request names."""
    named = body.conversation
    return named if named is None or isinstance(named, str) else named.id


def _earlier(body: ResponseRequest, sources: Sources) -> tuple[Turn, ...]:
    named = conversation_id(body)
    if named is not None:
        return offered(sources.conversations).history(named)
    if body.previous_response_id is None:
        return ()
    kept = sources.responses.find(body.previous_response_id)
    if kept is None:
        raise RefusedError(_FOLLOWS_NOTHING)
    return kept.turns


def _is_read(item: InputItem) -> bool:
    return item.type == "item_reference" or (item.type == "message" and item.role is not None)


def _message(item: InputItem, responses: Responses) -> Message:
    if item.type == "item_reference":
        return _referenced(item.id or "", responses)
    role = item.role or "user"
    if isinstance(item.content, str):
        return Message(role, item.content)
    parts = item.content or []
    text = "\n".join(part.text for part in parts if part.type in _TEXTS and part.text)
    return Message(role, text, all(part.type in _TEXTS for part in parts))


def _referenced(item_id: str, responses: Responses) -> Message:
    """The answer that an id stands for; a message is named like the response it is the whole of."""
    kept = responses.find(RESPONSE + item_id.removeprefix(MESSAGE)) if item_id.startswith(MESSAGE) else None
    if kept is None:
        raise RefusedError(_REFERS_TO_NOTHING)
    return Message(kept.turns[-1].role, kept.turns[-1].content)


def _refusal(status: int, detail: str, parameter: str, remedy: str, code: str) -> Failure:
    return Failure(status, detail, errors=(FieldError(f"/{parameter}", remedy),), code=code)


_BOTH = _refusal(
    400,
    "a response follows another one or belongs to a conversation",
    "previous_response_id",
    "send it or conversation, not both",
    "mutually_exclusive_parameters",
)
_FOLLOWS_NOTHING = _refusal(
    400,
    "the previous response is not kept",
    "previous_response_id",
    "send the conversation as input",
    "previous_response_not_found",
)
_REFERS_TO_NOTHING = _refusal(
    404, "the item referred to is not kept", "input", "send the message itself", "item_not_found"
)
