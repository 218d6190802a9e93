"""The model itself, through llama-index: a request in, text out in pieces, with a deadline that holds."""

import queue
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from seedqa.index.extras import require
from seedqa.qa.llm.cache import Kept, ReplyCache
from seedqa.qa.llm.clients import CLIENTS, Client, client
from seedqa.qa.llm.failure import LlmFailed
from seedqa.qa.llm.reachability import Reachability
from seedqa.qa.llm.request import Budget, Request
from seedqa.qa.llm.settings import LlmSettings, address
from seedqa.qa.llm.trouble import Trouble, trouble_of

_CHARACTERS_A_TOKEN = 8
_TRIES = 5
_FIRST_PAUSE = 0.5


class Model(Protocol):
    """Whatever writes replies."""

    def require(self) -> None:
        """Returns where it is worth asking, else ``LlmFailed``."""

    def write(self, request: Request, budget: Budget) -> Generator[str, None, None]:
        """The reply as it comes. ``LlmFailed`` where it does not come, or not in time."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """The end of a reply, with the tokens that the server counted; None where it does not tell."""

    prompt_tokens: int | None
    completion_tokens: int | None


@dataclass(slots=True)
class _Line:
    """Between the thread that reads a server's stream and the one that waits for it."""

    deadline: float
    pipe: "queue.SimpleQueue[str | _Ended | LlmFailed]" = field(default_factory=queue.SimpleQueue)
    abandoned: threading.Event = field(default_factory=threading.Event)
    begun: bool = False


class LanguageModel:
    """One model on one server; many threads may use it."""

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._address = address(settings)
        require(f"llama_index.llms.{CLIENTS[self._address.kind]}", "a language model", "llm")
        self._cache = ReplyCache(Path(settings.cache).expanduser()) if settings.cache else None
        self._free = threading.BoundedSemaphore(settings.at_once)
        self._manner = 0
        self._loading = threading.Lock()
        self._client: Client | None = None
        self._reachability = Reachability(self._address.base, settings.rest_seconds)
        self._reachability.start()

    def wait(self, seconds: float) -> None:
        """Waits until it is known whether the server takes connections, at most so long."""
        self._reachability.wait(seconds)

    def require(self) -> None:
        """Returns where the server is worth a try, or replies are kept; else ``LlmFailed``."""
        if self._cache is None:
            self._reachability.require()

    def write(self, request: Request, budget: Budget) -> Generator[str, None, None]:
        """The model's reply as it comes, or as it was kept."""
        key = request.key(self._settings.model or "")
        kept = self._cache.find(key) if self._cache else None
        if kept is not None:
            budget.count(kept.prompt_tokens, kept.completion_tokens)
            yield kept.text
            return
        self._reachability.require()
        # Loading the libraries, once, is no fault of the server's: it does not count.
        begun = time.monotonic()
        model = self._loaded()
        budget.deadline += time.monotonic() - begun
        if not self._free.acquire(blocking=False):
            raise LlmFailed("busy", f"{self._settings.at_once} answers are being written")
        yield from self._written(model, request, budget, key)

    def _written(self, model: Client, request: Request, budget: Budget, key: str) -> Generator[str, None, None]:
        line = _Line(budget.deadline)
        # A thread of its own: a server that says nothing, or little at a time, cannot be waited for otherwise.
        threading.Thread(target=self._pump, args=(model, request, line), daemon=True).start()
        text = ""
        try:
            for piece in self._pieces(line):
                if isinstance(piece, _Ended):
                    reply = _counted(request, text, piece)
                    budget.count(reply.prompt_tokens, reply.completion_tokens)
                    if self._cache:
                        self._cache.keep(key, reply)
                    return
                text += piece
                yield piece
        finally:
            line.abandoned.set()

    def _pieces(self, line: _Line) -> Iterator[str | _Ended]:
        written, most = 0, self._settings.tokens * _CHARACTERS_A_TOKEN
        while True:
            try:
                piece = line.pipe.get(timeout=max(0.0, line.deadline - time.monotonic()))
            except queue.Empty:
                self._reachability.failed("it did not answer in time")
                raise LlmFailed("timed_out", f"no answer within {self._settings.seconds:g} s") from None
            if isinstance(piece, LlmFailed):
                raise piece
            yield piece
            if isinstance(piece, _Ended):
                return
            written += len(piece)
            if written > most:
                raise LlmFailed("too_long", f"more than {most:,} characters")

    def _pump(self, model: Client, request: Request, line: _Line) -> None:
        """Reads the server's stream into the pipe, to its end or until nobody listens any more."""
        try:
            self._try_again(model, request, line)
        except LlmFailed as failure:
            line.pipe.put(failure)
        finally:
            self._free.release()

    def _try_again(self, model: Client, request: Request, line: _Line) -> None:
        """Asks once more where that may help: in another manner, or after a pause."""
        pause, tries, manner = _FIRST_PAUSE, 1, self._manner
        while True:
            try:
                self._stream(model, request, line, manner)
                self._manner = manner
                return
            # Whatever a foreign server provokes in three libraries is one thing here: there is no text.
            except Exception as error:
                trouble = trouble_of(error)
            if trouble.unwanted and not line.begun and manner < len(self._manners) - 1:
                manner += 1
                continue
            wait = pause if trouble.wait is None else trouble.wait
            if not trouble.passing or line.begun or tries >= _TRIES or time.monotonic() + wait > line.deadline:
                raise self._failure(trouble)
            pause, tries = pause * 2, tries + 1
            if line.abandoned.wait(wait):
                return

    def _failure(self, trouble: Trouble) -> LlmFailed:
        if trouble.reason in ("timed_out", "unreachable"):
            self._reachability.failed(trouble.detail)
        return LlmFailed(trouble.reason, trouble.detail)

    def _stream(self, model: Client, request: Request, line: _Line, manner: int) -> None:
        ended = _Ended(None, None)
        with closing(model.stream(request.messages, self._asked(request, self._manners[manner]))) as parts:
            for text, raw in parts:
                if line.abandoned.is_set():
                    return
                ended = _tokens_in(raw) or ended
                if text:
                    line.begun = True
                    line.pipe.put(text)
        line.pipe.put(ended)

    @property
    def _manners(self) -> tuple[str, ...]:
        """How a reply's form is asked for, from the strictest to none at all."""
        return ("schema", "nothing") if self._address.kind == "ollama" else ("schema", "object", "counted", "nothing")

    def _asked(self, request: Request, manner: str) -> dict[str, Any]:
        """What goes with the messages."""
        if self._address.kind == "ollama":
            return {"format": request.schema} if request.schema and manner == "schema" else {}
        counted = {"stream_options": {"include_usage": True}} if manner != "nothing" else {}
        if request.schema is None or manner in ("counted", "nothing"):
            return counted
        if manner == "object":
            return counted | {"response_format": {"type": "json_object"}}
        named = {"name": request.stage, "schema": request.schema}
        return counted | {"response_format": {"type": "json_schema", "json_schema": named}}

    def _loaded(self) -> Client:
        """The client, made once: the libraries cannot be loaded by several questions at the same time."""
        with self._loading:
            if self._client is None:
                self._client = client(self._settings, self._address)
            return self._client


def _counted(request: Request, text: str, ended: _Ended) -> Kept:
    """The reply with its tokens; words stand for them where the server does not count."""
    asked = sum(len(turn.content.split()) for turn in request.messages)
    prompt = asked if ended.prompt_tokens is None else ended.prompt_tokens
    completion = len(text.split()) if ended.completion_tokens is None else ended.completion_tokens
    return Kept(text, prompt, completion)


def _tokens_in(raw: Any) -> _Ended | None:
    """The counts that a chunk carries, as OpenAI's or Ollama's servers tell them."""
    if isinstance(raw, dict):
        if raw.get("eval_count") is None:
            return None
        return _Ended(raw.get("prompt_eval_count"), raw["eval_count"])
    usage = getattr(raw, "usage", None)
    return None if usage is None else _Ended(usage.prompt_tokens, usage.completion_tokens)
