"""Back-pressure, deadlines and bodies, around an app that does what the test says when it says so."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.admission import Admission, is_work
from api.deadline import Deadline
from api.limits import BodyLimit, BodyLimits
from api.metrics import ServiceMetrics

START: Message = {"type": "http.response.start", "status": 200, "headers": []}
END: Message = {"type": "http.response.body", "body": b"done"}
LIMITS = BodyLimits(bytes=10, upload_bytes=20, seconds=60.0)


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


def test_one_too_many_is_told_when_to_come_back_and_the_others_are_served() -> None:
    async def story() -> None:
        handler, metrics = Handler(), ServiceMetrics()
        app = Admission(handler, workers=2, waiting=1, metrics=metrics)
        let_in = [Exchange() for _ in range(3)]
        tasks = [exchange.to(app) for exchange in let_in]
        for _ in tasks:
            await handler.begun.acquire()
        refused = Exchange()
        await refused.to(app)
        assert (refused.status, refused.headers["retry-after"]) == (429, "1")
        assert b"qa_requests_in_work 3.0" in metrics.text()
        handler.go_on.set()
        await asyncio.gather(*tasks)
        assert [exchange.status for exchange in let_in] == [200, 200, 200]
        later = Exchange()
        await later.to(app)
        assert later.status == 200
        assert b"qa_requests_in_work 0.0" in metrics.text()
        assert b"qa_refused_busy_total 1.0" in metrics.text()

    run(story)


def test_a_slow_reader_and_a_defect_keep_no_place() -> None:
    async def story() -> None:
        reading = asyncio.Event()

        async def failing(scope: Scope, receive: Receive, send: Send) -> None:
            raise RuntimeError("a defect")

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            await send(START)
            reading.set()
            await asyncio.Event().wait()

        broken = Admission(failing, workers=1, waiting=0, metrics=ServiceMetrics())
        for _ in range(3):
            with pytest.raises(RuntimeError):
                await Exchange().to(broken)
        slow = Admission(answering, workers=1, waiting=0, metrics=ServiceMetrics())
        for _ in range(3):
            exchange = Exchange()
            task = exchange.to(slow)
            await reading.wait()
            reading.clear()
            assert exchange.status == 200
            task.cancel()

    run(story)


def test_only_what_makes_the_engine_work_is_counted() -> None:
    assert all(is_work("POST", path) for path in ("/v1/ask", "/v1/chat/completions", "/mcp", "/v1/documents"))
    assert not any(is_work("GET", path) for path in ("/v1/documents", "/healthz", "/mcp"))
    assert not is_work("POST", "/")


def test_what_takes_too_long_is_answered_for_and_its_end_is_nobodys() -> None:
    async def story() -> None:
        handler = Handler()
        app = Deadline(handler, seconds=0.05)
        exchange = Exchange()
        await exchange.to(app)
        assert (exchange.status, exchange.headers["retry-after"]) == (503, "5")
        told = len(exchange.sent)
        handler.go_on.set()
        late = set(app._late)
        await asyncio.gather(*late, return_exceptions=True)
        assert len(late) == 1
        assert len(exchange.sent) == told
        assert app._late == set()

    run(story)


def test_a_response_that_was_begun_is_ended_at_the_deadline() -> None:
    async def story() -> None:
        ended = asyncio.Event()

        async def endless(scope: Scope, receive: Receive, send: Send) -> None:
            await send(START)
            try:
                while True:
                    await send({"type": "http.response.body", "body": b"x", "more_body": True})
                    await asyncio.sleep(0)
            except OSError:
                ended.set()

        exchange = Exchange()
        await exchange.to(Deadline(endless, seconds=0.05))
        await ended.wait()
        assert exchange.status == 200
        assert exchange.sent[-1]["more_body"] is True

    run(story)


def test_a_client_that_leaves_takes_its_request_with_it() -> None:
    async def story() -> None:
        handler = Handler()
        task = Exchange().to(Deadline(handler, seconds=60))
        await handler.begun.acquire()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        while not handler.cancelled:
            await asyncio.sleep(0)

    run(story)


@pytest.mark.parametrize(
    ("exchange", "status"),
    [
        (Exchange(b"12345", b"67890"), 200),
        (Exchange(b"12345", b"678901"), 413),
        (Exchange(b"", declared=11), 413),
        (Exchange(b"1" * 20, path="/v1/documents"), 200),
        (Exchange(b"1" * 21, path="/v1/documents"), 413),
        (Exchange(b"1" * 11, path="/v1/documentsx"), 413),
        (Exchange(b"1", declared=10**30), 200),
    ],
)
def test_a_body_over_its_limit_never_reaches_the_app(exchange: Exchange, status: int) -> None:
    async def story() -> None:
        handler = Handler()
        handler.go_on.set()
        await exchange.to(BodyLimit(handler, LIMITS))
        assert exchange.status == status
        assert len(handler.bodies) == (status == 200)

    run(story)


def test_a_body_is_given_whole_and_a_slow_one_not_at_all() -> None:
    async def story() -> None:
        handler = Handler()
        handler.go_on.set()
        app = BodyLimit(handler, BodyLimits(10, 10, 0.05))
        await Exchange(b"12", b"34", b"5").to(app)
        assert handler.bodies == [b"12345"]
        slow = Exchange(b"1", unfinished=True)
        await slow.to(app)
        assert (slow.status, slow.headers["connection"]) == (408, "close")
        assert len(handler.bodies) == 1

    run(story)


def test_only_so_much_is_held_at_once() -> None:
    async def story() -> None:
        handler = Handler()
        app = BodyLimit(handler, BodyLimits(10, 10, 60.0))
        held = [Exchange(b"1" * 10).to(app) for _ in range(4)]
        for _ in held:
            await handler.begun.acquire()
        refused = Exchange(b"1")
        await refused.to(app)
        assert (refused.status, refused.headers["retry-after"]) == (429, "1")
        handler.go_on.set()
        await asyncio.gather(*held)
        later = Exchange(b"1" * 10)
        await later.to(app)
        assert later.status == 200

    run(story)
