"""A chat answer as a stream of chunks: role, text, sources, annotations, end, usage."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from seedqa.api.annotations import source_url
from seedqa.api.chat_schemas import (
    Annotation,
    ChatChunk,
    ChatProblem,
    ChunkChoice,
    Delta,
    FinishReason,
    SourceEvent,
    Usage,
)
from seedqa.api.clipping import Clipping
from seedqa.api.failures import Failure
from seedqa.api.problems import openai_error
from seedqa.api.schemas import AnswerBody
from seedqa.api.streaming import DONE, frame, unbroken
from seedqa.api.telling import told
from seedqa.qa.generation.telling import Telling
from seedqa.qa.types import Answer, Citation


@dataclass(frozen=True, slots=True)
class Heading:
    """What is known of a reply before its text: every chunk begins with it."""

    id: str
    created: int
    fingerprint: str
    base_url: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is sent: its text, perhaps cut, and the marks in it."""

    answer: Answer
    text: str
    marks: list[Annotation]
    finish_reason: FinishReason
    usage: Usage


@dataclass(frozen=True, slots=True)
class ChatStream:
    """A stream to be: what is told, how it is cut, and what its end says."""

    heading: Heading
    telling: Telling
    clipping: Clipping
    finish: Callable[[Answer], Reply]
    choices: int
    include_usage: bool

    def frames(self) -> Iterator[bytes]:
        """The whole stream."""
        frames = map(self._frame, self._chunks())
        yield from frames if self.telling.at_once else unbroken(frames, _failed)
        yield DONE

    def _frame(self, chunk: ChatChunk) -> bytes:
        # OpenAI's chunks have a null usage where a last one will tell it.
        without = self.include_usage and chunk.usage is None
        return frame(chunk.model_copy(update={"usage": None}) if without else chunk)

    def _chunks(self) -> Iterator[ChatChunk]:
        yield from self._to_each(Delta(role="assistant", content="", refusal=None))
        for piece in told(self.telling, self.clipping):
            if isinstance(piece, Answer):
                yield from self._end(self.finish(piece))
            else:
                yield from self._to_each(Delta(content=piece))

    def _end(self, reply: Reply) -> Iterator[ChatChunk]:
        """Open WebUI shows the passage of a source told this way, and reads only chunks that have choices."""
        for citation in reply.answer.citations:
            event = _source_event(citation, self.heading.base_url)
            yield self._chunk([_adding(0, Delta())]).model_copy(update={"event": event})
        body = AnswerBody.model_validate(reply.answer.to_dict())
        marked = [_adding(index, Delta(annotations=reply.marks)) for index in range(self.choices)]
        yield self._chunk(marked).model_copy(update={"citations": body.citations, "answer": body})
        reason = reply.finish_reason
        yield self._chunk([ChunkChoice(index=n, delta=Delta(), finish_reason=reason) for n in range(self.choices)])
        if self.include_usage:
            yield self._chunk([]).model_copy(update={"usage": reply.usage})

    def _to_each(self, delta: Delta) -> Iterator[ChatChunk]:
        return (self._chunk([_adding(index, delta)]) for index in range(self.choices))

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
