"""OpenAI's chat endpoint over the engine, streamed and not.

What the documents answer is found before the first byte is sent, so that a failure has its own HTTP status. Where a
language model words it, each statement is sent once it is proven.
"""

import time

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from seedqa.api.annotations import annotations
from seedqa.api.answerer import EngineInUse
from seedqa.api.chat_schemas import AssistantMessage, ChatCompletion, ChatMessage, ChatRequest, Choice, Usage
from seedqa.api.chat_stream import ChatStream, Heading, Reply
from seedqa.api.clipping import Clipping, clip
from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.messages import Message, count_words, read_conversation
from seedqa.api.models import OPENAI_PROBLEMS
from seedqa.api.schemas import AnswerBody
from seedqa.api.streaming import event_stream, streamed
from seedqa.api.telling import tell
from seedqa.qa.types import Answer

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
    read = count_words(*(message.text for message in messages))
    base_url = str(request.base_url)
    if not body.stream:
        answer = engine.ask(conversation.question, conversation.history, body.documents or ())
        return _completion(_heading(answer, base_url), _reply(answer, body, read, base_url), body.n or 1)
    telling = tell(engine, conversation.question, conversation.history, body.documents or ())
    stream = ChatStream(
        heading=_heading(telling.base, base_url),
        telling=telling,
        clipping=Clipping(_stops(body), _most_words(body)),
        finish=lambda answer: _reply(answer, body, read, base_url),
        choices=body.n or 1,
        include_usage=body.stream_options is not None and bool(body.stream_options.include_usage),
    )
    return event_stream(stream.frames(), telling.at_once)


def _read(message: ChatMessage) -> Message:
    if isinstance(message.content, str):
        return Message(message.role, message.content)
    parts = message.content or []
    text = "\n".join(part.text for part in parts if part.type == "text" and part.text)
    return Message(message.role, text, all(part.type == "text" for part in parts))


def _heading(answer: Answer, base_url: str) -> Heading:
    return Heading(f"chatcmpl-{answer.id}", int(time.time()), answer.index.fingerprint, base_url)


def _stops(body: ChatRequest) -> list[str]:
    return [body.stop] if isinstance(body.stop, str) else body.stop or []


def _most_words(body: ChatRequest) -> int | None:
    return body.max_completion_tokens or body.max_tokens


def _reply(answer: Answer, body: ChatRequest, read: int, base_url: str) -> Reply:
    cut = clip(answer.answer, _stops(body), _most_words(body))
    written = count_words(cut.text)
    return Reply(
        answer=answer,
        text=cut.text,
        marks=annotations(answer, base_url, len(cut.text)),
        finish_reason="stop" if cut.whole else "length",
        usage=Usage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written),
    )


def _completion(heading: Heading, reply: Reply, choices: int) -> ChatCompletion:
    body = AnswerBody.model_validate(reply.answer.to_dict())
    message = AssistantMessage(content=reply.text, annotations=reply.marks)
    return ChatCompletion(
        id=heading.id,
        created=heading.created,
        choices=[Choice(index=n, message=message, finish_reason=reply.finish_reason) for n in range(choices)],
        usage=reply.usage,
        system_fingerprint=heading.fingerprint,
        citations=body.citations,
        answer=body,
    )


_UNSTREAMED = Failure(
    400,
    "stream_options goes with a stream",
    errors=(FieldError("/stream_options", "send stream: true, or leave it out"),),
    code="invalid_value",
)
