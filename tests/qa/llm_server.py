"""An OpenAI-compatible server over real HTTP that says what its script says, or breaks as its script breaks."""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Breakage = Literal["none", "cut", "malformed", "error", "silent", "dripping", "endless", "not_http"]


@dataclass(frozen=True, slots=True)
class Reply:
    """``text`` comes in pieces of ``size`` characters; then, or in its place, what the breakage says. A ``status``
    other than 200 is an error, which may tell when to ``retry``; ``usage`` are the tokens read and written."""

    text: str
    breakage: Breakage = "none"
    size: int = 7
    status: int = 200
    retry: str | None = None
    usage: tuple[int, int] | None = None


Script = Callable[[dict[str, Any]], Reply]


class ScriptedServer(ThreadingHTTPServer):
    """Answers every completion by its script, and keeps what it was asked."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: Script = lambda request: Reply('{"verdict": "not_found", "claims": []}')
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.asked = threading.Event()
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        """What a user would configure."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def says(self, text: str, breakage: Breakage = "none", size: int = 7) -> None:
        """The next completions are all this one."""
        self.script = lambda request: Reply(text, breakage, size)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away amidst a reply is what some scripts are about."""


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        self._json(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        request = json.loads(self.rfile.read(length))
        self.server.requests.append(request)
        self.server.asked.set()
        reply = self.server.script(request)
        if reply.breakage == "error" or reply.status != 200:
            status = 500 if reply.status == 200 else reply.status
            self._json(status, {"error": {"message": reply.text, "type": "server_error"}}, reply.retry)
        elif reply.breakage == "not_http":
            self.wfile.write(b"\x00\x01 garbage\r\n\r\n")
            self.close_connection = True
        else:
            self._stream(reply)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: standard error belongs to the tests."""

    def _json(self, status: int, body: dict[str, Any], retry: str | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        if retry is not None:
            self.send_header("Retry-After", retry)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for event in _events(reply):
                self._chunk(event)
            self._broken(reply.breakage)
        except OSError:
            self.close_connection = True

    def _broken(self, breakage: Breakage) -> None:
        if breakage == "silent":
            self.server.closing.wait()
        while breakage == "dripping" and not self.server.closing.wait(0.02):
            self._chunk(b": still here\n\n")
        while breakage == "endless" and not self.server.closing.is_set():
            self._chunk(_event(" and so on" * 50))
        if breakage == "cut":
            self.connection.shutdown(socket.SHUT_RDWR)
        if breakage == "none":
            self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """The server, running until the end of the block."""
    with ScriptedServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


def _events(reply: Reply) -> Sequence[bytes]:
    pieces = [reply.text[place : place + reply.size] for place in range(0, len(reply.text), reply.size)]
    events = [_event(piece) for piece in pieces]
    if reply.breakage == "malformed":
        events.append(b'data: {"choices": [{"delta": {"content": "half a\n\n')
    elif reply.breakage == "none":
        events.append(_event("", "stop"))
    if reply.usage is not None:
        read, written = reply.usage
        usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
        body = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [], "usage": usage}
        events.append(f"data: {json.dumps(body)}\n\n".encode())
    return events


def _event(text: str, finish: str | None = None) -> bytes:
    delta = {"role": "assistant", "content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    body = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(body)}\n\n".encode()
