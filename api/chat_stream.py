"""A chat answer as a stream of chunks: role, text, sources, annotations, end, usage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.annotations import source_url
from api.chat_schemas import Annotation, ChatChunk, ChunkChoice, Delta, FinishReason, SourceEvent, Usage
from api.schemas import AnswerBody
from api.streaming import DONE, frame, pieces
from qa.types import Answer, Citation


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is sent: its text, perhaps cut, and the marks in it."""

    answer: Answer
    text: str
    marks: list[Annotation]
    finish_reason: FinishReason
    usage: Usage
    created: int
    base_url: str

    @property
    def id(self) -> str:
        """The completion's id."""
        return f"chatcmpl-{self.answer.id}"


def chat_frames(reply: Reply, choices: int, include_usage: bool) -> Iterator[bytes]:
    """The whole stream."""
    for chunk in _chunks(reply, choices):
        # OpenAI's chunks have a null usage where a last one will tell it.
        yield frame(chunk.model_copy(update={"usage": None}) if include_usage else chunk)
    if include_usage:
        yield frame(_chunk(reply, []).model_copy(update={"usage": reply.usage}))
    yield DONE


def _chunks(reply: Reply, choices: int) -> Iterator[ChatChunk]:
    for index in range(choices):
        yield _chunk(reply, [_adding(index, Delta(role="assistant", content="", refusal=None))])
        for piece in pieces(reply.text):
            yield _chunk(reply, [_adding(index, Delta(content=piece))])
    yield from _sources(reply)
    body = AnswerBody.model_validate(reply.answer.to_dict())
    marked = [_adding(index, Delta(annotations=reply.marks)) for index in range(choices)]
    yield _chunk(reply, marked).model_copy(update={"citations": body.citations, "answer": body})
    ends = [ChunkChoice(index=index, delta=Delta(), finish_reason=reply.finish_reason) for index in range(choices)]
    yield _chunk(reply, ends)


def _sources(reply: Reply) -> Iterator[ChatChunk]:
    """Open WebUI shows the passage of a source told this way, and reads only chunks that have choices."""
    for citation in reply.answer.citations:
        event = _source_event(citation, reply.base_url)
        yield _chunk(reply, [_adding(0, Delta())]).model_copy(update={"event": event})


def _source_event(citation: Citation, base_url: str) -> SourceEvent:
    url = source_url(citation, base_url)
    told = {"source": url, "name": citation.title, "start": citation.start, "end": citation.end}
    source = {"id": url, "name": citation.title, "url": url}
    return SourceEvent(data={"source": source, "document": [citation.quote], "metadata": [told]})


def _chunk(reply: Reply, choices: Sequence[ChunkChoice]) -> ChatChunk:
    return ChatChunk(
        id=reply.id,
        created=reply.created,
        system_fingerprint=reply.answer.index.fingerprint,
        choices=list(choices),
    )


def _adding(index: int, delta: Delta) -> ChunkChoice:
    return ChunkChoice(index=index, delta=delta)
