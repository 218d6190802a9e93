"""OpenAI's oldest endpoint over the engine: each prompt is a question, its completion the answer's text."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from seedqa.api.answerer import EngineInUse
from seedqa.api.chat_message import body_of
from seedqa.api.chat_schemas import ChatProblem, Usage
from seedqa.api.completion_schemas import Completion, CompletionChoice, CompletionRequest
from seedqa.api.examples import ExamplesInUse
from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.messages import Message, count_words, read_conversation
from seedqa.api.models import OPENAI_PROBLEMS
from seedqa.api.problems import openai_error
from seedqa.api.replying import Reply, Replying, Wanted, reply_to
from seedqa.api.streaming import DONE, event_stream, frame, streamed, unbroken
from seedqa.api.tasks.recognition import recognised

router = APIRouter(tags=["chat"])


@router.post(
    "/v1/completions",
    response_model=Completion,
    responses={200: streamed("One JSON chunk an event, then `[DONE]`."), **OPENAI_PROBLEMS},
    operation_id="complete",
)
def complete(body: CompletionRequest, engine: EngineInUse, examples: ExamplesInUse) -> Completion | StreamingResponse:
    """The answer to the question of each prompt."""
    if body.stream_options is not None and not body.stream:
        raise RefusedError(_UNSTREAMED)
    prompts = [body.prompt] if isinstance(body.prompt, str) else body.prompt
    replying = [reply_to(_wanted(body, prompt), engine, examples) for prompt in prompts]
    counted = body.stream_options is not None and bool(body.stream_options.include_usage)
    completing = _Completing(replying, int(time.time()), body.n or 1, count_words(*prompts), counted)
    if not body.stream:
        return completing.whole()
    at_once = all(one.at_once for one in replying)
    return event_stream(completing.frames(at_once), at_once)


def _wanted(body: CompletionRequest, prompt: str) -> Wanted:
    said = [Message("user", prompt)]
    stops = [body.stop] if isinstance(body.stop, str) else body.stop or []
    return Wanted(
        asked=recognised(said) or read_conversation(said, "prompt"),
        documents=body.documents or (),
        stops=stops,
        most_words=body.max_tokens,
    )


@dataclass(frozen=True, slots=True)
class _Completing:
    """The replies to the prompts on their way, and how often each is told."""

    replying: Sequence[Replying]
    created: int
    times: int
    words_read: int
    counted: bool

    def whole(self) -> Completion:
        """All of it."""
        replies = [replying.reply() for replying in self.replying]
        choices = [choice for place, reply in enumerate(replies) for choice in self._choices(place, reply.text, reply)]
        return self._completion(choices, replies[0]).model_copy(update={"usage": self._usage(replies)})

    def frames(self, at_once: bool) -> Iterator[bytes]:
        """All of it, piece by piece."""
        frames = map(frame, self._chunks())
        yield from frames if at_once else unbroken(frames, _failed)
        yield DONE

    def _chunks(self) -> Iterator[Completion]:
        replies: list[Reply] = []
        for place, replying in enumerate(self.replying):
            for part in replying.parts:
                if isinstance(part, Reply):
                    replies.append(part)
                    yield self._completion(self._choices(place, "", part), part)
                else:
                    yield self._completion(self._choices(place, part))
        if self.counted:
            yield self._completion([]).model_copy(update={"usage": self._usage(replies)})

    def _choices(self, place: int, text: str, reply: Reply | None = None) -> list[CompletionChoice]:
        """The equal choices for a prompt; the reply says how they end."""
        reason: Literal["stop", "length"] | None = None if reply is None else "stop" if reply.whole else "length"
        first = place * self.times
        return [CompletionChoice(text=text, index=first + n, finish_reason=reason) for n in range(self.times)]

    def _completion(self, choices: list[CompletionChoice], reply: Reply | None = None) -> Completion:
        first = self.replying[0]
        body = None if reply is None else body_of(reply)
        return Completion(
            id=f"cmpl-{first.id}",
            created=self.created,
            system_fingerprint=first.fingerprint,
            choices=choices,
            citations=None if body is None else body.citations,
            answer=body,
            note=None if reply is None else reply.note,
        )

    def _usage(self, replies: Sequence[Reply]) -> Usage:
        written = count_words(*(reply.written for reply in replies))
        return Usage(prompt_tokens=self.words_read, completion_tokens=written, total_tokens=self.words_read + written)


def _failed(failure: Failure) -> bytes:
    return frame(ChatProblem.model_validate(openai_error(failure)))


_UNSTREAMED = Failure(
    400,
    "stream_options goes with a stream",
    errors=(FieldError("/stream_options", "send stream: true, or leave it out"),),
    code="invalid_value",
)
