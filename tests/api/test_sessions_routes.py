"""Conversations over HTTP: kept by asking, listed, read and deleted."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.api.sessions.opening import open_conversations
from seedqa.qa.types import Turn

from tests.api.scripted import ScriptedEngine


def ask(client: TestClient, question: str, conversation_id: str, **fields: Any) -> dict[str, Any]:
    response = client.post("/v1/ask", json={"question": question, "conversation_id": conversation_id, **fields})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_a_follow_up_is_asked_with_the_turns_before_it(client: TestClient, scripted: ScriptedEngine) -> None:
    first = ask(client, "How long is the Ösel 河?", "c1")
    ask(client, "And the Alm?", "other")
    ask(client, "And in miles?", "c1")
    told = (Turn("user", "How long is the Ösel 河?"), Turn("assistant", first["answer"]))
    assert [history for _, history in scripted.asked] == [(), (), told]


def test_a_history_that_is_sent_is_taken_and_the_turn_is_kept_all_the_same(
    client: TestClient, scripted: ScriptedEngine
) -> None:
    ask(client, "How long is it?", "c1")
    ask(client, "Who says so?", "c1", history=[{"role": "user", "content": "Another matter."}])
    assert scripted.asked[1] == ("Who says so?", (Turn("user", "Another matter."),))
    assert client.get("/v1/conversations/c1").json()["turns"][1]["answer"]["question"] == "Who says so?"


def test_a_question_without_an_id_is_not_kept(client: TestClient) -> None:
    assert client.post("/v1/ask", json={"question": "How long?", "history": []}).status_code == 200
    assert client.get("/v1/conversations").json() == {"conversations": [], "next": None}


def test_a_conversation_is_listed_read_and_deleted(client: TestClient) -> None:
    answers = [ask(client, question, "c1") for question in ("How long is it?", "And its arm?")]
    (listed,) = client.get("/v1/conversations").json()["conversations"]
    assert (listed["id"], listed["title"], listed["turns"]) == ("c1", "How long is it?", 2)
    found = client.get("/v1/conversations/c1").json()
    assert [turn["answer"] for turn in found["turns"]] == answers
    assert {key: found[key] for key in ("id", "title", "created", "updated")}.items() <= listed.items()
    assert client.delete("/v1/conversations/c1").status_code == 204
    for response in (client.get("/v1/conversations/c1"), client.delete("/v1/conversations/c1")):
        assert response.status_code == 404
        assert response.json()["detail"] == "no conversation has this id"


def test_pages_hang_together(client: TestClient) -> None:
    for number in range(5):
        ask(client, "How long?", f"c{number}")
    seen, after = [], None
    while True:
        page = client.get("/v1/conversations", params={"limit": 2} | ({"after": after} if after else {})).json()
        seen.append([item["id"] for item in page["conversations"]])
        if (after := page["next"]) is None:
            break
    assert seen == [["c4", "c3"], ["c2", "c1"], ["c0"]]


def test_a_question_that_is_refused_leaves_no_turn(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": " ", "conversation_id": "c1"})
    assert response.status_code == 422
    assert client.get("/v1/conversations/c1").status_code == 404


@pytest.mark.parametrize("conversation_id", ["", "a b", "../x", "x" * 101])
def test_a_malformed_id_is_one_clear_problem(
    client: TestClient, scripted: ScriptedEngine, conversation_id: str
) -> None:
    response = client.post("/v1/ask", json={"question": "How long?", "conversation_id": conversation_id})
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["pointer"] == "/conversation_id"
    assert "an id has 1 to 100 letters, digits" in error["detail"]
    assert scripted.asked == []


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_malformed_id_in_the_address_is_the_same_problem(client: TestClient, method: str) -> None:
    response = client.request(method, "/v1/conversations/a%20b")
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/conversation_id"


def test_a_page_after_an_unknown_conversation_is_a_problem(client: TestClient) -> None:
    response = client.get("/v1/conversations", params={"after": "nobody"})
    assert response.status_code == 404
    assert response.json()["remedy"] == "begin again at the first page"


def test_an_app_that_keeps_nothing_says_so_and_takes_histories(scripted: ScriptedEngine) -> None:
    client = TestClient(create_app(scripted))
    response = client.post("/v1/ask", json={"question": "How long?", "conversation_id": "c1"})
    assert response.status_code == 422
    assert response.json()["detail"] == "conversations are not kept here"
    assert client.post("/v1/ask", json={"question": "How long?", "history": []}).status_code == 200


def test_a_place_that_fails_is_told_without_particulars(scripted: ScriptedEngine, tmp_path: Path) -> None:
    file = tmp_path / "conversations.sqlite"
    conversations = open_conversations(str(file))
    conversations.close()
    file.write_bytes(b"damaged " * 1000)
    client = TestClient(create_app(scripted, conversations=conversations))
    response = client.post("/v1/ask", json={"question": "How long?", "conversation_id": "c1"})
    assert response.status_code == 503
    assert response.json()["detail"] == "conversations cannot be kept at the moment"
    assert "sqlite" not in response.text
    assert client.post("/v1/ask", json={"question": "How long?"}).status_code == 200


def test_a_message_list_needs_no_conversation(scripted: ScriptedEngine) -> None:
    messages = [
        {"role": "user", "content": "How long is it?"},
        {"role": "assistant", "content": "352 km."},
        {"role": "user", "content": "And its arm?"},
    ]
    client = TestClient(create_app(scripted))
    assert client.post("/v1/chat/completions", json={"model": "any", "messages": messages}).status_code == 200
    assert scripted.asked == [("And its arm?", (Turn("user", "How long is it?"), Turn("assistant", "352 km.")))]
