"""The parameters that OpenAI's dialects share. What is known keeps its type; what is not known is ignored."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from seedqa.api.schemas import Json, Text

MODEL = "seedqa"
Number = Annotated[float, Field(allow_inf_nan=False)]
Metadata = dict[Annotated[Text, Field(max_length=64)], Annotated[Text, Field(max_length=512)]]


class Loose(BaseModel):
    """Fields that are not known are ignored, and no value of a known one is turned into another type."""

    model_config = ConfigDict(strict=True)


class PlainFormat(Loose):
    """The answer is text, or JSON with the short answer, the answer and its citations."""

    type: Literal["text", "json_object"]


class Sampling(Loose):
    """Parameters of language models that the dialects have; they change nothing here."""

    temperature: Annotated[Number | None, Field(ge=0, le=2)] = None
    top_p: Annotated[Number | None, Field(ge=0, le=1)] = None
    service_tier: Text | None = None
    user: Text | None = None


class Calling(Sampling):
    """Parameters of the two dialects of conversations."""

    parallel_tool_calls: bool | None = None
    safety_identifier: Text | None = None
    prompt_cache_key: Text | None = None
    prompt_cache_retention: Text | None = None
    prompt_cache_options: dict[str, Any] | None = None
    moderation: dict[str, Any] | None = None
    tools: Annotated[list[Json] | None, Field(description="Taken; one is called only where a call is required.")] = None
    tool_choice: Annotated[
        Literal["none", "auto", "required"] | dict[str, Any] | None,
        Field(description="A required call is made where an answer has what the function takes, else refused."),
    ] = None
