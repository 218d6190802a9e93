"""OpenAI's chat endpoint over the engine, streamed and not."""

import time
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from seedqa.api.answerer import EngineInUse
from seedqa.api.chat_message import Heading, body_of, finish_of, message_of, usage_of
from seedqa.api.chat_schemas import ChatCompletion, ChatMessage, ChatRequest, Choice, SchemaFormat
from seedqa.api.chat_stream import ChatStream
from seedqa.api.examples import ExamplesInUse
from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.messages import Message, count_words, read_conversation
from seedqa.api.models import OPENAI_PROBLEMS
from seedqa.api.replying import Reply, Wanted, reply_to
from seedqa.api.streaming import event_stream, streamed
from seedqa.api.structured.form import Form, form_of, functions_of
from seedqa.api.tasks.recognition import recognised

router = APIRouter(tags=["chat"])


@router.post(
    "/v1/chat/completions",
    response_model=ChatCompletion,
    responses={200: streamed("One JSON chunk an event, then `[DONE]`."), **OPENAI_PROBLEMS},
    operation_id="complete_chat",
)
def complete(
    body: ChatRequest, engine: EngineInUse, examples: ExamplesInUse, request: Request
) -> ChatCompletion | StreamingResponse:
    """The answer to the last user message, with its citations."""
    if body.stream_options is not None and not body.stream:
        raise RefusedError(_UNSTREAMED)
    messages = [_read(message) for message in body.messages]
    replying = reply_to(_wanted(body, messages), engine, examples)
    heading = Heading(
        id=f"chatcmpl-{replying.id}",
        created=int(time.time()),
        fingerprint=replying.fingerprint,
        base_url=str(request.base_url),
        choices=body.n or 1,
        words_read=count_words(*(message.text for message in messages)),
    )
    if not body.stream:
        return _completion(heading, replying.reply())
    include_usage = body.stream_options is not None and bool(body.stream_options.include_usage)
    return event_stream(ChatStream(heading, replying, include_usage).frames(), replying.at_once)


def _read(message: ChatMessage) -> Message:
    if isinstance(message.content, str):
        return Message(message.role, message.content)
    parts = message.content or []
    text = "\n".join(part.text for part in parts if part.type == "text" and part.text)
    return Message(message.role, text, all(part.type == "text" for part in parts))


def _wanted(body: ChatRequest, messages: Sequence[Message]) -> Wanted:
    return Wanted(
        asked=recognised(messages) or read_conversation(messages, "messages"),
        documents=body.documents or (),
        form=_form(body),
        stops=[body.stop] if isinstance(body.stop, str) else body.stop or [],
        most_words=body.max_completion_tokens or body.max_tokens,
        named=[message.text for message in messages if message.role != "assistant"],
    )


def _form(body: ChatRequest) -> Form:
    asked = body.response_format
    schema = asked.json_schema.schema_ if isinstance(asked, SchemaFormat) else None
    return form_of("text" if asked is None else asked.type, schema, functions_of(body.tools or []), body.tool_choice)


def _completion(heading: Heading, reply: Reply) -> ChatCompletion:
    body = body_of(reply)
    message, reason = message_of(reply, heading), finish_of(reply)
    return ChatCompletion(
        id=heading.id,
        created=heading.created,
        choices=[Choice(index=n, message=message, finish_reason=reason) for n in range(heading.choices)],
        usage=usage_of(reply, heading),
        system_fingerprint=heading.fingerprint,
        citations=[] if body is None else body.citations,
        answer=body,
        note=reply.note,
    )


_UNSTREAMED = Failure(
    400,
    "stream_options goes with a stream",
    errors=(FieldError("/stream_options", "send stream: true, or leave it out"),),
    code="invalid_value",
)
