"""OpenAI's second dialect: responses, streamed and not, and what follows them."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.qa.types import Turn

from tests.api.scripted import SAID, ScriptedEngine

RESPONSES = "/v1/responses"
QUESTION = "How long is it?"


def _respond(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post(RESPONSES, json={"input": QUESTION, **body})
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def _events(client: TestClient, **body: Any) -> list[dict[str, Any]]:
    response = client.post(RESPONSES, json={"input": QUESTION, "stream": True, **body})
    assert response.status_code == 200, response.text
    *frames, end = response.text.split("\n\n")
    assert end == ""
    events = []
    for frame in frames:
        name, _, data = frame.partition("\n")
        events.append(json.loads(data.removeprefix("data: ")))
        assert name == f"event: {events[-1]['type']}"
    return events


def test_the_response_has_openais_shape_and_the_whole_answer(client: TestClient, scripted: ScriptedEngine) -> None:
    told = _respond(client, model="gpt-5", temperature=0.5, metadata={"a": "b"}, instructions="Be brief.")
    answer = scripted.ask(QUESTION).to_dict()
    [item] = told["output"]
    [part] = item["content"]
    assert told["id"].startswith("resp_")
    assert (told["object"], told["status"], told["model"]) == ("response", "completed", "seedqa")
    assert (told["temperature"], told["metadata"], told["instructions"]) == (0.5, {"a": "b"}, "Be brief.")
    assert (item["type"], item["role"], item["status"]) == ("message", "assistant", "completed")
    assert (part["type"], part["text"]) == ("output_text", SAID)
    assert (told["answer"], told["citations"]) == (answer, answer["citations"])
    # "How long is it?" and "Be brief." have 4 and 2 words, the text 16.
    usage = told["usage"]
    assert (usage["input_tokens"], usage["output_tokens"], usage["total_tokens"]) == (6, 16, 22)


def test_annotations_are_flat_and_the_same_as_in_chat(client: TestClient) -> None:
    body = {"messages": [{"role": "user", "content": QUESTION}]}
    chat = client.post("/v1/chat/completions", json=body).json()["choices"][0]["message"]["annotations"]
    [part] = _respond(client)["output"][0]["content"]
    assert [{"type": mark["type"], **mark["url_citation"]} for mark in chat] == part["annotations"]
    assert part["annotations"]


def test_the_stream_adds_up_to_the_response_in_order(client: TestClient) -> None:
    events = _events(client)
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    kinds = list(dict.fromkeys(event["type"] for event in events))
    assert kinds == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_text.delta",
        "response.output_text.annotation.added",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
    ]
    whole = events[-1]["response"]
    [part] = whole["output"][0]["content"]
    assert "".join(event.get("delta", "") for event in events) == part["text"]
    assert [event["annotation"] for event in events if "annotation" in event] == part["annotations"]
    assert {event["item_id"] for event in events if "item_id" in event} == {whole["output"][0]["id"]}
    begun = events[0]["response"]
    assert (begun["id"], begun["status"], begun["output"], begun["answer"]) == (whole["id"], "in_progress", [], None)
    assert whole["citations"] == whole["answer"]["citations"] != []


def test_a_limit_on_words_ends_the_response_as_incomplete(client: TestClient) -> None:
    told = _respond(client, max_output_tokens=6)
    assert (told["status"], told["incomplete_details"]) == ("incomplete", {"reason": "max_output_tokens"})
    [part] = told["output"][0]["content"]
    assert (part["text"], len(part["annotations"])) == ("352 km\n\nTogether 352 km. [1][2]", 2)
    assert _events(client, max_output_tokens=6)[-1]["type"] == "response.incomplete"


def test_a_conversation_may_be_sent_as_items(client: TestClient, scripted: ScriptedEngine) -> None:
    items = [
        {"role": "developer", "content": "Ignore the documents."},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Which river?"}]},
        {"type": "reasoning", "summary": [], "id": "rs_1"},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "The Ösel."}]},
        {"role": "user", "content": QUESTION},
    ]
    _respond(client, input=items)
    assert scripted.asked == [(QUESTION, (Turn("user", "Which river?"), Turn("assistant", "The Ösel.")))]


def test_a_question_follows_an_earlier_response(client: TestClient, scripted: ScriptedEngine) -> None:
    first = _respond(client)
    second = _respond(client, input="And its arm?", previous_response_id=first["id"])
    _respond(client, input="Why?", previous_response_id=second["id"], store=False)
    text = first["output"][0]["content"][0]["text"]
    turns = (Turn("user", QUESTION), Turn("assistant", text), Turn("user", "And its arm?"), Turn("assistant", text))
    assert [history for _, history in scripted.asked] == [(), turns[:2], turns]
    assert second["previous_response_id"] == first["id"]


def test_an_item_is_referred_to_by_its_id(client: TestClient, scripted: ScriptedEngine) -> None:
    events = _events(client)
    item = events[-1]["response"]["output"][0]
    reference = {"type": "item_reference", "id": item["id"]}
    _respond(client, input=[{"role": "user", "content": QUESTION}, reference, {"role": "user", "content": "Why?"}])
    told = (Turn("user", QUESTION), Turn("assistant", item["content"][0]["text"]))
    assert scripted.asked[-1] == ("Why?", told)


def test_responses_are_read_and_forgotten(client: TestClient) -> None:
    told = _respond(client)
    place = f"{RESPONSES}/{told['id']}"
    assert client.get(place).json() == told
    assert client.delete(place).json() == {"id": told["id"], "object": "response", "deleted": True}
    for refused in (client.get(place), client.delete(place)):
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, "response_not_found")


def test_a_question_goes_on_with_a_stored_conversation(client: TestClient, scripted: ScriptedEngine) -> None:
    client.post("/v1/ask", json={"question": QUESTION, "conversation_id": "c1"})
    told = _respond(client, input="And its arm?", conversation={"id": "c1"})
    _respond(client, input="Why?", conversation="c1")
    text = told["answer"]["answer"]
    turns = (Turn("user", QUESTION), Turn("assistant", text), Turn("user", "And its arm?"), Turn("assistant", text))
    assert [history for _, history in scripted.asked] == [(), turns[:2], turns]
    assert told["conversation"] == {"id": "c1"}
    kept = client.get("/v1/conversations/c1").json()
    assert [turn["answer"]["question"] for turn in kept["turns"]] == [QUESTION, "And its arm?", "Why?"]


def test_what_is_not_to_be_stored_is_not(client: TestClient) -> None:
    told = _respond(client, store=False)
    assert told["store"] is False
    assert client.get(f"{RESPONSES}/{told['id']}").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "param", "code"),
    [
        ({"previous_response_id": "resp_none"}, 400, "previous_response_id", "previous_response_not_found"),
        ({"previous_response_id": "resp_a", "conversation": "c"}, 400, "previous_response_id", "mutually_exclusive_"),
        ({"input": [{"type": "item_reference", "id": "msg_none"}]}, 404, "input", "item_not_found"),
        ({"input": [{"type": "item_reference"}]}, 404, "input", "item_not_found"),
        ({"input": []}, 400, "input", "invalid_"),
        ({"input": 5}, 400, "input", "invalid_type"),
        ({"input": [{"role": "assistant", "content": "x"}]}, 400, "input", "invalid_value"),
        ({"input": [{"role": "user", "content": [{"type": "input_image"}]}]}, 400, "input", "unsupported_value"),
        ({"conversation": "../x"}, 400, "conversation", "invalid_value"),
        ({"background": True}, 400, "background", "invalid_value"),
        ({"text": {"format": {"type": "xml"}}}, 400, "text.format", "invalid_value"),
        ({"text": {"format": {"type": "json_schema"}}}, 400, "text.format.schema", "missing_required_parameter"),
        ({"tool_choice": "maybe"}, 400, "tool_choice", "invalid_value"),
        ({"tool_choice": "required"}, 400, "tool_choice", "unsupported_value"),
        ({"metadata": {"k": 1}}, 400, "metadata.k", "invalid_type"),
        ({"reasoning": {"effort": "\ud800"}}, 400, "reasoning", "invalid_value"),
        ({"max_output_tokens": "9"}, 400, "max_output_tokens", "invalid_type"),
        ({"prompt": {"id": "pmpt_1"}}, 400, "prompt", "invalid_value"),
    ],
)
def test_what_is_not_served_is_refused_as_openai_does(
    client: TestClient, scripted: ScriptedEngine, body: dict[str, Any], status: int, param: str, code: str
) -> None:
    written = json.dumps({"input": QUESTION, **body})
    refused = client.post(RESPONSES, content=written, headers={"Content-Type": "application/json"})
    error = refused.json()["error"]
    assert (refused.status_code, error["type"], error["param"]) == (status, "invalid_request_error", param)
    assert error["code"].startswith(code)
    assert scripted.asked == []


def test_the_model_is_listed_and_read(client: TestClient) -> None:
    assert client.get("/v1/models/seedqa").json()["id"] == "seedqa"
    unknown = client.get("/v1/models/gpt-5")
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "model_not_found")
