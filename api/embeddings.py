"""OpenAI's embeddings endpoint over the encoder that the index embeds questions with."""

import base64
import struct
from collections.abc import Sequence

from fastapi import APIRouter
from seedqa.api.answerer import EngineInUse, encoder
from seedqa.api.embedding_schemas import Embedding, EmbeddingList, EmbeddingRequest, EmbeddingUsage
from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.messages import count_words
from seedqa.api.models import OPENAI_PROBLEMS

router = APIRouter(tags=["embeddings"])


@router.post(
    "/v1/embeddings", response_model=EmbeddingList, responses=OPENAI_PROBLEMS, operation_id="create_embeddings"
)
def embed(body: EmbeddingRequest, engine: EngineInUse) -> EmbeddingList:
    """The unit vectors of texts."""
    texts = [body.input] if isinstance(body.input, str) else body.input
    if not all(text.strip() for text in texts):
        raise RefusedError(_EMPTY)
    vectors = [encoder(engine).embed(text) for text in texts]
    if body.dimensions not in (None, len(vectors[0])):
        raise RefusedError(_other_dimensions(len(vectors[0])))
    packed = body.encoding_format == "base64"
    data = [Embedding(index=n, embedding=_packed(one) if packed else list(one)) for n, one in enumerate(vectors)]
    words = count_words(*texts)
    return EmbeddingList(data=data, usage=EmbeddingUsage(prompt_tokens=words, total_tokens=words))


def _packed(vector: Sequence[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode("ascii")


def _other_dimensions(own: int) -> Failure:
    wrong = (FieldError("/dimensions", f"send {own}, or leave it out"),)
    return Failure(400, f"the encoder's vectors have {own} dimensions", errors=wrong, code="unsupported_value")


_EMPTY = Failure(
    400, "an empty text has no embedding", errors=(FieldError("/input", "send texts with words"),), code="invalid_value"
)
