"""The wire shapes of `/v1/completions`, OpenAI's oldest dialect: a prompt in, its text out."""

from typing import Annotated, Literal

from pydantic import Field
from seedqa.api.chat_schemas import NOTE, WHOLE_ANSWER, StreamOptions, Usage
from seedqa.api.parameters import MODEL, Sampling
from seedqa.api.schemas import AnswerBody, CitationBody, DocumentScope, Text, Wire

MOST_PROMPTS = 16
# What a prompt must hold is said here and decided by the engine, whose refusals say what to do.
Prompt = Annotated[Text, Field(json_schema_extra={"pattern": r"[\p{L}\p{N}]"})]


class CompletionRequest(Sampling):
    """The question of each prompt is asked of the documents; prompts of token numbers are not read."""

    model: Annotated[Text, Field(description="Any name is taken; the documents answer.")] = MODEL
    prompt: Prompt | Annotated[list[Prompt], Field(min_length=1, max_length=MOST_PROMPTS)]
    documents: DocumentScope = None
    stream: Annotated[bool | None, Field(description="Send the text sentence by sentence.")] = None
    stream_options: Annotated[StreamOptions | None, Field(description="Only where `stream` is true.")] = None
    n: Annotated[int | None, Field(ge=1, le=128, description="So many equal choices for each prompt.")] = None
    max_tokens: Annotated[int | None, Field(ge=1, description="Words, after which the text is cut.")] = None
    stop: Annotated[
        Text | Annotated[list[Text], Field(max_length=4)] | None, Field(description="The text ends before these.")
    ] = None


class CompletionChoice(Wire):
    """The text for a prompt, or what a chunk adds to it."""

    text: str
    index: int
    logprobs: None = None
    finish_reason: Literal["stop", "length"] | None


class Completion(Wire):
    """OpenAI's text completion, with the first prompt's citations and Answer beside it."""

    id: str
    object: Literal["text_completion"] = "text_completion"
    created: Annotated[int, Field(description="Unix seconds.")]
    model: str = MODEL
    system_fingerprint: Annotated[str, Field(description="The fingerprint of the index.")]
    choices: list[CompletionChoice]
    usage: Usage | None = None
    citations: list[CitationBody] | None = None
    answer: Annotated[AnswerBody | None, Field(description=WHOLE_ANSWER)] = None
    note: Annotated[str | None, Field(description=NOTE)] = None
