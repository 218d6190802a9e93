"""Who may ask: hosts, origins, keys and their scopes, rates; and what a browser is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from seedqa.api.access import LOOPBACK_NAMES, Gate, address_bucket, host_name, is_loopback, is_public, needed
from seedqa.api.app import create_app
from seedqa.api.headers import HEADERS
from seedqa.api.keys import KeyRing
from seedqa.api.rates import RateLimiter

from tests.api.scripted import ScriptedEngine

ASK = {"question": "How long?"}
CHAT = {"messages": [{"role": "user", "content": "How long?"}]}


def client_of(gate: Gate) -> TestClient:
    return TestClient(create_app(ScriptedEngine(), gate=gate), base_url="http://localhost:8000")


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path / "keys.json")


@pytest.fixture
def keyed(ring: KeyRing) -> Iterator[TestClient]:
    with client_of(Gate(ring)) as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_without_a_key_a_wrong_one_or_a_revoked_one_nobody_asks(keyed: TestClient, ring: KeyRing) -> None:
    good, gone = ring.create("Ann", "read"), ring.create("Bo", "write")
    ring.revoke(ring.every()[1].id)
    wrong = [{}, bearer("nonsense"), bearer(good[:-1] + "x"), bearer(gone), {"Authorization": good}, bearer("")]
    for headers in wrong:
        for refused in (
            keyed.post("/v1/ask", json=ASK, headers=headers),
            keyed.get("/v1/documents", headers=headers),
            keyed.get("/metrics", headers=headers),
            keyed.get("/v1/nothing", headers=headers),
            keyed.post("/mcp", json={}, headers=headers),
        ):
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
            assert refused.json()["detail"] == "a valid API key is needed"
    refused = keyed.post("/v1/chat/completions", json=CHAT, headers=bearer(gone))
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "invalid_api_key")
    assert keyed.post("/v1/ask", json=ASK, headers=bearer(good)).status_code == 200
    assert keyed.post("/v1/chat/completions", json=CHAT, headers=bearer(good)).status_code == 200


def test_a_key_that_only_reads_changes_nothing(keyed: TestClient, ring: KeyRing) -> None:
    reads, writes = ring.create("Ann", "read"), ring.create("Bo", "write")
    for method, path in [("POST", "/v1/documents"), ("DELETE", "/v1/documents/x"), ("POST", "/v1/documents/")]:
        refused = keyed.request(method, path, headers=bearer(reads))
        assert (refused.status_code, refused.json()["remedy"]) == (403, "use a key with the write scope")
        assert keyed.request(method, path, headers=bearer(writes)).status_code not in (401, 403)
    assert keyed.get("/v1/documents", headers=bearer(reads)).status_code == 200


def test_the_page_and_the_probes_need_no_key(keyed: TestClient) -> None:
    for path in ("/", "/healthz", "/readyz", "/openapi.json"):
        assert keyed.get(path).status_code == 200
    assert keyed.get("/openapi.json").json()["security"] == [{"key": []}]
    assert keyed.post("/").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/v1/documents", "read"),
        ("POST", "/v1/documents", "write"),
        ("POST", "/v1/documents/", "write"),
        ("PUT", "/v1/documents/x", "write"),
        ("DELETE", "/v1/documents/x", "write"),
        ("DELETE", "/v1/conversations/x", "write"),
        ("POST", "/v1/ask", "read"),
        ("POST", "/v1/documentsx", "read"),
        ("DELETE", "/mcp", "read"),
    ],
)
def test_what_changes_documents_needs_the_write_scope(method: str, path: str, scope: str) -> None:
    assert needed(method, path) == scope


def test_only_what_holds_no_documents_is_public() -> None:
    assert all(is_public("GET", path) for path in ("/", "/healthz", "/static/app.js", "/documents/d-1"))
    assert not any(is_public("GET", path) for path in ("/v1/documents", "/metrics", "/mcp", "//", "/static", "/x"))
    assert not is_public("POST", "/")


def test_here_only_this_machines_own_names_are_answered_to() -> None:
    with client_of(Gate(hosts=LOOPBACK_NAMES)) as client:
        for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "localhost."):
            assert client.get("/healthz", headers={"Host": host}).status_code == 200
        for host in (
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:8000",
            "",
            "[::2]",
            "a@localhost",
        ):
            refused = client.get("/healthz", headers={"Host": host})
            assert (refused.status_code, refused.headers["content-type"]) == (421, "application/problem+json")


def test_a_page_of_another_origin_cannot_change_or_ask_anything() -> None:
    gate = Gate(origins=frozenset({"https://intranet.example"}))
    with client_of(gate) as client:
        for origin in ("https://evil.example", "null", "http://localhost:8001", "http://[", ""):
            refused = client.post("/v1/ask", json=ASK, headers={"Origin": origin})
            assert (origin, refused.status_code) == (origin, 403)
        for origin in ("http://localhost:8000", "https://intranet.example"):
            assert client.post("/v1/ask", json=ASK, headers={"Origin": origin}).status_code == 200


def test_other_origins_read_nothing_unless_they_are_named() -> None:
    evil = {"Origin": "https://evil.example"}
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    with client_of(Gate()) as closed:
        assert "access-control-allow-origin" not in closed.get("/v1/documents", headers=evil).headers
        assert "access-control-allow-origin" not in closed.options("/v1/ask", headers={**evil, **preflight}).headers
    with client_of(Gate(origins=frozenset({"https://intranet.example"}))) as named:
        good = {"Origin": "https://intranet.example"}
        assert named.get("/v1/documents", headers=good).headers["access-control-allow-origin"] == good["Origin"]
        assert named.options("/v1/ask", headers={**good, **preflight}).status_code == 200
        assert "access-control-allow-origin" not in named.get("/v1/documents", headers=evil).headers
        assert named.options("/v1/ask", headers={**evil, **preflight}).status_code == 400


def test_a_key_asks_only_so_often_and_is_told_when_to_come_back(ring: KeyRing) -> None:
    ann, bo = ring.create("Ann", "read"), ring.create("Bo", "read")
    with client_of(Gate(ring, limiter=RateLimiter(3, lambda: 0.0))) as client:
        statuses = [client.post("/v1/ask", json=ASK, headers=bearer(ann)).status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        refused = client.post("/v1/chat/completions", json=CHAT, headers=bearer(ann))
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "20")
        assert refused.json()["error"]["code"] == "rate_limit_exceeded"
        assert client.post("/v1/ask", json=ASK, headers=bearer(bo)).status_code == 200
        assert client.get("/healthz").status_code == 200


def test_without_keys_an_address_asks_only_so_often() -> None:
    app = create_app(ScriptedEngine(), gate=Gate(limiter=RateLimiter(2, lambda: 0.0)))
    for address, statuses in [("192.0.2.7", [200, 200, 429]), ("127.0.0.1", [200] * 3), ("192.0.2.8", [200, 200, 429])]:
        with TestClient(app, client=(address, 5)) as client:
            assert [client.post("/v1/ask", json=ASK).status_code for _ in range(3)] == statuses


def test_a_network_of_ipv6_is_one_caller() -> None:
    one, other = ({"client": (f"2001:db8::{end}", 1)} for end in ("1", "ffff"))
    assert address_bucket(one) == address_bucket(other) == "2001:db8::/64"
    assert address_bucket({"client": None}) == "unknown"


def test_every_answer_tells_a_browser_what_it_may_do(keyed: TestClient) -> None:
    for response in (keyed.get("/healthz"), keyed.get("/v1/documents"), keyed.get("/nothing")):
        assert {name: response.headers[name] for name in HEADERS} == HEADERS
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy


def test_names_and_addresses() -> None:
    assert [host_name(name) for name in ("A.b:80", "[::1]:80", "[::1]", "a.", "")] == ["a.b", "::1", "::1", "a", ""]
    assert all(map(is_loopback, ("127.0.0.1", "127.8.8.8", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "example.org", "localhost.example", "")))
