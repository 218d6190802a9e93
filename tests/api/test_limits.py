"""Deadlines and bodies, around an app that does what the test says when it says so."""

import asyncio

import pytest
from seedqa.api.deadline import Deadline
from seedqa.api.limits import BodyLimit, BodyLimits
from starlette.types import Receive, Scope, Send

from tests.api.exchanges import START, Exchange, Handler, run

LIMITS = BodyLimits(bytes=10, upload_bytes=20, seconds=60.0)


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
