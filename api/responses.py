"""OpenAI's responses endpoint over the engine, streamed and not.

Responses are kept unless `store` is false; a question may follow one by its id. As on the chat endpoint, what the
documents answer is found before the first byte is sent.
"""

import secrets
import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from seedqa.api.annotations import marks_within, url_citations
from seedqa.api.answerer import EngineInUse
from seedqa.api.clipping import Clipping, clip
from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.messages import Conversation, count_words
from seedqa.api.models import OPENAI_PROBLEMS
from seedqa.api.response_input import RESPONSE, Sources, conversation_id, read_input
from seedqa.api.response_schemas import (
    ConversationEcho,
    FlatCitation,
    Incomplete,
    OutputMessage,
    OutputText,
    ResponseBody,
    ResponseDeleted,
    ResponseRequest,
    ResponseStatus,
    ResponseUsage,
)
from seedqa.api.response_store import KeptResponse, Responses
from seedqa.api.response_stream import ResponseStream, item_id
from seedqa.api.schemas import AnswerBody
from seedqa.api.sessions.routes import KeptConversations, offered
from seedqa.api.streaming import event_stream, streamed
from seedqa.api.telling import tell, whole
from seedqa.qa.types import Answer, Turn

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
    body: ResponseRequest, engine: EngineInUse, kept: KeptResponses, conversations: KeptConversations, request: Request
) -> ResponseBody | StreamingResponse:
    """The answer to the last user message of the input, with its citations."""
    conversation = read_input(body, Sources(kept, conversations))
    telling = tell(engine, conversation.question, conversation.history, body.documents or ())
    begun = _begun(body)

    def finish(answer: Answer) -> ResponseBody:
        response = _finished(begun, body, conversation, answer, str(request.base_url))
        if begun.conversation is not None:
            offered(conversations).append(begun.conversation.id, answer)
        if response.store:
            said = (Turn("user", conversation.question), Turn("assistant", answer.answer))
            kept.keep(KeptResponse(response.id, (*conversation.history, *said), response.model_dump(mode="json")))
        return response

    if not body.stream:
        return finish(whole(telling))
    stream = ResponseStream(begun, telling, Clipping(most_words=body.max_output_tokens), finish)
    return event_stream(stream.frames(), telling.at_once)


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
        citations=[],
        **echoed,
    )


def _finished(
    begun: ResponseBody, body: ResponseRequest, conversation: Conversation, answer: Answer, base_url: str
) -> ResponseBody:
    cut = clip(answer.answer, (), body.max_output_tokens)
    told = AnswerBody.model_validate(answer.to_dict())
    read, written = conversation.words() + count_words(body.instructions or ""), count_words(cut.text)
    finished = {
        "completed_at": int(time.time()) if cut.whole else None,
        "status": "completed" if cut.whole else "incomplete",
        "incomplete_details": None if cut.whole else Incomplete(),
        "output": [_message(item_id(begun), answer, cut.text, base_url)],
        "usage": ResponseUsage(input_tokens=read, output_tokens=written, total_tokens=read + written),
        "citations": told.citations,
        "answer": told,
    }
    return begun.model_copy(update=finished)


def _message(name: str, answer: Answer, text: str, base_url: str) -> OutputMessage:
    cited = url_citations(marks_within(answer, len(text)), base_url)
    flat = [FlatCitation(**citation.model_dump()) for citation in cited]
    status: ResponseStatus = "completed" if text == answer.answer else "incomplete"
    part = OutputText(text=text, annotations=flat, logprobs=[])
    return OutputMessage(id=name, status=status, content=[part])


_UNKNOWN = Failure(
    404,
    "no response of this id is kept",
    errors=(FieldError("/response_id", "it was never kept, or is kept no longer"),),
    code="response_not_found",
)
