"""The wire shapes of the chat endpoint, and the fields that ride along.

Messages may carry more fields than are read, as clients send back what they got.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, model_serializer
from seedqa.api.parameters import MODEL, Loose, Number, Sampling, Strict, TextFormat
from seedqa.api.schemas import AnswerBody, CitationBody, DocumentScope, Text, Wire


class ContentPart(Loose):
    """One part of a message; only text is read."""

    type: Text
    text: Text | None = None


class ChatMessage(Loose):
    """One message; `user` and `assistant` are the conversation, other roles are not read."""

    role: Literal["developer", "system", "user", "assistant", "tool", "function"]
    content: Text | list[ContentPart] | None = None


class StreamOptions(Strict):
    """What a stream carries besides the answer."""

    include_usage: bool | None = None
    include_obfuscation: Annotated[bool | None, Field(description="Taken; nothing is obfuscated.")] = None


class ChatRequest(Sampling):
    """The last user message is the question; the user and assistant messages before it are the history."""

    model: Annotated[Text, Field(description="Any name is taken; the documents answer.")] = MODEL
    messages: Annotated[list[ChatMessage], Field(min_length=1)]
    documents: DocumentScope = None
    stream: Annotated[bool | None, Field(description="Send the answer sentence by sentence.")] = None
    stream_options: Annotated[StreamOptions | None, Field(description="Only where `stream` is true.")] = None
    n: Annotated[int | None, Field(ge=1, le=128, description="So many equal choices.")] = None
    max_tokens: Annotated[int | None, Field(ge=1, description="Words, after which the text is cut.")] = None
    max_completion_tokens: Annotated[int | None, Field(ge=1, description="As `max_tokens`.")] = None
    stop: Annotated[
        Text | Annotated[list[Text], Field(max_length=4)] | None, Field(description="The text ends before these.")
    ] = None
    response_format: TextFormat | None = None
    modalities: list[Literal["text"]] | None = None
    logprobs: Annotated[Literal[False] | None, Field(description="There are no tokens to give odds for.")] = None
    top_logprobs: Annotated[int | None, Field(ge=0, le=0)] = None
    audio: None = None
    functions: list[dict[str, Any]] | None = None
    function_call: Literal["none", "auto"] | None = None
    frequency_penalty: Annotated[Number | None, Field(ge=-2, le=2)] = None
    presence_penalty: Annotated[Number | None, Field(ge=-2, le=2)] = None
    logit_bias: dict[str, Number] | None = None
    seed: int | None = None
    store: Annotated[bool | None, Field(description="Taken; nothing is stored.")] = None
    reasoning_effort: Text | None = None
    verbosity: Text | None = None
    prediction: dict[str, Any] | None = None
    web_search_options: dict[str, Any] | None = None


class UrlCitation(Wire):
    """Where a statement of the answer stands in a source; indices are code points of the content."""

    start_index: int
    end_index: int
    title: str
    url: Annotated[str, Field(description="The document's page, with the quoted span as an RFC 5147 fragment.")]


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


FinishReason = Literal["stop", "length"]


class Choice(Wire):
    """All choices are equal: the same question over the same index has the same answer."""

    index: int = 0
    message: AssistantMessage
    logprobs: None = None
    finish_reason: FinishReason = "stop"


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


class Sparse(Wire):
    """A shape whose empty fields are sent only where they were set."""

    @model_serializer(mode="wrap")
    def _sent(self, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields: dict[str, Any] = serialized(self)
        return {name: value for name, value in fields.items() if value is not None or name in self.model_fields_set}


class Delta(Sparse):
    """What a chunk adds to the message."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    refusal: None = None
    annotations: list[Annotation] | None = None


class ChunkChoice(Wire):
    """What a chunk adds to one choice."""

    index: int
    delta: Delta
    logprobs: None = None
    finish_reason: FinishReason | None = None


class SourceEvent(Wire):
    """A citation as Open WebUI shows it: the passage, and where it stands."""

    type: Literal["source"] = "source"
    data: dict[str, Any]


class ChatChunk(Sparse):
    """One event of a stream; `citations` and `answer` come with the annotations."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str = MODEL
    system_fingerprint: str
    choices: list[ChunkChoice]
    usage: Usage | None = None
    event: SourceEvent | None = None
    citations: list[CitationBody] | None = None
    answer: AnswerBody | None = None


class ChatError(BaseModel):
    """What OpenAI's clients read."""

    message: str
    type: Annotated[str, Field(description="`invalid_request_error` or `server_error`.")]
    param: Annotated[str | None, Field(description="The parameter at fault.")]
    code: str | None


class ChatProblem(BaseModel):
    """OpenAI's error object."""

    error: ChatError
