"""A time limit on every request, its body and its response included."""

import asyncio

from seedqa.api.failures import Failure
from seedqa.api.problems import failure_response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Deadline:
    """Answers 503 in the stead of what takes longer, or ends a response that was begun.

    A thread cannot be stopped: what it works on is finished, its result dropped, and its place kept until then.
    """

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self.app = app
        self._seconds = seconds
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request in time or not at all."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        line = _Line(receive, send)
        task = asyncio.ensure_future(self._serve(scope, line))
        try:
            done, _ = await asyncio.wait({task}, timeout=self._seconds)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if done:
            task.result()
        else:
            await self._end(task, line, scope)

    async def _serve(self, scope: Scope, line: "_Line") -> None:
        await self.app(scope, line.receive, line.send)

    async def _end(self, task: "asyncio.Task[None]", line: "_Line", scope: Scope) -> None:
        begun = line.begun
        line.cut()
        self._late.add(task)
        task.add_done_callback(self._forget)
        asyncio.get_running_loop().call_later(self._seconds, task.cancel)
        if not begun:
            refusal = Failure(503, f"the answer took longer than {self._seconds:g} s", "try again", headers=_LATER)
            await failure_response(scope["path"], refusal)(scope, line.plain_receive, line.plain_send)

    def _forget(self, task: "asyncio.Task[None]") -> None:
        """A late end is nobody's any more; asking for its error keeps asyncio from telling of it."""
        self._late.discard(task)
        if not task.cancelled():
            task.exception()


class _Line:
    """What a request is read from and answered to, until it is cut."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.plain_receive = receive
        self.plain_send = send
        self.begun = False
        self._cut = False

    async def receive(self) -> Message:
        """The next part of the body; once cut, the client has gone."""
        return {"type": "http.disconnect"} if self._cut else await self.plain_receive()

    async def send(self, message: Message) -> None:
        """A part of the response; once cut, there is nobody to send to."""
        if self._cut:
            raise OSError("the request has ended")
        self.begun = True
        await self.plain_send(message)

    def cut(self) -> None:
        """Ends it."""
        self._cut = True


_LATER = (("Retry-After", "5"),)
