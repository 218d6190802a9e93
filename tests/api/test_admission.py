"""Back-pressure, around an app that does what the test says when it says so."""

import asyncio

import pytest
from seedqa.api.admission import Admission, is_work
from seedqa.api.metrics import ServiceMetrics
from starlette.types import Receive, Scope, Send

from tests.api.exchanges import START, Exchange, Handler, run


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
