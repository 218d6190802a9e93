"""The wire shapes of `/v1/embeddings`."""

from typing import Annotated, Literal

from pydantic import Field
from seedqa.api.parameters import MODEL, Loose
from seedqa.api.schemas import Text, Wire

MOST_TEXTS = 2_048
Input = Annotated[Text, Field(json_schema_extra={"pattern": r"\S"})]


class EmbeddingRequest(Loose):
    """Texts to embed as the index embeds questions; numbers of tokens are not read."""

    model: Annotated[Text, Field(description="Any name is taken; the index's encoder embeds.")] = MODEL
    input: Annotated[
        Input | Annotated[list[Input], Field(min_length=1, max_length=MOST_TEXTS)],
        Field(description="One text or several; of each, as much is read as the encoder takes."),
    ]
    encoding_format: Annotated[
        Literal["float", "base64"] | None, Field(description="`base64`: 32-bit floats, the lowest byte first.")
    ] = None
    dimensions: Annotated[int | None, Field(ge=1, description="Only the encoder's own.")] = None


class Embedding(Wire):
    """The unit vector of one text."""

    object: Literal["embedding"] = "embedding"
    index: int
    embedding: list[float] | str


class EmbeddingUsage(Wire):
    """Words between white space, since no language model's tokens are spent."""

    prompt_tokens: int
    total_tokens: int


class EmbeddingList(Wire):
    """OpenAI's list of embeddings, in the order of the texts."""

    object: Literal["list"] = "list"
    data: list[Embedding]
    model: str = MODEL
    usage: EmbeddingUsage
