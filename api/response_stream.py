"""A response as a stream of events, in the order in which OpenAI's clients put it together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from seedqa.api.failures import Failure
from seedqa.api.problems import openai_error
from seedqa.api.replying import Reply, Replying
from seedqa.api.response_input import MESSAGE, RESPONSE
from seedqa.api.response_schemas import OutputMessage, OutputRefusal, OutputText, ResponseBody, ResponseEvent
from seedqa.api.streaming import frame, unbroken

Event = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ResponseStream:
    """A stream to be: the response as it begins, what is said, and the response as it ends."""

    begun: ResponseBody
    replying: Replying
    finish: Callable[[Reply], ResponseBody]

    def frames(self) -> Iterator[bytes]:
        """The whole stream; it ends with the response itself."""
        events = self._events() if self.replying.at_once else unbroken(self._events(), _failed)
        for number, (kind, fields) in enumerate(events):
            yield frame(ResponseEvent(type=kind, sequence_number=number, **fields), kind)

    def _events(self) -> Iterator[Event]:
        yield "response.created", {"response": self.begun}
        yield "response.in_progress", {"response": self.begun}
        item = OutputMessage(id=item_id(self.begun), status="in_progress", content=[])
        yield "response.output_item.added", {"output_index": 0, "item": item}
        place = {"item_id": item.id, "output_index": 0, "content_index": 0}
        begun = False
        for part in self.replying.parts:
            if not begun:
                refused = isinstance(part, Reply) and part.refusal is not None
                empty = OutputRefusal(refusal="") if refused else OutputText(text="", annotations=[], logprobs=[])
                yield "response.content_part.added", {**place, "part": empty}
                begun = True
            if isinstance(part, Reply):
                yield from _end(self.finish(part), place)
            else:
                yield "response.output_text.delta", {**place, "delta": part, "logprobs": []}


def item_id(response: ResponseBody) -> str:
    """The id of a response's one message: it is named like the response it is the whole of."""
    return MESSAGE + response.id.removeprefix(RESPONSE)


def _end(response: ResponseBody, place: dict[str, Any]) -> Iterator[Event]:
    (item,) = response.output
    (part,) = item.content
    yield from _refused(part, place) if isinstance(part, OutputRefusal) else _written(part, place)
    yield "response.content_part.done", {**place, "part": part}
    yield "response.output_item.done", {"output_index": 0, "item": item}
    yield f"response.{response.status}", {"response": response}


def _written(part: OutputText, place: dict[str, Any]) -> Iterator[Event]:
    for number, annotation in enumerate(part.annotations):
        added = {"annotation_index": number, "annotation": annotation}
        yield "response.output_text.annotation.added", {**place, **added}
    yield "response.output_text.done", {**place, "text": part.text, "logprobs": []}


def _refused(part: OutputRefusal, place: dict[str, Any]) -> Iterator[Event]:
    yield "response.refusal.delta", {**place, "delta": part.refusal}
    yield "response.refusal.done", {**place, "refusal": part.refusal}


def _failed(failure: Failure) -> Event:
    error = openai_error(failure)["error"]
    return "error", {"message": error["message"], "code": error["code"], "param": error["param"]}
