"""The chat endpoint streamed: the frames a client reads."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.scripted import SAID

CHAT = "/v1/chat/completions"
ASKED = {"messages": [{"role": "user", "content": "How long is it?"}]}


def _chunks(client: TestClient, **body: Any) -> list[dict[str, Any]]:
    response = client.post(CHAT, json={**ASKED, "stream": True, **body})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-cache"
    *frames, done, end = response.text.split("\n\n")
    assert (done, end) == ("data: [DONE]", "")
    assert all(frame.startswith("data: {") for frame in frames)
    return [json.loads(frame.removeprefix("data: ")) for frame in frames]


def _deltas(chunks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [choice["delta"] for chunk in chunks for choice in chunk["choices"]]


def test_the_stream_adds_up_to_the_plain_completion(client: TestClient) -> None:
    plain = client.post(CHAT, json=ASKED).json()
    chunks = _chunks(client)
    deltas = _deltas(chunks)
    message = plain["choices"][0]["message"]
    assert deltas[0] == {"role": "assistant", "content": "", "refusal": None}
    assert "".join(delta.get("content", "") for delta in deltas) == message["content"]
    assert [delta["annotations"] for delta in deltas if "annotations" in delta] == [message["annotations"]]
    for name in ("id", "model", "system_fingerprint"):
        assert {chunk[name] for chunk in chunks} == {plain[name]}
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    assert not any("usage" in chunk for chunk in chunks)


def test_annotations_come_with_the_citations_right_before_the_end(client: TestClient) -> None:
    plain = client.post(CHAT, json=ASKED).json()
    *_, marked, ended = _chunks(client)
    assert "annotations" in marked["choices"][0]["delta"]
    assert (marked["citations"], marked["answer"]) == (plain["citations"], plain["answer"])
    assert (ended["choices"][0]["delta"], ended["choices"][0]["finish_reason"]) == ({}, "stop")


def test_text_comes_sentence_by_sentence(client: TestClient) -> None:
    texts = [delta["content"] for delta in _deltas(_chunks(client)) if delta.get("content")]
    assert texts == ["352 km\n\n", "Together 352 km. [1][2]\n", "The river Ösel 河 is 310 km long [1]. ", "[1]"]


def test_usage_comes_last_where_it_is_asked_for(client: TestClient) -> None:
    plain = client.post(CHAT, json=ASKED).json()
    *before, last = _chunks(client, stream_options={"include_usage": True})
    assert (last["choices"], last["usage"]) == ([], plain["usage"])
    assert all(chunk["usage"] is None for chunk in before)


def test_sources_are_told_as_open_webui_reads_them(client: TestClient) -> None:
    chunks = _chunks(client)
    told = [chunk for chunk in chunks if "event" in chunk]
    citations = next(chunk["citations"] for chunk in chunks if "citations" in chunk)
    assert all(chunk["choices"] for chunk in told)
    assert [chunk["event"]["type"] for chunk in told] == ["source", "source"]
    for chunk, citation in zip(told, citations, strict=True):
        source = chunk["event"]["data"]
        assert source["source"]["name"] == citation["title"]
        assert source["document"] == [citation["quote"]]
        assert source["source"]["url"].endswith(f"#char={citation['start']},{citation['end']}")
        assert source["metadata"][0]["source"] == source["source"]["url"]


def test_every_choice_is_told_whole(client: TestClient) -> None:
    plain = client.post(CHAT, json={**ASKED, "n": 2}).json()
    choices = [choice for chunk in _chunks(client, n=2) for choice in chunk["choices"]]
    assert [choice["index"] for choice in plain["choices"]] == [0, 1]
    for expected in plain["choices"]:
        own = [choice for choice in choices if choice["index"] == expected["index"]]
        assert "".join(choice["delta"].get("content", "") for choice in own) == expected["message"]["content"]
        assert [choice["finish_reason"] for choice in own if choice["finish_reason"]] == ["stop"]


@pytest.mark.parametrize(
    ("body", "text", "reason", "marked"),
    [
        ({"max_tokens": 2}, "352 km", "length", 0),
        ({"max_tokens": 5}, "352 km\n\nTogether 352 km.", "length", 0),
        ({"max_completion_tokens": 6, "max_tokens": 1}, "352 km\n\nTogether 352 km. [1][2]", "length", 2),
        ({"stop": "\nThe"}, "352 km\n\nTogether 352 km. [1][2]", "stop", 2),
        ({"stop": ["Together", "river"]}, "352 km\n\n", "stop", 0),
    ],
)
def test_text_that_is_cut_keeps_the_marks_that_stand_in_it(
    client: TestClient, body: dict[str, Any], text: str, reason: str, marked: int
) -> None:
    plain = client.post(CHAT, json={**ASKED, **body}).json()
    chunks = _chunks(client, **body)
    [choice] = plain["choices"]
    assert (choice["message"]["content"], choice["finish_reason"]) == (text, reason)
    assert len(choice["message"]["annotations"]) == marked
    assert "".join(delta.get("content", "") for delta in _deltas(chunks)) == text
    assert chunks[-1]["choices"][0]["finish_reason"] == reason
    assert SAID.startswith(text)
    marks = [mark["url_citation"] for mark in choice["message"]["annotations"]]
    assert {text[mark["start_index"] : mark["end_index"]] for mark in marks} <= {"[1]", "[2]"}


def test_a_failure_is_told_before_the_stream_begins(client: TestClient) -> None:
    body = {"messages": [{"role": "user", "content": " "}], "stream": True}
    response = client.post(CHAT, json=body)
    assert response.status_code == 400
    assert response.json()["error"]["message"] == "the question is empty; ask something"
