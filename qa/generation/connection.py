"""The model itself, through llama-index: messages in, text out in pieces, with a deadline that holds."""

import queue
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from seedqa.index.extras import require
from seedqa.qa.generation.failure import GenerationFailed
from seedqa.qa.generation.reachability import Reachability
from seedqa.qa.generation.settings import GenerationSettings, address
from seedqa.qa.types import Turn

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    Pipe = queue.SimpleQueue["str | GenerationFailed | None"]

_CLIENTS = {"openai": "openai_like", "ollama": "ollama"}
_AT_ONCE = 8
_MOST_TOKENS = 512
_CONTEXT = 8192


class LanguageModel:
    """One model on one server; many threads may use it."""

    def __init__(self, settings: GenerationSettings) -> None:
        self._settings = settings
        self._address = address(settings)
        require(f"llama_index.llms.{_CLIENTS[self._address.kind]}", "a language model", "llm")
        self._free = threading.BoundedSemaphore(_AT_ONCE)
        self._reachability = Reachability(self._address.base, settings.rest_seconds)
        self._reachability.start()

    def wait(self, seconds: float) -> None:
        """Waits until it is known whether the server takes connections, at most so long."""
        self._reachability.wait(seconds)

    def require(self) -> None:
        """Returns where the server is worth a try, else ``GenerationFailed``."""
        self._reachability.require()

    def write(self, messages: Sequence[Turn]) -> Generator[str, None, None]:
        """The model's text as it comes. ``GenerationFailed`` where it does not come, or not in time."""
        self._reachability.require()
        # Loading the libraries, once, is no fault of the server's: it does not count.
        model = self._model
        if not self._free.acquire(blocking=False):
            raise GenerationFailed("busy", f"{_AT_ONCE} answers are being written")
        pipe: Pipe = queue.SimpleQueue()
        abandoned = threading.Event()
        # A thread of its own: a server that says nothing, or little at a time, cannot be waited for otherwise.
        threading.Thread(target=self._pump, args=(model, messages, pipe, abandoned), daemon=True).start()
        try:
            yield from self._pieces(pipe, time.monotonic() + self._settings.seconds)
        finally:
            abandoned.set()

    def _pieces(self, pipe: "Pipe", deadline: float) -> Iterator[str]:
        written = 0
        while True:
            try:
                piece = pipe.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                self._reachability.failed("it did not answer in time")
                raise GenerationFailed("timed_out", f"no answer within {self._settings.seconds:g} s") from None
            if piece is None:
                return
            if isinstance(piece, GenerationFailed):
                raise piece
            written += len(piece)
            if written > self._settings.length:
                raise GenerationFailed("too_long", f"more than {self._settings.length:,} characters")
            yield piece

    def _pump(self, model: "LLM", messages: Sequence[Turn], pipe: "Pipe", abandoned: threading.Event) -> None:
        """Reads the server's stream into the pipe, to its end or until nobody listens any more."""
        from llama_index.core.llms import ChatMessage

        try:
            told = [ChatMessage(role=turn.role, content=turn.content) for turn in messages]
            for part in model.stream_chat(told):
                if abandoned.is_set():
                    break
                if part.delta:
                    pipe.put(part.delta)
            pipe.put(None)
        # Whatever a foreign server provokes in three libraries is one thing here: there is no text.
        except Exception as error:
            pipe.put(self._failure(error))
        finally:
            self._free.release()

    def _failure(self, error: Exception) -> GenerationFailed:
        kinds = {kind.__name__ for kind in type(error).__mro__}
        told = f"{type(error).__name__}: {error}"
        if kinds & {"APITimeoutError", "TimeoutException"}:
            self._reachability.failed(told)
            return GenerationFailed("timed_out", told)
        if kinds & {"APIConnectionError", "ConnectError", "ConnectionError"}:
            self._reachability.failed(told)
            return GenerationFailed("unreachable", told)
        if "APIStatusError" in kinds or "ResponseError" in kinds:
            return GenerationFailed("refused", told)
        return GenerationFailed("malformed", told)

    @cached_property
    def _model(self) -> "LLM":
        settings, base = self._settings, self._address.base
        model: LLM
        if self._address.kind == "ollama":
            from llama_index.llms.ollama import Ollama

            model = Ollama(
                model=settings.model or "",
                base_url=base,
                temperature=0.0,
                context_window=_CONTEXT,
                request_timeout=settings.seconds,
                headers={"Authorization": f"Bearer {settings.key}"} if settings.key else None,
            )
            return model
        from llama_index.llms.openai_like import OpenAILike

        model = OpenAILike(
            model=settings.model or "default",
            api_base=base,
            api_key=settings.key or "none",
            is_chat_model=True,
            temperature=0.0,
            max_tokens=_MOST_TOKENS,
            context_window=_CONTEXT,
            max_retries=0,
            timeout=settings.seconds,
        )
        return model
