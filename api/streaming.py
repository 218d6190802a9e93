"""Server-sent events: an answer's text in sentence pieces, and the frames that carry them."""

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import pairwise
from typing import Any

from fastapi.responses import StreamingResponse
from pydantic import BaseModel

MEDIA_TYPE = "text/event-stream"
DONE = b"data: [DONE]\n\n"
# The end of a sentence with the markers that belong to it, or of a line.
_END = re.compile(r"[.!?…][\"'”’)]*(?:\s*\[\d+\])*\s+|[。！？][”’」』）]*(?:\s*\[\d+\])*\s*|\n+")
_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


def pieces(text: str) -> list[str]:
    """The text in sentences, each with its markers and the white space after it; joined they are the text."""
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    return [text[left:right] for left, right in pairwise(cuts) if left < right]


def frame(data: BaseModel, event: str | None = None) -> bytes:
    """One event, named where its dialect names them."""
    named = f"event: {event}\n" if event else ""
    return f"{named}data: {data.model_dump_json()}\n\n".encode()


def event_stream(frames: Iterable[bytes]) -> StreamingResponse:
    """The response that sends frames one by one; the answer is there before the first, so none can fail."""
    return StreamingResponse(_each(iter(frames)), media_type=MEDIA_TYPE, headers=_HEADERS)


def streamed(description: str) -> dict[str, Any]:
    """The OpenAPI entry of a stream beside the plain response."""
    schema = {"type": "string", "description": description}
    return {"description": "The answer, whole or streamed", "content": {MEDIA_TYPE: {"schema": schema}}}


async def _each(frames: Iterator[bytes]) -> AsyncIterator[bytes]:
    for data in frames:
        yield data
