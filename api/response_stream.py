"""A response as a stream of events, in the order in which OpenAI's clients put it together."""

from collections.abc import Iterator
from typing import Any

from api.response_schemas import ResponseBody, ResponseEvent
from api.streaming import frame, pieces

Event = tuple[str, dict[str, Any]]


def response_frames(body: ResponseBody) -> Iterator[bytes]:
    """The whole stream; it ends with the response itself."""
    for number, (kind, fields) in enumerate(_events(body)):
        yield frame(ResponseEvent(type=kind, sequence_number=number, **fields), kind)


def _events(body: ResponseBody) -> Iterator[Event]:
    begun = _begun(body)
    yield "response.created", {"response": begun}
    yield "response.in_progress", {"response": begun}
    (item,) = body.output
    yield "response.output_item.added", {"output_index": 0, "item": item.model_copy(update=_ITEM_BEGUN)}
    yield from _part_events(body)
    yield "response.output_item.done", {"output_index": 0, "item": item}
    yield f"response.{body.status}", {"response": body}


def _part_events(body: ResponseBody) -> Iterator[Event]:
    (item,) = body.output
    (part,) = item.content
    place = {"item_id": item.id, "output_index": 0, "content_index": 0}
    yield "response.content_part.added", {**place, "part": part.model_copy(update={"text": "", "annotations": []})}
    for piece in pieces(part.text):
        yield "response.output_text.delta", {**place, "delta": piece, "logprobs": []}
    for number, annotation in enumerate(part.annotations):
        added = {"annotation_index": number, "annotation": annotation}
        yield "response.output_text.annotation.added", {**place, **added}
    yield "response.output_text.done", {**place, "text": part.text, "logprobs": []}
    yield "response.content_part.done", {**place, "part": part}


_ITEM_BEGUN: dict[str, Any] = {"status": "in_progress", "content": []}
_RESPONSE_BEGUN: dict[str, Any] = {
    "status": "in_progress",
    "completed_at": None,
    "incomplete_details": None,
    "output": [],
    "usage": None,
    "citations": [],
    "answer": None,
}


def _begun(body: ResponseBody) -> ResponseBody:
    """The response before anything of it is known."""
    return body.model_copy(update=_RESPONSE_BEGUN)
