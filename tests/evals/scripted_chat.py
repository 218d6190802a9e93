"""An OpenAI-compatible chat endpoint that says what it was told to say, faults included, over real HTTP."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True, slots=True)
class Scripted:
    """A message by question: its fields, or the HTTP status with which the request fails."""

    messages: Mapping[str, Mapping[str, Any] | int]
    beside: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Seen:
    """What the endpoint was asked."""

    url: str
    bodies: list[dict[str, Any]]
    keys: list[str | None]


@contextmanager
def chat_endpoint(script: Scripted) -> Iterator[Seen]:
    """The endpoint while it runs."""
    bodies: list[dict[str, Any]] = []
    keys: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            bodies.append(body)
            keys.append(self.headers.get("Authorization"))
            question = body["messages"][-1]["content"]
            message = script.messages.get(question, 404)
            if self.path != "/v1/chat/completions" or isinstance(message, int):
                self._send(message if isinstance(message, int) else 404, "application/json", b'{"error": "scripted"}')
            elif body["stream"]:
                frames = list(_frames(message, script.beside.get(question, {})))
                self._send(200, "text/event-stream", "".join(f"data: {frame}\n\n" for frame in frames).encode())
            else:
                whole = {"choices": [{"index": 0, "message": {"role": "assistant", **message}}]}
                whole |= script.beside.get(question, {})
                self._send(200, "application/json", json.dumps(whole).encode())

        def _send(self, status: int, kind: str, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Seen(f"http://127.0.0.1:{server.server_address[1]}/v1", bodies, keys)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _frames(message: Mapping[str, Any], beside: Mapping[str, Any]) -> Iterator[str]:
    """The message in pieces, its annotations last, as OpenAI's servers stream them."""
    text = message["content"]
    for start in range(0, len(text), 7):
        yield _frame({"content": text[start : start + 7]}, None)
    rest = {name: value for name, value in message.items() if name != "content"}
    if rest:
        yield _frame(rest, None)
    yield json.dumps({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], **beside})
    yield "[DONE]"


def _frame(delta: Mapping[str, Any], reason: str | None) -> str:
    return json.dumps({"choices": [{"index": 0, "delta": dict(delta), "finish_reason": reason}]})
