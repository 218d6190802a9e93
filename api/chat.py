"""OpenAI's chat endpoint over the engine, in its plain form.

The last user message is the question and the messages before it the history. System messages are data
that nobody acts on: what is asked and answered rests on the documents alone.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request

from api.annotations import annotations
from api.answerer import EngineInUse
from api.chat_schemas import (
    AssistantMessage,
    ChatCompletion,
    ChatMessage,
    ChatProblem,
    ChatRequest,
    Choice,
    Model,
    ModelList,
    Usage,
)
from api.failures import Failure, FieldError, RefusedError
from api.schemas import AnswerBody
from qa.types import Answer, Turn

router = APIRouter(tags=["chat"])
_PROBLEMS: dict[int | str, dict[str, Any]] = {"4XX": {"model": ChatProblem}, "5XX": {"model": ChatProblem}}


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was asked, and what was said before it."""

    question: str
    history: tuple[Turn, ...]


@router.post("/v1/chat/completions", response_model=ChatCompletion, responses=_PROBLEMS, operation_id="complete_chat")
def complete(body: ChatRequest, engine: EngineInUse, request: Request) -> ChatCompletion:
    """The answer to the last user message, with its citations."""
    if body.stream:
        raise RefusedError(_UNSTREAMED)
    conversation = read_conversation(body.messages)
    answer = engine.ask(conversation.question, conversation.history)
    return _completion(answer, body.messages, str(request.base_url))


@router.get("/v1/models", response_model=ModelList, responses=_PROBLEMS, operation_id="list_models")
async def list_models() -> ModelList:
    """The one model on offer."""
    return ModelList(data=[Model()])


def read_conversation(messages: Sequence[ChatMessage]) -> Conversation:
    """The question and the history in a client's messages; `RefusedError` where nothing is asked."""
    asked = [place for place, message in enumerate(messages) if message.role == "user"]
    if not asked:
        raise RefusedError(_UNASKED)
    spoken = [message for message in messages[: asked[-1]] if message.role in ("user", "assistant")]
    question = messages[asked[-1]]
    if not isinstance(question.content, str) and any(part.type != "text" for part in question.content or []):
        raise RefusedError(_UNREADABLE)
    return Conversation(_text(question), tuple(Turn(message.role, _text(message)) for message in spoken))


def _text(message: ChatMessage) -> str:
    if isinstance(message.content, str):
        return message.content
    return "\n".join(part.text for part in message.content or [] if part.type == "text" and part.text)


def _completion(answer: Answer, messages: Sequence[ChatMessage], base_url: str) -> ChatCompletion:
    body = AnswerBody.model_validate(answer.to_dict())
    message = AssistantMessage(content=answer.answer, annotations=annotations(answer, base_url))
    return ChatCompletion(
        id=f"chatcmpl-{answer.id}",
        created=int(time.time()),
        choices=[Choice(message=message)],
        usage=_usage(messages, answer.answer),
        system_fingerprint=answer.index.fingerprint,
        citations=body.citations,
        answer=body,
    )


def _usage(messages: Sequence[ChatMessage], completion: str) -> Usage:
    read = sum(len(_text(message).split()) for message in messages)
    written = len(completion.split())
    return Usage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


def _refusal(detail: str, parameter: str, remedy: str, code: str) -> Failure:
    return Failure(400, detail, errors=(FieldError(parameter, remedy),), code=code)


_UNSTREAMED = _refusal("streaming is not offered yet", "/stream", "send false", "unsupported_value")
_UNASKED = _refusal("there is no question", "/messages", "send one with the role user", "invalid_value")
_UNREADABLE = _refusal("only text is read", "/messages", "send the question as text", "unsupported_value")
