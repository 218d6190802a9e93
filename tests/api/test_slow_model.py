"""A language model that says nothing for long: those who need none of its words are served meanwhile."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.api.serving import serving
from tests.qa.lies import GoldEngine
from tests.qa.llm_server import Reply, ScriptedServer, scripted_server

SERVE = """
import sys
from seedqa.api.server import serve
from seedqa.api.settings import ServiceSettings
from seedqa.qa.llm.opening import with_llm
from seedqa.qa.llm.settings import LlmSettings
from tests.qa.lies import GoldEngine

settings = LlmSettings(url=sys.argv[1], seconds=600.0)
chosen = ServiceSettings(rate=0, workers=2, request_seconds=600.0)
serve(lambda: with_llm(lambda: GoldEngine("seeds"), settings), "127.0.0.1", 0, settings=chosen)
"""
CLIENTS, AT_ONCE, PATIENCE = 64, 8, 60.0
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    with scripted_server() as server:
        yield server


def test_sixty_four_clients_of_a_slow_model_starve_nobody(model: ScriptedServer) -> None:
    asked = threading.Semaphore(0)

    def says_nothing(request: object) -> Reply:
        asked.release()
        return Reply("{", "silent")

    model.script = says_nothing
    question = next(iter(GoldEngine("seeds").truths))
    with serving("-c", SERVE, model.url) as server, ThreadPoolExecutor(CLIENTS) as clients:
        server.entry("ready")
        host, port = server.address
        with httpx.Client(base_url=f"http://{host}:{port}", timeout=600.0, trust_env=False) as client:

            def ask() -> dict[str, object]:
                response = client.post("/v1/ask", json={"question": question})
                assert response.status_code == 200, response.text
                answer: dict[str, object] = response.json()
                return answer

            waiting = [clients.submit(ask) for _ in range(AT_ONCE)]
            try:
                assert all(asked.acquire(timeout=PATIENCE) for _ in range(AT_ONCE))
                # More than two at once would be told to wait for a worker, model or none.
                with ThreadPoolExecutor(2) as others:
                    answers = list(others.map(lambda _: ask(), range(CLIENTS - AT_ONCE)))
                assert client.get("/v1/documents").status_code == 200
                assert not any(one.done() for one in waiting)
            finally:
                model.closing.set()
            answers += [one.result(PATIENCE) for one in waiting]
    assert {answer["mode"] for answer in answers} == {"extractive"}
    reasons = [name for answer in answers for name in dict(answer["timings_ms"])]  # type: ignore[call-overload]
    assert reasons.count("llm_busy") == CLIENTS - AT_ONCE
