"""What every request gets: an id, a line in the log, a count, and an answer even where the app has a defect."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from seedqa.api.failures import failure_of
from seedqa.api.logs import REQUEST_ID, log_event
from seedqa.api.metrics import ServiceMetrics
from seedqa.api.problems import failure_response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("seedqa")
ID_HEADER = "X-Request-Id"
GONE = 499
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
_LONGEST_PATH = 200


class RequestRecorder:
    """Outermost of all: what happens within is logged and counted under the request's id."""

    def __init__(self, app: ASGIApp, metrics: ServiceMetrics, route_of: Callable[[str], str]) -> None:
        self.app = app
        self._metrics = metrics
        self._route_of = route_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request and write down how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        record = _Record(send, request_id(Headers(scope=scope).get(ID_HEADER)))
        REQUEST_ID.set(record.id)
        try:
            await self._serve(record, scope, receive)
        finally:
            self._note(record, scope)

    async def _serve(self, record: "_Record", scope: Scope, receive: Receive) -> None:
        try:
            await self.app(scope, receive, record.send)
        except Exception as error:
            LOG.exception("a defect")
            if record.status is None:
                await failure_response(scope["path"], failure_of(error))(scope, receive, record.send)

    def _note(self, record: "_Record", scope: Scope) -> None:
        seconds = time.perf_counter() - record.begun
        status = GONE if record.status is None else record.status
        route = self._route_of(scope["path"])
        self._metrics.request(route, scope["method"], status, seconds)
        details: dict[str, Any] = {
            "method": scope["method"][:20],
            "path": scope["path"][:_LONGEST_PATH],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "client": (scope.get("client") or ("",))[0],
        }
        caller = scope.get("state", {}).get("caller")
        log_event("request", **details, **({"key": caller} if caller else {}))


class _Record:
    """One request: its id, when it began, and the status it was answered with."""

    def __init__(self, send: Send, request_id: str) -> None:
        self.id = request_id
        self.begun = time.perf_counter()
        self.status: int | None = None
        self._send = send

    async def send(self, message: Message) -> None:
        """Send on, with the id among the headers."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[ID_HEADER] = self.id
        await self._send(message)


def request_id(offered: str | None) -> str:
    """The id a client gave its request, where it is one that can stand in a log and a header; else a new one."""
    return offered if offered is not None and _SANE.fullmatch(offered) else uuid.uuid4().hex
