"""Connections that cannot be held open for nothing: slow headers, slow readers and too many of them are let go.

The body and the whole request have limits of their own in the app; here is what happens before and beneath it.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

LARGEST_HEADERS = 32_768
_RECEIVING = (h11.IDLE, h11.SEND_BODY)


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """``open``: how many connections; ``seconds``: how long a request may take to arrive, or its reader may pause."""

    open: int
    seconds: float


def protocol(limits: ConnectionLimits) -> type[asyncio.Protocol]:
    """The protocol class, as uvicorn takes one, for these limits."""

    class Limited(LimitedProtocol):
        """The protocol with its limits."""

        _limits = limits

    return Limited


class _Alarm:
    """A call in so many seconds, unless it is stopped before."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._timer: asyncio.TimerHandle | None = None

    def start(self, seconds: float) -> None:
        """Sets it, unless it is set."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._call)

    def stop(self) -> None:
        """Unsets it."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class LimitedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with a deadline for what a client sends, and for its reading what it is sent."""

    _limits = ConnectionLimits(512, 30.0)

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._arrival = _Alarm(self._expire)
        self._reading = _Alarm(lambda: self.transport.abort())
        self._overdue = False

    def connection_made(self, transport: Any) -> None:
        """Watch the new connection, or turn it away where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self._limits.open:
            self._refuse(HTTPStatus.TOO_MANY_REQUESTS, "too many connections", "Retry-After: 1\r\n")
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came; the deadline holds until the request is whole."""
        if not self.transport.is_closing():
            super().data_received(data)
            self._watch()

    def on_response_complete(self) -> None:
        """One request is done: the next has its own deadline."""
        self._arrival.stop()
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more to wait for, and nothing that was received to keep."""
        self._arrival.stop()
        self._reading.stop()
        super().connection_lost(exc)
        if self.cycle is not None:
            self.cycle.body = bytearray()

    def pause_writing(self) -> None:
        """The client does not read: it is given time, not for ever."""
        super().pause_writing()
        self._reading.start(self._limits.seconds)

    def resume_writing(self) -> None:
        """It reads again."""
        self._reading.stop()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What is not HTTP gets an answer that is."""
        self._refuse(HTTPStatus.BAD_REQUEST, "this is not an HTTP request that can be read")

    def _watch(self) -> None:
        if self.conn.their_state not in _RECEIVING:
            self._arrival.stop()
            self._overdue = False
        elif not self.transport.is_closing():
            self._arrival.start(self._limits.seconds)

    def _expire(self) -> None:
        """A request did not arrive in time. Of a body that is late the app tells, which is given as long again."""
        self._arrival.stop()
        if self.conn.their_state is h11.IDLE and self.conn.our_state is h11.IDLE:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, "the request took too long to arrive")
        elif self._overdue:
            self.transport.abort()
        else:
            self._overdue = True
            self._watch()

    def _refuse(self, status: HTTPStatus, detail: str, header: str = "") -> None:
        if self.transport.is_closing():
            return
        problem = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
        body = json.dumps(problem)
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/problem+json\r\n{header}"
        self.transport.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode())
        self.transport.close()
