"""OpenAI's chat endpoint over the engine, streamed and not.

The answer is found before the first byte is sent, so that a failure always has its own HTTP status.
"""

import time

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from api.annotations import annotations
from api.answerer import EngineInUse
from api.chat_schemas import AssistantMessage, ChatCompletion, ChatMessage, ChatRequest, Choice, Usage
from api.chat_stream import Reply, chat_frames
from api.clipping import clip
from api.failures import Failure, FieldError, RefusedError
from api.messages import Message, count_words, read_conversation
from api.models import OPENAI_PROBLEMS
from api.schemas import AnswerBody
from api.streaming import event_stream, streamed
from qa.types import Answer

router = APIRouter(tags=["chat"])


@router.post(
    "/v1/chat/completions",
    response_model=ChatCompletion,
    responses={200: streamed("One JSON chunk an event, then `[DONE]`."), **OPENAI_PROBLEMS},
    operation_id="complete_chat",
)
def complete(body: ChatRequest, engine: EngineInUse, request: Request) -> ChatCompletion | StreamingResponse:
    """The answer to the last user message, with its citations."""
    if body.stream_options is not None and not body.stream:
        raise RefusedError(_UNSTREAMED)
    messages = [_read(message) for message in body.messages]
    conversation = read_conversation(messages, "messages")
    answer = engine.ask(conversation.question, conversation.history)
    reply = _reply(answer, body, count_words(*(message.text for message in messages)), str(request.base_url))
    choices = body.n or 1
    if not body.stream:
        return _completion(reply, choices)
    include_usage = body.stream_options is not None and bool(body.stream_options.include_usage)
    return event_stream(chat_frames(reply, choices, include_usage))


def _read(message: ChatMessage) -> Message:
    if isinstance(message.content, str):
        return Message(message.role, message.content)
    parts = message.content or []
    text = "\n".join(part.text for part in parts if part.type == "text" and part.text)
    return Message(message.role, text, all(part.type == "text" for part in parts))


def _reply(answer: Answer, body: ChatRequest, read: int, base_url: str) -> Reply:
    stops = [body.stop] if isinstance(body.stop, str) else body.stop or []
    cut = clip(answer.answer, stops, body.max_completion_tokens or body.max_tokens)
    written = count_words(cut.text)
    return Reply(
        answer=answer,
        text=cut.text,
        marks=annotations(answer, base_url, len(cut.text)),
        finish_reason="stop" if cut.whole else "length",
        usage=Usage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written),
        created=int(time.time()),
        base_url=base_url,
    )


def _completion(reply: Reply, choices: int) -> ChatCompletion:
    body = AnswerBody.model_validate(reply.answer.to_dict())
    message = AssistantMessage(content=reply.text, annotations=reply.marks)
    return ChatCompletion(
        id=reply.id,
        created=reply.created,
        choices=[Choice(index=n, message=message, finish_reason=reply.finish_reason) for n in range(choices)],
        usage=reply.usage,
        system_fingerprint=reply.answer.index.fingerprint,
        citations=body.citations,
        answer=body,
    )


_UNSTREAMED = Failure(
    400,
    "stream_options goes with a stream",
    errors=(FieldError("/stream_options", "send stream: true, or leave it out"),),
    code="invalid_value",
)
