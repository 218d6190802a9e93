"""OpenAI's responses endpoint over the engine, streamed and not.

Responses are kept unless `store` is false; a question may follow one by its id.
"""

import secrets
import time
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from seedqa.api.annotations import url_citations
from seedqa.api.answerer import EngineInUse
from seedqa.api.chat_message import body_of
from seedqa.api.examples import ExamplesInUse
from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.messages import Conversation, Message, count_words
from seedqa.api.models import OPENAI_PROBLEMS
from seedqa.api.replying import Reply, Wanted, reply_to
from seedqa.api.response_input import RESPONSE, Sources, conversation_id, read_input, read_messages
from seedqa.api.response_schemas import (
    ConversationEcho,
    FlatCitation,
    FlatSchemaFormat,
    Incomplete,
    OutputMessage,
    OutputRefusal,
    OutputText,
    ResponseBody,
    ResponseDeleted,
    ResponseRequest,
    ResponseStatus,
    ResponseUsage,
    TextEcho,
)
from seedqa.api.response_store import KeptResponse, Responses
from seedqa.api.response_stream import ResponseStream, item_id
from seedqa.api.sessions.routes import KeptConversations, offered
from seedqa.api.streaming import event_stream, streamed
from seedqa.api.structured.form import Form, form_of, tool_refusal
from seedqa.api.tasks.recognition import recognised
from seedqa.qa.types import Turn

router = APIRouter(tags=["chat"])
# Told back as they were sent, or as OpenAI tells them where they were not.
_ECHOED = (
    "instructions", "max_output_tokens", "max_tool_calls", "metadata", "parallel_tool_calls", "previous_response_id",
    "reasoning", "safety_identifier", "service_tier", "store", "temperature", "tool_choice", "tools", "top_p",
    "truncation", "user",
)  # fmt: skip


async def _kept(request: Request) -> Responses:
    kept: Responses = request.app.state.responses
    return kept


KeptResponses = Annotated[Responses, Depends(_kept)]


@router.post(
    "/v1/responses",
    response_model=ResponseBody,
    responses={200: streamed("Named events, of which the last holds the whole response."), **OPENAI_PROBLEMS},
    operation_id="create_response",
)
def respond(
    body: ResponseRequest,
    engine: EngineInUse,
    examples: ExamplesInUse,
    kept: KeptResponses,
    conversations: KeptConversations,
    request: Request,
) -> ResponseBody | StreamingResponse:
    """The answer to the last user message of the input, with its citations."""
    sources = Sources(kept, conversations)
    messages = read_messages(body, sources)
    wanted = _wanted(body, messages, sources)
    replying = reply_to(wanted, engine, examples)
    begun = _begun(body)

    def finish(reply: Reply) -> ResponseBody:
        response = _finished(begun, reply, _words_read(wanted, messages), str(request.base_url))
        if begun.conversation is not None and reply.answer is not None:
            offered(conversations).append(begun.conversation.id, reply.answer)
        if response.store:
            said = (*_asked(wanted, messages), Turn("assistant", reply.text))
            kept.keep(KeptResponse(response.id, said, response.model_dump(mode="json")))
        return response

    if not body.stream:
        return finish(replying.reply())
    return event_stream(ResponseStream(begun, replying, finish).frames(), replying.at_once)


@router.get(
    "/v1/responses/{response_id}",
    response_model=ResponseBody,
    responses=OPENAI_PROBLEMS,
    operation_id="read_response",
)
def read_response(response_id: str, kept: KeptResponses) -> dict[str, Any]:
    """A response that was kept."""
    found = kept.find(response_id)
    if found is None:
        raise RefusedError(_UNKNOWN)
    return found.body


@router.delete(
    "/v1/responses/{response_id}",
    response_model=ResponseDeleted,
    responses=OPENAI_PROBLEMS,
    operation_id="delete_response",
)
def delete_response(response_id: str, kept: KeptResponses) -> ResponseDeleted:
    """Forget a response."""
    if not kept.forget(response_id):
        raise RefusedError(_UNKNOWN)
    return ResponseDeleted(id=response_id)


def _wanted(body: ResponseRequest, messages: Sequence[Message], sources: Sources) -> Wanted:
    return Wanted(
        asked=recognised(messages) or read_input(body, messages, sources),
        documents=body.documents or (),
        form=_form(body),
        most_words=body.max_output_tokens,
        named=[message.text for message in messages if message.role != "assistant"],
    )


def _form(body: ResponseRequest) -> Form:
    """The form of the text; functions are called on the other endpoint."""
    if body.tool_choice == "required" or isinstance(body.tool_choice, dict):
        raise RefusedError(tool_refusal("a call cannot be required here", "use /v1/chat/completions, or leave it out"))
    asked = body.text.format if body.text is not None else None
    schema = asked.schema_ if isinstance(asked, FlatSchemaFormat) else None
    return form_of("text" if asked is None else asked.type, schema, (), None)


def _asked(wanted: Wanted, messages: Sequence[Message]) -> tuple[Turn, ...]:
    """The conversation up to the reply."""
    if isinstance(wanted.asked, Conversation):
        return (*wanted.asked.history, Turn("user", wanted.asked.question))
    return tuple(Turn("user", message.text) for message in messages[-1:])


def _words_read(wanted: Wanted, messages: Sequence[Message]) -> int:
    """The words of the messages, and of what they follow."""
    said = sum(count_words(message.text) for message in messages)
    return max(said, wanted.asked.words()) if isinstance(wanted.asked, Conversation) else said


def _begun(body: ResponseRequest) -> ResponseBody:
    """The response before anything of it is known."""
    named = conversation_id(body)
    echoed: dict[str, Any] = {"metadata": {}, "tools": []}
    echoed |= {name: value for name in _ECHOED if (value := getattr(body, name)) is not None}
    return ResponseBody(
        id=RESPONSE + secrets.token_hex(24),
        created_at=int(time.time()),
        status="in_progress",
        output=[],
        conversation=None if named is None else ConversationEcho(id=named),
        text=_format_echo(body),
        citations=[],
        **echoed,
    )


def _format_echo(body: ResponseRequest) -> TextEcho:
    asked = body.text.format if body.text is not None else None
    return TextEcho() if asked is None else TextEcho(format=asked.model_dump(by_alias=True, exclude_none=True))


def _finished(begun: ResponseBody, reply: Reply, words_read: int, base_url: str) -> ResponseBody:
    told, (read, written) = body_of(reply), reply.tokens(words_read)
    finished = {
        "completed_at": int(time.time()) if reply.whole else None,
        "status": "completed" if reply.whole else "incomplete",
        "incomplete_details": None if reply.whole else Incomplete(),
        "output": [_message(item_id(begun), reply, base_url)],
        "usage": ResponseUsage(input_tokens=read, output_tokens=written, total_tokens=read + written),
        "citations": [] if told is None else told.citations,
        "answer": told,
        "note": reply.note,
    }
    return begun.model_copy(update=finished)


def _message(name: str, reply: Reply, base_url: str) -> OutputMessage:
    flat = [FlatCitation(**citation.model_dump()) for citation in url_citations(reply.marks, base_url)]
    status: ResponseStatus = "completed" if reply.whole else "incomplete"
    text = OutputText(text=reply.text, annotations=flat, logprobs=[])
    content = text if reply.refusal is None else OutputRefusal(refusal=reply.refusal)
    return OutputMessage(id=name, status=status, content=[content])


_UNKNOWN = Failure(
    404,
    "no response of this id is kept",
    errors=(FieldError("/response_id", "it was never kept, or is kept no longer"),),
    code="response_not_found",
)
