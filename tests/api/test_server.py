"""The serving process itself: its address, its one-line errors, its log, its end."""

import json
import os
import signal
import socket
from pathlib import Path

import pytest
from seedqa.api.addresses import claim
from seedqa.api.cli import main
from seedqa.api.server import gate_of, serve
from seedqa.api.settings import ServiceSettings
from seedqa.index.errors import InputError

from tests.api.scripted import ScriptedEngine
from tests.api.serving import exchanged, post, received, serving, status_of

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
QUESTION = b'{"question": "How long is it?"}'


def test_a_question_is_answered_and_an_interrupt_ends_the_process_quietly() -> None:
    with serving() as server:
        answer = exchanged(server.address, [post("/v1/ask", QUESTION, "X-Request-Id: mine-1")])
        head, _, body = answer.partition(b"\r\n\r\n")
        assert status_of(answer) == 200
        assert b"x-request-id: mine-1" in head
        assert b"server:" not in head
        assert json.loads(body)["short_answer"] == "352 km"
        server.process.send_signal(signal.SIGINT)
        assert server.ended() == 0
        assert server.words == ["closed"]
    assert "Traceback" not in str(server.log)
    assert "How long" not in str(server.log)
    (request,) = [entry for entry in server.log if entry["message"] == "request"]
    assert request["request_id"] == "mine-1"
    assert (request["method"], request["route"], request["status"]) == ("POST", "/v1/ask", 200)
    (answered,) = [entry for entry in server.log if entry["message"] == "answer"]
    assert (answered["request_id"], answered["status"], answered["generation"]) == ("mine-1", "partial", 7)


def test_an_end_asked_for_finishes_what_was_begun(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with serving() as server, socket.create_connection(server.address) as begun:
        begun.sendall(post("/v1/ask", json.dumps({"question": str(pipe)}).encode(), close=False))
        server.word("waiting")
        server.process.send_signal(signal.SIGTERM)
        assert wait_until_refused(server.address)
        pipe.write_text("go on")
        assert status_of(received(begun)) == 200
        assert server.ended() == 0
        assert server.words[-1] == "closed"


def wait_until_refused(address: tuple[str, int]) -> bool:
    """Whether the server stops to take connections, while it still lives."""
    while True:
        try:
            with socket.create_connection(address) as connection:
                connection.settimeout(0.1)
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                received(connection)
        except ConnectionRefusedError:
            return True
        except TimeoutError:
            continue


def test_one_connection_too_many_is_told_to_come_back() -> None:
    probe = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with serving(connections=2) as server:
        with socket.create_connection(server.address) as one, socket.create_connection(server.address) as other:
            for held in (one, other):
                held.sendall(probe)
                assert status_of(held.recv(65_536)) == 200
            refused = exchanged(server.address, [probe])
            assert status_of(refused) == 429
            assert b"\r\nRetry-After: 1\r\n" in refused
            assert b"application/problem+json" in refused
        assert status_of(wait_until_let_in(server.address, probe)) == 200


def wait_until_let_in(address: tuple[str, int], request: bytes) -> bytes:
    """What a request is answered once the server has noticed that others hung up."""
    while True:
        with socket.create_connection(address) as connection:
            connection.sendall(request)
            answer = connection.recv(65_536)
        if status_of(answer) != 429:
            return answer


def test_a_body_far_over_the_limit_gets_its_answer_all_the_same() -> None:
    with serving() as server:
        answer = exchanged(server.address, [post("/v1/ask", b" " * 5_000_000, close=False), b"GET / HTTP/1.0\r\n\r\n"])
    assert status_of(answer) == 413
    assert b"the body is larger than 1,000,000 bytes" in answer


def test_no_part_of_a_response_waits_for_a_sign_that_the_one_before_it_came() -> None:
    with claim("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_taken_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError) as caught:
        serve(ScriptedEngine, "127.0.0.1", taken.getsockname()[1])
    assert "is taken; stop what listens there, or choose another --port" in str(caught.value)


def test_an_address_that_cannot_be_had_is_one_line() -> None:
    with pytest.raises(InputError) as caught:
        serve(ScriptedEngine, "192.0.2.1", 0, settings=ServiceSettings(access="open"))
    assert "cannot be listened on" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "qa.example"])
def test_an_address_that_others_reach_needs_keys(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    assert main(["serve", "--host", host, "--port", "0"]) == 2
    output, error = capsys.readouterr()
    assert (output, error.count("\n")) == ("", 1)
    assert "can be reached from other machines" in error
    assert "qa keys create" in error
    assert "--open" in error
    assert gate_of(ServiceSettings(host=host, access="open")).keys is None


def test_keys_may_be_asked_for_here_too(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="keys are asked for"):
        gate_of(ServiceSettings(access="keys", keys=str(tmp_path / "none.json")))


def test_an_index_that_is_not_there_is_told_before_anything_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["serve", "--index", "none"]) == 2
    assert capsys.readouterr().err == "qa: there is no index in none; build one with: qa index PATH --index DIR\n"


def test_an_index_that_cannot_be_opened_ends_the_server_with_its_reason() -> None:
    script = """
import sys
from seedqa.api.server import serve
from seedqa.index.errors import IndexUnusable
def broken():
    raise IndexUnusable("it is damaged", "rebuild it")
try:
    serve(broken, port=0)
except IndexUnusable as error:
    sys.exit(f"qa: {error}")
"""
    with serving("-c", script) as server:
        assert server.ended() == 1
    assert server.log[-1] == {"message": "qa: it is damaged; rebuild it"}
