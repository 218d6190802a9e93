"""Server-sent events: an answer's text in sentence pieces, and the frames that carry them."""

import re
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from seedqa.api.failures import Failure, RefusedError, failure_of
from seedqa.index.errors import QaError
from starlette.concurrency import iterate_in_threadpool

MEDIA_TYPE = "text/event-stream"
Part = TypeVar("Part")
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


def event_stream(frames: Iterable[bytes], at_once: bool) -> StreamingResponse:
    """The response that sends frames one by one. Those that are had `at_once` are made before the first is sent, so
    that a failure has its own status; others are waited for in a thread."""
    sent = _each(list(frames)) if at_once else _closing(iter(frames))
    return StreamingResponse(sent, media_type=MEDIA_TYPE, headers=_HEADERS)


def unbroken(parts: Iterable[Part], failed: Callable[[Failure], Part]) -> Iterator[Part]:
    """The parts of a stream, and where one cannot be had, why, in the stead of the rest: a status was sent already."""
    try:
        yield from parts
    except (QaError, RefusedError) as error:
        yield failed(failure_of(error))


def streamed(description: str) -> dict[str, Any]:
    """The OpenAPI entry of a stream beside the plain response; the schema is that of an event."""
    schema = {"description": description, "type": "object", "properties": {"data": {"type": "string"}}}
    return {"description": "The answer, whole or streamed", "content": {MEDIA_TYPE: {"schema": schema}}}


async def _each(frames: Sequence[bytes]) -> AsyncIterator[bytes]:
    for data in frames:
        yield data


async def _closing(frames: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Where the client leaves, what works on the frames ends too."""
    try:
        async for data in iterate_in_threadpool(frames):
            yield data
    finally:
        if isinstance(frames, Generator):
            frames.close()
