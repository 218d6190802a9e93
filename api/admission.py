"""Back-pressure: a bounded number of requests is worked on or waits; one more is told when to come back.

Only what makes the engine work is counted. A place is given back when the response begins, so that a client which
reads slowly keeps nobody waiting, or earlier where it only waits for somebody else: for a language model.
"""

import asyncio
import math
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar

from seedqa.api.failures import Failure
from seedqa.api.metrics import ServiceMetrics
from seedqa.api.problems import failure_response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SMOOTHING = 0.1
_FIRST_GUESS = 0.1
_PLACE: ContextVar[Callable[[], None] | None] = ContextVar("place", default=None)


def give_back_place() -> None:
    """Lets go of the place of the request that this thread works on, which makes the engine work no more."""
    leave = _PLACE.get()
    if leave is not None:
        leave()


class Admission:
    """Lets ``workers`` + ``waiting`` requests in; the others get 429 and the seconds after which a place is likely."""

    def __init__(self, app: ASGIApp, workers: int, waiting: int, metrics: ServiceMetrics) -> None:
        self.app = app
        self._workers = workers
        self._places = workers + waiting
        self._metrics = metrics
        self._taken = 0
        self._seconds = _FIRST_GUESS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where there is a place, or answer 429."""
        if scope["type"] != "http" or not is_work(scope["method"], scope["path"]):
            await self.app(scope, receive, send)
        elif self._taken >= self._places:
            self._metrics.refused()
            await failure_response(scope["path"], self._refusal())(scope, receive, send)
        else:
            await self._admit(scope, receive, send)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, held = time.monotonic(), True
        self._count(1)

        def leave() -> None:
            nonlocal held
            if held:
                held = False
                self._learn(time.monotonic() - begun)
                self._count(-1)

        async def leaving(message: Message) -> None:
            if message["type"] == "http.response.start":
                leave()
            await send(message)

        loop = asyncio.get_running_loop()

        def let_go() -> None:
            with suppress(RuntimeError):  # the service has ended meanwhile
                loop.call_soon_threadsafe(leave)

        _PLACE.set(let_go)
        try:
            await self.app(scope, receive, leaving)
        finally:
            leave()

    def _count(self, change: int) -> None:
        self._taken += change
        self._metrics.places(self._taken)

    def _learn(self, seconds: float) -> None:
        """Keeps a running mean of the time that one place is taken."""
        self._seconds += _SMOOTHING * (seconds - self._seconds)

    def _refusal(self) -> Failure:
        seconds = max(1, math.ceil(self._seconds))
        later = (("Retry-After", str(seconds)),)
        return Failure(429, "too many questions are waiting", f"wait {seconds} s", code="overloaded", headers=later)


def is_work(method: str, path: str) -> bool:
    """Whether a request makes the engine work."""
    return method == "POST" and (path == "/mcp" or path.startswith("/v1/"))
