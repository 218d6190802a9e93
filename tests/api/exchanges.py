"""One request to an app without a server, and an app that answers when the test lets it."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

START: Message = {"type": "http.response.start", "status": 200, "headers": []}
END: Message = {"type": "http.response.body", "body": b"done"}


class Handler:
    """An app that answers when it is let, and notes what it was given."""

    def __init__(self) -> None:
        self.begun = asyncio.Semaphore(0)
        self.go_on = asyncio.Event()
        self.bodies: list[bytes] = []
        self.cancelled = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun.release()
        self.bodies.append((await receive())["body"])
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        await send(START)
        await send(END)


class Exchange:
    """One request to an app, sent in parts, and what came back."""

    def __init__(
        self, *parts: bytes, path: str = "/v1/ask", declared: int | None = None, unfinished: bool = False
    ) -> None:
        self._parts = list(parts or (b"",))
        self._unfinished = unfinished
        self.sent: list[Message] = []
        length = [] if declared is None else [(b"content-length", str(declared).encode())]
        chunked = [(b"transfer-encoding", b"chunked")] if declared is None else []
        self.scope: Scope = {"type": "http", "method": "POST", "path": path, "headers": [*length, *chunked]}

    async def receive(self) -> Message:
        if not self._parts:
            await asyncio.Event().wait()
        part = self._parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(self._parts) or self._unfinished}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    def to(self, app: ASGIApp) -> "asyncio.Task[None]":
        """The request under way."""
        return asyncio.ensure_future(self._run(app))

    async def _run(self, app: ASGIApp) -> None:
        await app(self.scope, self.receive, self.send)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.sent[0]["headers"]}


def run(story: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(_finished(story))


async def _finished(story: Callable[[], Awaitable[None]]) -> None:
    async with asyncio.timeout(60):
        await story()
