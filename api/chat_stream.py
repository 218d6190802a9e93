"""A chat reply as a stream of chunks: role, text, sources, annotations, end, usage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seedqa.api.annotations import source_url
from seedqa.api.chat_message import Heading, body_of, calls_of, finish_of, message_of, usage_of
from seedqa.api.chat_schemas import ChatChunk, ChatProblem, ChunkChoice, Delta, SourceEvent, ToolCallDelta
from seedqa.api.failures import Failure
from seedqa.api.problems import openai_error
from seedqa.api.replying import Reply, Replying
from seedqa.api.streaming import DONE, frame, unbroken
from seedqa.qa.types import Citation


@dataclass(frozen=True, slots=True)
class ChatStream:
    """A stream to be: what is said, and whether its end tells the usage."""

    heading: Heading
    replying: Replying
    include_usage: bool

    def frames(self) -> Iterator[bytes]:
        """The whole stream."""
        frames = map(self._frame, self._chunks())
        yield from frames if self.replying.at_once else unbroken(frames, _failed)
        yield DONE

    def _frame(self, chunk: ChatChunk) -> bytes:
        # OpenAI's chunks have a null usage where a last one will tell it.
        without = self.include_usage and chunk.usage is None
        return frame(chunk.model_copy(update={"usage": None}) if without else chunk)

    def _chunks(self) -> Iterator[ChatChunk]:
        yield from self._to_each(Delta(role="assistant", content="", refusal=None))
        for part in self.replying.parts:
            if isinstance(part, Reply):
                yield from self._unspoken(part)
                yield from self._end(part)
            else:
                yield from self._to_each(Delta(content=part))

    def _unspoken(self, reply: Reply) -> Iterator[ChatChunk]:
        """A call or a refusal, which a message has in the stead of a text."""
        calls = [ToolCallDelta(**call.model_dump()) for call in calls_of(reply, self.heading)]
        if calls:
            yield from self._to_each(Delta(tool_calls=calls))
        if reply.refusal is not None:
            yield from self._to_each(Delta(refusal=reply.refusal))

    def _end(self, reply: Reply) -> Iterator[ChatChunk]:
        """Open WebUI shows the passage of a source told this way, and reads only chunks that have choices."""
        body = body_of(reply)
        for citation in reply.answer.citations if reply.answer else ():
            event = _source_event(citation, self.heading.base_url)
            yield self._chunk([_adding(0, Delta())]).model_copy(update={"event": event})
        marked = Delta(annotations=message_of(reply, self.heading).annotations)
        told: dict[str, object] = {"citations": body.citations if body else [], "answer": body}
        told |= {} if reply.note is None else {"note": reply.note}
        yield self._chunk([_adding(n, marked) for n in range(self.heading.choices)]).model_copy(update=told)
        reason = finish_of(reply)
        ended = [ChunkChoice(index=n, delta=Delta(), finish_reason=reason) for n in range(self.heading.choices)]
        yield self._chunk(ended)
        if self.include_usage:
            yield self._chunk([]).model_copy(update={"usage": usage_of(reply, self.heading)})

    def _to_each(self, delta: Delta) -> Iterator[ChatChunk]:
        return (self._chunk([_adding(index, delta)]) for index in range(self.heading.choices))

    def _chunk(self, choices: Sequence[ChunkChoice]) -> ChatChunk:
        heading = self.heading
        return ChatChunk(
            id=heading.id, created=heading.created, system_fingerprint=heading.fingerprint, choices=list(choices)
        )


def _source_event(citation: Citation, base_url: str) -> SourceEvent:
    url = source_url(citation, base_url)
    told_of = {"source": url, "name": citation.title, "start": citation.start, "end": citation.end}
    source = {"id": url, "name": citation.title, "url": url}
    return SourceEvent(data={"source": source, "document": [citation.quote], "metadata": [told_of]})


def _failed(failure: Failure) -> bytes:
    return frame(ChatProblem.model_validate(openai_error(failure)))


def _adding(index: int, delta: Delta) -> ChunkChoice:
    return ChunkChoice(index=index, delta=delta)
