"""Every failure, in the shape its caller reads, and without particulars of the server."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.api.settings import ServiceSettings
from seedqa.index.errors import IndexBusy, IndexUnusable, InputError, ModelUnusable, QaError

from tests.api.scripted import ScriptedEngine

ASK, CHAT = "/v1/ask", "/v1/chat/completions"
JSON = {"Content-Type": "application/json"}
CHAT_BODY = {"messages": [{"role": "user", "content": "How long?"}]}
SECRET = "/srv/private/index"


def _problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["type"] == "about:blank"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


def _chat_error(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    error: dict[str, Any] = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == ("server_error" if status >= 500 else "invalid_request_error")
    return error


def test_what_the_engine_refuses_is_told_with_its_remedy(client: TestClient) -> None:
    problem = _problem(client.post(ASK, json={"question": " "}), 422)
    assert (problem["detail"], problem["remedy"]) == ("the question is empty", "ask something")
    body = {"messages": [{"role": "user", "content": " "}]}
    assert _chat_error(client.post(CHAT, json=body), 400)["message"] == "the question is empty; ask something"


def test_each_wrong_field_is_pointed_at(client: TestClient) -> None:
    body = {"question": 3, "history": [{"role": "tool", "content": "x"}], "a/b~c": 1}
    problem = _problem(client.post(ASK, json=body), 422)
    pointers = [error["pointer"] for error in problem["errors"]]
    assert pointers == ["/question", "/history/0/role", "/a~1b~0c"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe{", 400),
        (b"[" * 100_000, 400),
        (b'{"question": ' + b"1" * 5_000 + b"}", 400),
        (b"", 422),
        (b"[]", 422),
        (b"null", 422),
        (b'{"question": NaN}', 422),
        (b'{"question": "\\ud800"}', 422),
        (b'{"question": "a", "\\udfff": 1}', 422),
        (b'{"question": "a", "history": [{"role": "user", "content": "\\ud83d"}]}', 422),
    ],
)
def test_hostile_bodies_are_the_callers_fault(
    client: TestClient, scripted: ScriptedEngine, body: bytes, status: int
) -> None:
    _problem(client.post(ASK, content=body, headers=JSON), status)
    _chat_error(client.post(CHAT, content=body, headers=JSON), 400)
    assert scripted.asked == []


def test_a_surrogate_pair_is_one_character(client: TestClient, scripted: ScriptedEngine) -> None:
    response = client.post(ASK, content=b'{"question": "\\ud83c\\udf0a?"}', headers=JSON)
    assert response.json()["question"] == "🌊?"


def test_json_must_be_said_to_be_json(client: TestClient) -> None:
    problem = _problem(client.post(ASK, content=b'{"question": "a"}'), 422)
    assert "Content-Type: application/json" in problem["remedy"]


def test_unknown_addresses_and_methods(client: TestClient) -> None:
    _problem(client.get("/v1/nothing"), 404)
    _problem(client.get("/v1/documents/..%2f..%2fetc"), 404)
    refused = client.delete(ASK)
    _problem(refused, 405)
    assert refused.headers["allow"] == "POST"
    _chat_error(client.get(CHAT), 405)


@pytest.fixture
def small(scripted: ScriptedEngine) -> Iterator[TestClient]:
    with TestClient(create_app(scripted, settings=ServiceSettings(request_bytes=200))) as opened:
        yield opened


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_over_the_limit_is_refused_at_the_first_byte_too_many(
    small: TestClient, scripted: ScriptedEngine, declared: bool
) -> None:
    for size, status in [(200, 200), (201, 413)]:
        body = b'{"question": "How long?"}'.ljust(size)
        content = body if declared else iter([body[:100], body[100:]])
        response = small.post(ASK, content=content, headers=JSON)
        assert response.status_code == status
    assert _problem(response, 413)["detail"] == "the body is larger than 200 bytes"
    assert len(scripted.asked) == 1


@pytest.mark.parametrize("declared", [True, False])
def test_a_chat_over_the_limit_reads_as_openais_error(small: TestClient, declared: bool) -> None:
    content = b" " * 201 if declared else iter([b" " * 100, b" " * 101])
    _chat_error(small.post(CHAT, content=content, headers=JSON), 413)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (IndexUnusable(f"no index at {SECRET}", f"run qa index --index {SECRET}"), 503),
        (ModelUnusable(f"no model at {SECRET}", "install it"), 503),
        (IndexBusy(f"{SECRET} is locked", "wait"), 503),
        (QaError(f"{SECRET}", "mend it"), 503),
        (RuntimeError(f"cannot read {SECRET}"), 500),
        (RecursionError(SECRET), 500),
    ],
)
def test_the_servers_own_failures_keep_its_paths_to_themselves(
    client: TestClient, scripted: ScriptedEngine, error: Exception, status: int
) -> None:
    scripted.error = error
    responses = [client.post(ASK, json={"question": "How long?"}), client.post(CHAT, json=CHAT_BODY)]
    _problem(responses[0], status)
    _chat_error(responses[1], status)
    for response in responses:
        assert SECRET not in response.text
        assert "Error" not in response.text.replace("Internal Server Error", "")
        assert "Traceback" not in response.text


def test_a_busy_index_says_when_to_come_back(client: TestClient, scripted: ScriptedEngine) -> None:
    scripted.error = IndexBusy("another process builds it", "wait")
    assert client.post(ASK, json={"question": "How long?"}).headers["retry-after"] == "5"


def test_the_engines_own_input_error_is_one_line() -> None:
    assert str(InputError("a\nb", "c")) == "a b; c"
