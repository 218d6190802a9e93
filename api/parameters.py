"""The parameters that both of OpenAI's dialects have, as strictly as OpenAI takes them.

What this service cannot do (tools that must be called, structured output) is refused by the schema, what changes
nothing here (temperature, user) is taken.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from seedqa.api.schemas import Text

MODEL = "seedqa"
Number = Annotated[float, Field(allow_inf_nan=False)]
Metadata = dict[Annotated[Text, Field(max_length=64)], Annotated[Text, Field(max_length=512)]]


class Strict(BaseModel):
    """Parameters: none but those named, and no value turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Loose(BaseModel):
    """A part of a conversation: fields that are not read are left alone."""

    model_config = ConfigDict(strict=True)


class TextFormat(Loose):
    """Answers are text: other formats are refused."""

    type: Literal["text"]


class Sampling(Strict):
    """Parameters of language models that both dialects have; they change nothing here."""

    temperature: Annotated[Number | None, Field(ge=0, le=2)] = None
    top_p: Annotated[Number | None, Field(ge=0, le=1)] = None
    parallel_tool_calls: bool | None = None
    service_tier: Text | None = None
    user: Text | None = None
    safety_identifier: Text | None = None
    prompt_cache_key: Text | None = None
    prompt_cache_retention: Text | None = None
    prompt_cache_options: dict[str, Any] | None = None
    moderation: dict[str, Any] | None = None
    metadata: Annotated[Metadata | None, Field(max_length=16)] = None
    tools: Annotated[list[dict[str, Any]] | None, Field(description="Taken; none is ever called.")] = None
    tool_choice: Annotated[
        Literal["none", "auto"] | None, Field(description="A call cannot be required: no tool is called.")
    ] = None
