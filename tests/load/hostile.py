"""Hostile requests, as bytes on the wire: too large, slow, malformed, deep, not UTF-8, tricks with paths, floods."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.api.serving import post

_PATHS = (
    "/v1/documents/..%2f..%2f..%2fetc%2fpasswd",
    "/static/../../../../etc/passwd",
    "/static/..%2f..%2f..%2fetc/passwd",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/documents/%00",
    "//v1/ask",
    "/v1/documents/" + "a" * 4_000,
    "/v1/documents/%ff%fe",
    "/v1/documents/%0d%0aX-Evil:%201",
    "/v1/conversations/'%20OR%201=1--",
    "/v1/ask?" + "q=1&" * 2_000,
    "/%",
    "/v1/documents/🌊",
    "http://other.example/v1/documents",
    "*",
)
_BODIES = (
    b"[" * 100_000,
    b'{"question":' * 20_000,
    b'{"question": "' + b"\\ud800" * 1_000 + b'"}',
    b'{"question": "\xff\xfe"}',
    b'\xff\xfe{\x00"\x00',
    b'{"question": ' + b"9" * 50_000 + b"}",
    b'{"question": NaN}',
    b'{"question": "a", "question": ["b"]}',
    b'{"question": "x", "history": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    b"\x00" * 1_000,
    b'{"question": "' + b"x" * 900_000 + b'"}',
    b"null",
    b'"' + b"\\" * 99_999,
)
_BROKEN = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET  /  HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999999\r\n\r\n",
    b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz\r\n",
    b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
    b"\r\n" * 2_000,
    b"G" * 100_000,
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
)


@dataclass(frozen=True, slots=True)
class Attack:
    """What kind it is, and its bytes; it then waits until the server hangs up."""

    kind: str
    data: bytes


def attacks(count: int, seed: int = 7) -> list[Attack]:
    """So many, of every kind, in an order that is the same each time."""
    rng = random.Random(seed)
    made = [_KINDS[number % len(_KINDS)](rng, number // len(_KINDS)) for number in range(count)]
    rng.shuffle(made)
    return made


def _oversized(rng: random.Random, number: int) -> Attack:
    # A document may be larger than any question, so that its route is left out.
    return Attack("oversized", post(_asking(number % 4), b" " * rng.randrange(1_000_001, 3_000_000)))


def _endless(rng: random.Random, number: int) -> Attack:
    head = f"POST {_asking(number)} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    return Attack("oversized in chunks", head + (b"10000\r\n" + b"x" * 65_536 + b"\r\n") * 20)


def _deep(rng: random.Random, number: int) -> Attack:
    return Attack("malformed body", post(_asking(number), _BODIES[number % len(_BODIES)]))


def _odd_path(rng: random.Random, number: int) -> Attack:
    path = _PATHS[number % len(_PATHS)]
    return Attack("path trick", f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())


def _broken(rng: random.Random, number: int) -> Attack:
    return Attack("malformed", _BROKEN[number % len(_BROKEN)])


def _flooded(rng: random.Random, number: int) -> Attack:
    many = b"".join(b"X-Flood-%d: %s\r\n" % (one, b"y" * (number * 50)) for one in range(400))
    return Attack("header flood", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + many + b"\r\n")


def _unfinished_head(rng: random.Random, number: int) -> Attack:
    whole = post("/v1/ask", b'{"question": "x"}')
    return Attack("slow head", whole[: rng.randrange(1, 60)])


def _unfinished_body(rng: random.Random, number: int) -> Attack:
    whole = post(_asking(number), b'{"question": "' + b"x" * 5_000 + b'"}')
    return Attack("slow body", whole[: -rng.randrange(1, 5_000)])


def _noise(rng: random.Random, number: int) -> Attack:
    whole = bytearray(post("/v1/ask", json.dumps({"question": "How long is it?"}).encode()))
    for _ in range(rng.randrange(1, 12)):
        whole[rng.randrange(len(whole))] = rng.randrange(256)
    return Attack("noise", bytes(whole))


def _method(rng: random.Random, number: int) -> Attack:
    method = ("TRACE", "CONNECT", "PROPFIND", "DELETE", "PUT", "X" * 3_000, "get", "HEAD")[number % 8]
    path = ("/v1/ask", "/", "/mcp", "/metrics", "/v1/documents")[number % 5]
    return Attack("method", f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())


def _asking(number: int) -> str:
    return ("/v1/ask", "/v1/chat/completions", "/v1/responses", "/mcp", "/v1/documents")[number % 5]


_KINDS: list[Callable[[random.Random, int], Attack]] = [
    _oversized,
    _endless,
    _deep,
    _odd_path,
    _broken,
    _flooded,
    _unfinished_head,
    _unfinished_body,
    _noise,
    _method,
]
