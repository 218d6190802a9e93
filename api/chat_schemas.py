"""The wire shapes of the OpenAI-compatible endpoints, and the fields that ride along.

Requests ignore parameters they do not know, as clients send many; responses are described in full.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas import AnswerBody, CitationBody, Text, Wire

MODEL = "seedqa"


class ContentPart(BaseModel):
    """One part of a message; only `text` parts are read."""

    type: str
    text: Text | None = None


class ChatMessage(BaseModel):
    """One message; `user` and `assistant` are the conversation, other roles are not read."""

    role: Text
    content: Text | list[ContentPart] | None = None


class ChatRequest(BaseModel):
    """The last user message is the question; the user and assistant messages before it are the history."""

    model: Annotated[str, Field(description="Any name is taken; the documents answer.")] = MODEL
    messages: Annotated[list[ChatMessage], Field(min_length=1)]
    stream: Annotated[bool | None, Field(description="Not offered yet: `true` is refused.")] = None


class UrlCitation(Wire):
    """Where a statement of the answer stands in a source; indices are code points of the content."""

    start_index: int
    end_index: int
    title: str
    url: Annotated[str, Field(description="The document, with the quoted span as an RFC 5147 fragment.")]


class Annotation(Wire):
    """A mark on the answer's text."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class AssistantMessage(Wire):
    """The answer as a chat message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(Wire):
    """There is one choice: the same question over the same index has the same answer."""

    index: int = 0
    message: AssistantMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Usage(Wire):
    """Words between white space, since no language model's tokens are spent."""

    prompt_tokens: Annotated[int, Field(description="Words in the messages.")]
    completion_tokens: Annotated[int, Field(description="Words in the answer.")]
    total_tokens: int


class ChatCompletion(Wire):
    """OpenAI's chat completion, with the contract's citations and the whole Answer beside it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: Annotated[int, Field(description="Unix seconds.")]
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    system_fingerprint: Annotated[str, Field(description="The fingerprint of the index.")]
    citations: Annotated[list[CitationBody], Field(description="Spans in the sources, in marker order.")]
    answer: Annotated[AnswerBody, Field(description="The whole Answer, as `/v1/ask` gives it.")]


class Model(Wire):
    """The one model on offer."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelList(Wire):
    """OpenAI's list of models."""

    object: Literal["list"] = "list"
    data: list[Model]


class ChatError(BaseModel):
    """What OpenAI's clients read."""

    message: str
    type: Annotated[str, Field(description="`invalid_request_error` or `server_error`.")]
    param: Annotated[str | None, Field(description="The parameter at fault.")]
    code: str | None


class ChatProblem(BaseModel):
    """OpenAI's error object."""

    error: ChatError
