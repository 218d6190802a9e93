"""The wire shapes of `/v1/responses`, OpenAI's second dialect, and the fields that ride along.

As on the chat endpoint, what this service cannot do is refused by the schema and what changes nothing is taken.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from seedqa.api.chat_schemas import UrlCitation
from seedqa.api.parameters import MODEL, Loose, Metadata, Sampling, Strict, TextFormat
from seedqa.api.schemas import AnswerBody, CitationBody, DocumentScope, Text, Wire
from seedqa.api.sessions.ids import ConversationId


class InputPart(Loose):
    """One part of a message; only `input_text`, `output_text` and `text` are read."""

    type: Text
    text: Text | None = None


class InputItem(Loose):
    """A message, or a reference to an earlier answer by its id; items of other types are not read."""

    type: Text = "message"
    role: Literal["user", "assistant", "system", "developer"] | None = None
    content: Text | list[InputPart] | None = None
    id: Text | None = None


class ConversationRef(Strict):
    """A stored conversation."""

    id: ConversationId


class TextSettings(Strict):
    """How the text is written; only plain text is."""

    format: TextFormat | None = None
    verbosity: Text | None = None


class ResponseStreamOptions(Strict):
    """Taken; nothing is obfuscated."""

    include_obfuscation: bool | None = None


class ResponseRequest(Sampling):
    """The last user message of the input is the question."""

    model: Annotated[Text, Field(description="Any name is taken; the documents answer.")] = MODEL
    input: Annotated[
        Text | Annotated[list[InputItem], Field(min_length=1)], Field(description="A question, or a conversation.")
    ]
    instructions: Annotated[Text | None, Field(description="Taken; the documents alone decide the answer.")] = None
    previous_response_id: Annotated[Text | None, Field(description="The answer that this question follows.")] = None
    conversation: Annotated[
        ConversationId | ConversationRef | None,
        Field(description="The stored conversation that this question goes on with, as `/v1/ask` has it."),
    ] = None
    documents: DocumentScope = None
    store: Annotated[bool | None, Field(description="Keep the response, so that another can follow it.")] = None
    stream: Annotated[bool | None, Field(description="Send the answer sentence by sentence.")] = None
    stream_options: ResponseStreamOptions | None = None
    max_output_tokens: Annotated[int | None, Field(ge=1, description="Words, after which the text is cut.")] = None
    max_tool_calls: Annotated[int | None, Field(ge=0)] = None
    text: TextSettings | None = None
    truncation: Literal["auto", "disabled"] | None = None
    include: list[Text] | None = None
    reasoning: dict[str, Any] | None = None
    top_logprobs: Annotated[int | None, Field(ge=0, le=0, description="There are no tokens to give odds for.")] = None
    background: Annotated[Literal[False] | None, Field(description="Answers come at once.")] = None
    context_management: list[dict[str, Any]] | None = None
    prompt: Annotated[None, Field(description="There are no prompt templates.")] = None


class FlatCitation(UrlCitation):
    """A mark on the answer's text, as this dialect has it."""

    type: Literal["url_citation"] = "url_citation"


class OutputText(Wire):
    """The answer's text."""

    type: Literal["output_text"] = "output_text"
    text: str
    annotations: list[FlatCitation]
    logprobs: Annotated[list[Any], Field(max_length=0)]


ResponseStatus = Literal["completed", "incomplete", "in_progress"]


class OutputMessage(Wire):
    """The answer as a message."""

    id: str
    type: Literal["message"] = "message"
    status: ResponseStatus
    role: Literal["assistant"] = "assistant"
    content: list[OutputText]


class InputDetails(Wire):
    """Nothing is cached."""

    cached_tokens: int = 0
    cache_write_tokens: int = 0


class OutputDetails(Wire):
    """Nothing is reasoned in tokens."""

    reasoning_tokens: int = 0


class ResponseUsage(Wire):
    """Words between white space, since no language model's tokens are spent."""

    input_tokens: int
    input_tokens_details: InputDetails = InputDetails()
    output_tokens: int
    output_tokens_details: OutputDetails = OutputDetails()
    total_tokens: int


class Incomplete(Wire):
    """Why the text is cut."""

    reason: Literal["max_output_tokens"] = "max_output_tokens"


class TextEcho(Wire):
    """Text is plain."""

    format: TextFormat = TextFormat(type="text")


class ConversationEcho(Wire):
    """The stored conversation that the response belongs to."""

    id: str


class ResponseBody(Wire):
    """OpenAI's response, with the contract's citations and the whole Answer beside it."""

    id: str
    object: Literal["response"] = "response"
    created_at: Annotated[int, Field(description="Unix seconds.")]
    completed_at: int | None = None
    status: ResponseStatus
    background: Literal[False] = False
    error: None = None
    incomplete_details: Incomplete | None = None
    instructions: str | None = None
    max_output_tokens: int | None = None
    max_tool_calls: int | None = None
    metadata: Metadata
    model: str = MODEL
    output: list[OutputMessage]
    parallel_tool_calls: bool = True
    previous_response_id: str | None = None
    conversation: ConversationEcho | None = None
    reasoning: dict[str, Any] | None = None
    safety_identifier: str | None = None
    service_tier: str = "default"
    store: bool = True
    temperature: float = 1.0
    text: TextEcho = TextEcho()
    tool_choice: str = "auto"
    tools: list[dict[str, Any]]
    top_logprobs: int = 0
    top_p: float = 1.0
    truncation: str = "disabled"
    usage: ResponseUsage | None = None
    user: str | None = None
    citations: Annotated[list[CitationBody], Field(description="Spans in the sources, in marker order.")]
    answer: Annotated[AnswerBody | None, Field(description="The whole Answer, as `/v1/ask` gives it.")] = None


class ResponseDeleted(Wire):
    """A response is no longer kept."""

    id: str
    object: Literal["response"] = "response"
    deleted: Literal[True] = True


class ResponseEvent(BaseModel):
    """One event of a stream; what else it holds depends on its type."""

    model_config = ConfigDict(extra="allow")

    type: str
    sequence_number: int
