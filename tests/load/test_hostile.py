"""Three hundred hostile requests: no failure of the server itself, no memory kept, and others served meanwhile."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api.serving import Server, exchanged, post, serving, status_of
from tests.load.hostile import Attack, attacks

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
GROWTH_KB = 8_192
ASK = post("/v1/ask", b'{"question": "How long is it?"}')


def test_hostile_requests_harm_nobody() -> None:
    with serving(body_seconds=0.5, request_seconds=5.0) as server:
        server.entry("ready")
        others, over = Others(server), threading.Event()
        watching = threading.Thread(target=others.keep_asking, args=(over,))
        watching.start()
        assault(server, attacks(300, seed=1))
        before = server.memory()
        answers = assault(server, attacks(300, seed=2))
        grown = server.memory() - before
        over.set()
        watching.join()
    statuses = statuses_of(answers)
    assert all(status < 500 for seen in statuses.values() for status in seen), statuses
    assert statuses["oversized"] == {413}
    assert statuses["slow body"] == {408}
    assert statuses["slow head"] == {408}
    assert not any(b"Traceback" in answer or b"/site-packages/" in answer for _, answer in answers)
    assert grown < GROWTH_KB
    assert others.answered >= 10
    assert others.failed == []
    assert not [entry for entry in server.log if entry.get("level") == "error"]


def statuses_of(answers: list[tuple[Attack, bytes]]) -> dict[str, set[int]]:
    """The statuses that each kind was answered with; 0 where the server only hung up."""
    found: dict[str, set[int]] = {}
    for attack, answer in answers:
        found.setdefault(attack.kind, set()).add(status_of(answer))
    return found


def assault(server: Server, made: list[Attack]) -> list[tuple[Attack, bytes]]:
    """Every attack with what it was answered until the server hung up, sixteen at a time."""
    with ThreadPoolExecutor(16) as pool:
        answers = pool.map(lambda attack: exchanged(server.address, [attack.data]), made)
        return list(zip(made, answers, strict=True))


class Others:
    """A client that asks as one should, all the while."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.answered = 0
        self.failed: list[bytes] = []

    def keep_asking(self, over: threading.Event) -> None:
        while not over.is_set():
            answer = exchanged(self._server.address, [ASK])
            body = answer.partition(b"\r\n\r\n")[2]
            if status_of(answer) == 200 and json.loads(body)["short_answer"] == "352 km":
                self.answered += 1
            else:
                self.failed.append(answer)
