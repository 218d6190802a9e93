"""The MCP tools, through the library's own client and over HTTP."""

import json
from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient
from mcp import Client
from seedqa.api.mcp_tools import LONGEST_READ, mcp_server
from seedqa.index.errors import IndexUnusable
from seedqa.qa.types import Turn

from tests.api.scripted import TEXT, ScriptedEngine

JSON = {"Accept": "application/json, text/event-stream"}


def call(engine: ScriptedEngine, tool: str, **arguments: Any) -> Any:
    async def called() -> Any:
        async with Client(mcp_server(lambda: engine)) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(called)


def _structured(engine: ScriptedEngine, tool: str, **arguments: Any) -> dict[str, Any]:
    result = call(engine, tool, **arguments)
    assert not result.is_error, result
    told: dict[str, Any] = result.structured_content
    assert json.loads(result.content[0].text) == told
    return told


def test_ask_gives_the_whole_answer(scripted: ScriptedEngine) -> None:
    history = [{"role": "user", "content": "Which river?"}]
    told = _structured(scripted, "ask", question="How long?", history=history)
    assert scripted.asked == [("How long?", (Turn("user", "Which river?"),))]
    assert told == scripted.ask("How long?").to_dict()


def test_search_gives_exact_passages(scripted: ScriptedEngine) -> None:
    [passage] = _structured(scripted, "search", query="river", limit=3)["passages"]
    assert passage["quote"] == TEXT[passage["start"] : passage["end"]] == TEXT
    assert (passage["document_id"], passage["marker"], passage["score"]) == (scripted.river.id, 1, 0.5)


@pytest.mark.parametrize(
    ("start", "end", "span"), [(0, None, (0, 65)), (2, 5, (2, 5)), (60, 90, (60, 65)), (99, 3, (65, 65))]
)
def test_a_document_is_read_by_the_offsets_of_citations(
    scripted: ScriptedEngine, start: int, end: int | None, span: tuple[int, int]
) -> None:
    told = _structured(scripted, "read_document", document_id=scripted.river.id, start=start, end=end)
    assert (told["start"], told["end"], told["length"]) == (*span, len(TEXT))
    assert told["text"] == TEXT[slice(*span)]
    assert told["sha256"] == scripted.river.sha256
    assert len(TEXT) < LONGEST_READ


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("ask", {"question": " "}, "the question is empty; ask something"),
        ("ask", {}, "Field required"),
        ("ask", {"question": "x", "history": [{"role": "wizard", "content": "x"}]}, "history"),
        ("read_document", {"document_id": "none"}, "no document has this id"),
        ("search", {"query": "x", "limit": 0}, "limit"),
    ],
)
def test_a_mistake_is_told_in_the_result(
    scripted: ScriptedEngine, tool: str, arguments: dict[str, Any], words: str
) -> None:
    result = call(scripted, tool, **arguments)
    assert result.is_error
    assert words in result.content[0].text


@pytest.mark.parametrize("error", [IndexUnusable("no index at /srv/private", "x"), RuntimeError("/srv/private")])
def test_the_servers_own_failures_keep_its_paths_to_themselves(scripted: ScriptedEngine, error: Exception) -> None:
    scripted.error = error
    result = call(scripted, "ask", question="How long?")
    assert result.is_error
    assert "/srv/private" not in result.content[0].text


def _post(client: TestClient, method: str, headers: dict[str, str] | None = None, **params: Any) -> Any:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    return client.post("/mcp", json=body, headers={**JSON, **(headers or {})})


def test_the_endpoint_answers_in_json_without_a_session(client: TestClient, scripted: ScriptedEngine) -> None:
    response = _post(client, "tools/call", name="ask", arguments={"question": "How long?"})
    assert response.status_code == 200
    assert response.json()["result"]["structuredContent"] == scripted.ask("How long?").to_dict()
    tools = _post(client, "tools/list").json()["result"]["tools"]
    assert [tool["name"] for tool in tools] == ["ask", "search", "read_document"]
    assert all(tool["outputSchema"] and tool["annotations"]["readOnlyHint"] for tool in tools)


@pytest.mark.parametrize("origin", ["https://example.com", "null", "http://127.0.0.1.example.com", "http://[", ""])
def test_pages_of_other_sites_are_refused(client: TestClient, scripted: ScriptedEngine, origin: str) -> None:
    refused = _post(client, "tools/call", {"Origin": origin}, name="ask", arguments={"question": "How long?"})
    assert refused.status_code == 403
    assert scripted.asked == []


def test_pages_of_its_own_are_not(client: TestClient) -> None:
    assert _post(client, "tools/list", {"Origin": "http://testserver"}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_other_methods_are_refused_at_once(client: TestClient, method: str) -> None:
    assert client.request(method, "/mcp").status_code == 405


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b"null", b'{"jsonrpc": "2.0"}', b"[" * 50_000, b""])
def test_hostile_bodies_are_the_callers_fault(client: TestClient, body: bytes) -> None:
    response = client.post("/mcp", content=body, headers={**JSON, "Content-Type": "application/json"})
    assert 400 <= response.status_code < 500
