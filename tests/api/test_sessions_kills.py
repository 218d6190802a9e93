"""A server killed in the middle of turns, again and again: what it acknowledged is there when it is back."""

import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.api.scripted import ScriptedEngine

ROOT = Path(__file__).parents[2]
KILLS = 50
CLIENTS = 3
LATEST_KILL = 0.15
_ADDRESS = re.compile(r"listening on http://([\d.:]+)")
# Each server is a process of its own; what they have in common is only that the libraries are imported once.
NURSERY = """
import os, sys
from seedqa.api.server import serve
from seedqa.api.sessions.opening import open_conversations
from tests.api.scripted import ScriptedEngine
for _ in sys.stdin:
    child = os.fork()
    if not child:
        serve(ScriptedEngine, port=0, conversations=open_conversations(sys.argv[1]))
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
"""


@dataclass
class Client:
    """Asks one question after the other in one conversation until the server is gone."""

    name: str
    address: str
    begun: threading.Event
    acknowledged: list[str] = field(default_factory=list)
    cut_off: bool = False

    def talk(self) -> None:
        connection = http.client.HTTPConnection(self.address, timeout=30)
        try:
            while True:
                question = f"{self.name}, question {len(self.acknowledged)}?"
                body = json.dumps({"question": question, "conversation_id": self.name})
                connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
                response = connection.getresponse()
                answer = json.loads(response.read())
                assert (response.status, answer["question"]) == (200, question)
                self.acknowledged.append(question)
                self.begun.set()
        except (OSError, http.client.HTTPException):
            self.cut_off = True
        finally:
            connection.close()


def get(address: str, path: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection(address, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


class Nursery:
    """Starts one server after the other over the same file."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self._orders, self._born, self._log = process.stdin, process.stdout, process.stderr
        self.latest: int | None = None

    def start(self) -> tuple[int, str]:
        """A server's process id and address, once it listens."""
        print("go", file=self._orders, flush=True)
        self.latest = int(self._born.readline())
        told = (_ADDRESS.search(line) for line in self._log)
        address = next(found[1] for found in told if found is not None)
        return self.latest, address


@contextmanager
def nursery(file: Path) -> Iterator[Nursery]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", NURSERY, str(file)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as process:
        servers = Nursery(process)
        try:
            yield servers
        finally:
            if servers.latest is not None:
                with suppress(ProcessLookupError):
                    os.kill(servers.latest, signal.SIGKILL)
            process.kill()


def talk_until_killed(pid: int, address: str, round_name: str, delay: float) -> list[Client]:
    """The kill comes some time after the first turn of all was acknowledged."""
    begun = threading.Event()
    clients = [Client(f"{round_name}-{number}", address, begun) for number in range(CLIENTS)]
    threads = [threading.Thread(target=client.talk) for client in clients]
    for thread in threads:
        thread.start()
    begun.wait(60)
    killer = threading.Timer(delay, os.kill, (pid, signal.SIGKILL))
    killer.start()
    for thread in (*threads, killer):
        thread.join()
    return clients


def check_kept(address: str, client: Client, engine: ScriptedEngine) -> None:
    """Every acknowledged turn is there in order and whole; at most one more, which was cut off after it was kept."""
    status, found = get(address, f"/v1/conversations/{client.name}")
    turns = found["turns"] if status == 200 else []
    assert [turn["position"] for turn in turns] == list(range(1, len(turns) + 1))
    for number, turn in enumerate(turns):
        assert turn["answer"] == engine.ask(f"{client.name}, question {number}?").to_dict()
    assert len(client.acknowledged) <= len(turns) <= len(client.acknowledged) + 1


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_fifty_kills_lose_no_acknowledged_turn(tmp_path: Path) -> None:
    file, chance, engine = tmp_path / "conversations.sqlite", random.Random(50), ScriptedEngine()
    clients: list[Client] = []
    with nursery(file) as servers:
        for number in range(KILLS):
            pid, address = servers.start()
            for client in clients[-CLIENTS:]:
                check_kept(address, client, engine)
            clients += talk_until_killed(pid, address, f"round-{number}", chance.uniform(0, LATEST_KILL))
        _, address = servers.start()
        for client in clients:
            check_kept(address, client, engine)
    assert all(client.cut_off for client in clients)
    assert sum(len(client.acknowledged) for client in clients) >= KILLS
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
