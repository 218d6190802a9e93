"""Questions asked of some documents only, through every surface of the service."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.qa.scope import documents_meant

from tests.api.scripted import ScriptedEngine
from tests.api.test_mcp import call

CHAT = {"messages": [{"role": "user", "content": "How long?"}]}
REQUESTS: dict[str, dict[str, Any]] = {
    "/v1/ask": {"question": "How long?"},
    "/v1/chat/completions": CHAT,
    "/v1/responses": {"input": "How long?"},
}
SHAPES = {"/v1/ask": "AskRequest", "/v1/chat/completions": "ChatRequest", "/v1/responses": "ResponseRequest"}
NAMED = ["rivers.txt", "d-1", "reports/*.md"]


@pytest.fixture
def nowhere() -> Exception:
    """What an engine says where an entry matches none of its documents."""
    with pytest.raises(Exception, match="matches") as refused:
        documents_meant(["nowhere.md"], [])
    return refused.value


@pytest.mark.parametrize("path", REQUESTS)
@pytest.mark.parametrize("documents", [NAMED, [], None])
def test_the_documents_named_reach_the_engine(
    client: TestClient, scripted: ScriptedEngine, path: str, documents: list[str] | None
) -> None:
    response = client.post(path, json={**REQUESTS[path], "documents": documents})
    assert response.status_code == 200, response.text
    assert scripted.among == [tuple(documents or ())]


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/responses"])
def test_streams_are_limited_too(client: TestClient, scripted: ScriptedEngine, path: str) -> None:
    assert client.post(path, json={**REQUESTS[path], "stream": True, "documents": NAMED}).status_code == 200
    assert scripted.among == [tuple(NAMED)]


def test_an_entry_that_matches_nothing_is_a_problem_with_its_pointer(
    client: TestClient, scripted: ScriptedEngine, nowhere: Exception
) -> None:
    scripted.error = nowhere
    response = client.post("/v1/ask", json={"question": "How long?", "documents": ["nowhere.md"]})
    assert response.status_code == 422
    problem = response.json()
    assert problem["detail"] == "no document matches 'nowhere.md'"
    assert [error["pointer"] for error in problem["errors"]] == ["/documents"]


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/responses"])
@pytest.mark.parametrize("stream", [False, True])
def test_openais_clients_are_told_which_parameter_is_at_fault(
    client: TestClient, scripted: ScriptedEngine, nowhere: Exception, path: str, stream: bool
) -> None:
    scripted.error = nowhere
    response = client.post(path, json={**REQUESTS[path], "documents": ["nowhere.md"], "stream": stream})
    assert response.status_code == 400
    error = response.json()["error"]
    assert (error["param"], error["code"]) == ("documents", "invalid_value")
    assert error["message"].startswith("no document matches 'nowhere.md'; documents: name a document by its id")


@pytest.mark.parametrize("path", REQUESTS)
@pytest.mark.parametrize("documents", ["rivers.txt", [1], [""], ["x" * 1_001], ["x"] * 1_001])
def test_what_is_no_list_of_names_is_refused(client: TestClient, path: str, documents: object) -> None:
    assert client.post(path, json={**REQUESTS[path], "documents": documents}).status_code in {400, 422}


@pytest.mark.parametrize("path", REQUESTS)
def test_the_openapi_document_tells_of_it(client: TestClient, path: str) -> None:
    described = client.get("/openapi.json").json()["components"]["schemas"][SHAPES[path]]["properties"]["documents"]
    assert "Only these documents are searched and cited" in described["description"]


def test_each_turn_of_a_conversation_names_its_own_documents(client: TestClient, scripted: ScriptedEngine) -> None:
    for documents in (NAMED, None):
        body = {"question": "How long?", "conversation_id": "c1", "documents": documents}
        assert client.post("/v1/ask", json=body).status_code == 200
    assert scripted.among == [tuple(NAMED), ()]
    assert client.get("/v1/conversations/c1").json()["turns"][1]["position"] == 2
    first = client.post("/v1/responses", json={"input": "How long?", "documents": NAMED}).json()
    follow = {"input": "And wide?", "previous_response_id": first["id"], "documents": ["rivers.txt"]}
    assert client.post("/v1/responses", json=follow).status_code == 200
    assert scripted.among[2:] == [tuple(NAMED), ("rivers.txt",)]
    assert len(scripted.asked[3][1]) == 2


@pytest.mark.parametrize(("tool", "asked"), [("ask", "question"), ("search", "query")])
def test_mcp_tools_take_documents_and_say_what_matches_nothing(
    scripted: ScriptedEngine, nowhere: Exception, tool: str, asked: str
) -> None:
    assert not call(scripted, tool, **{asked: "How long?", "documents": NAMED}).is_error
    assert scripted.among == [tuple(NAMED)]
    scripted.error = nowhere
    refused = call(scripted, tool, **{asked: "How long?", "documents": ["nowhere.md"]})
    assert refused.is_error
    assert "no document matches 'nowhere.md'; name a document by its id" in refused.content[0].text
