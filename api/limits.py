"""How large a request may be, and how long it may take to arrive.

A body is read whole before anything works on it, so that one which arrives slowly keeps no worker waiting.
"""

import asyncio
from dataclasses import dataclass

from seedqa.api.failures import Failure, RefusedError
from seedqa.api.problems import failure_response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HELD_AT_ONCE = 4
_UPLOADS = "/v1/documents"


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """The largest body, the largest upload, and the seconds in which a body has to be there."""

    bytes: int
    upload_bytes: int
    seconds: float

    def of(self, path: str) -> int:
        """The largest body for an address."""
        return self.upload_bytes if path == _UPLOADS or path.startswith(f"{_UPLOADS}/") else self.bytes


class BodyLimit:
    """Refuses a body that is too large (413), whether or not its length was declared, or too slow (408)."""

    def __init__(self, app: ASGIApp, limits: BodyLimits) -> None:
        self.app = app
        self._limits = limits
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on once its body is here, or answer why not."""
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        body = bytearray()
        try:
            whole = await self._read(body, scope, receive)
            if whole:
                await self.app(scope, _replayed(bytes(body), receive), send)
        except RefusedError as error:
            await failure_response(scope["path"], error.failure)(scope, receive, send)
        finally:
            self._held -= len(body)

    async def _read(self, body: bytearray, scope: Scope, receive: Receive) -> bool:
        """Fills ``body``; False where the client went away."""
        limit = self._limits.of(scope["path"])
        if _declared(scope) > limit:
            raise RefusedError(_too_large(limit))
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._fill(body, limit, receive)
        except TimeoutError:
            raise RefusedError(_too_slow(self._limits.seconds)) from None

    async def _fill(self, body: bytearray, limit: int, receive: Receive) -> bool:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            part = message.get("body", b"")
            if len(body) + len(part) > limit:
                raise RefusedError(_too_large(limit))
            if self._held + len(part) > _HELD_AT_ONCE * self._limits.upload_bytes:
                raise RefusedError(_TOO_MUCH)
            body += part
            self._held += len(part)
            if not message.get("more_body", False):
                return True


def _replayed(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _has_body(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def _declared(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() and len(length) < 20 else 0


def _too_large(limit: int) -> Failure:
    return Failure(413, f"the body is larger than {limit:,} bytes")


def _too_slow(seconds: float) -> Failure:
    return Failure(408, f"the body took longer than {seconds:g} s to arrive", headers=(("Connection", "close"),))


_TOO_MUCH = Failure(429, "too much is being sent at once", "wait 1 s", headers=(("Retry-After", "1"),))
