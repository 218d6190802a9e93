"""The serving process itself: its address, its one-line errors, its end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from api.server import serve
from index.errors import QaError
from tests.api.scripted import ScriptedEngine
try:
    serve(ScriptedEngine, sys.argv[1], int(sys.argv[2]))
except QaError as error:
    sys.exit(f"qa: {error}")
print("closed")
"""
ASK = """
import http.client, json, sys
connection = http.client.HTTPConnection(sys.argv[1])
body = sys.stdin.buffer.read()
connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
response = connection.getresponse()
print(json.dumps([response.status, response.headers["server"], response.read().decode()]))
"""


def _python(*arguments: str) -> "subprocess.Popen[str]":
    # The tests' own process may open no socket, so both ends are processes of their own.
    return subprocess.Popen(
        [sys.executable, "-c", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _serve(host: str, port: str) -> "subprocess.Popen[str]":
    return _python(SERVE, host, port)


@pytest.fixture
def server() -> "Iterator[subprocess.Popen[str]]":
    with _serve("127.0.0.1", "0") as process:
        yield process
        process.kill()


def _address(server: "subprocess.Popen[str]") -> str:
    assert server.stderr is not None
    for line in server.stderr:
        if "listening on" in line:
            return urlsplit(line.split()[-1]).netloc
    raise AssertionError("the server ended without listening")


def _ask(address: str, body: str) -> list[object]:
    with _python(ASK, address) as client:
        output, error = client.communicate(body)
    assert client.returncode == 0, error
    answer: list[object] = json.loads(output)
    return answer


def test_a_question_is_answered_and_an_interrupt_ends_the_process_quietly(
    server: "subprocess.Popen[str]",
) -> None:
    status, software, body = _ask(_address(server), '{"question": "How long is it?"}')
    assert (status, software) == (200, None)
    assert json.loads(str(body))["short_answer"] == "352 km"
    server.send_signal(signal.SIGINT)
    output, log = server.communicate()
    assert (server.returncode, output) == (0, "closed\n")
    assert "/v1/ask" in log
    assert "Traceback" not in log
    assert "How long" not in log


def test_a_body_far_over_the_limit_gets_its_answer_all_the_same(server: "subprocess.Popen[str]") -> None:
    status, _, body = _ask(_address(server), " " * 5_000_000)
    assert status == 413
    assert json.loads(str(body))["detail"] == "the body is larger than 1,000,000 bytes"


def test_a_taken_port_is_one_line(server: "subprocess.Popen[str]") -> None:
    port = _address(server).rpartition(":")[2]
    with _serve("127.0.0.1", port) as second:
        output, error = second.communicate()
    assert (second.returncode, output) == (1, "")
    assert error == f"qa: '127.0.0.1' port {port} is taken; stop what listens there, or choose another --port\n"


@pytest.mark.parametrize(
    ("host", "port", "problem"),
    [("127.0.0.1", "65536", "65536 is not a port"), ("192.0.2.1", "0", "cannot be listened on")],
)
def test_an_address_that_cannot_be_had_is_one_line(host: str, port: str, problem: str) -> None:
    with _serve(host, port) as process:
        output, error = process.communicate()
    assert (process.returncode, output) == (1, "")
    assert problem in error
    assert error.count("\n") == 1
