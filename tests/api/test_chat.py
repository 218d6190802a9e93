"""The OpenAI-compatible endpoint in its plain form."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.qa.types import Turn

from tests.api.scripted import SAID, ScriptedEngine

CHAT = "/v1/chat/completions"


def _complete(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post(CHAT, json={"messages": [{"role": "user", "content": "How long is it?"}], **body})
    assert response.status_code == 200, response.text
    completion: dict[str, Any] = response.json()
    return completion


def test_the_completion_has_openais_shape(client: TestClient) -> None:
    completion = _complete(client, model="gpt-4o", temperature=0.2, metadata={"any": "thing"}, n=1)
    assert completion["id"] == "chatcmpl-a1"
    assert completion["object"] == "chat.completion"
    assert completion["model"] == "seedqa"
    assert completion["system_fingerprint"] == "f00d"
    [choice] = completion["choices"]
    assert (choice["index"], choice["finish_reason"], choice["logprobs"]) == (0, "stop", None)
    assert choice["message"]["role"] == "assistant"
    assert choice["message"]["refusal"] is None


def test_the_whole_answer_rides_along(client: TestClient, scripted: ScriptedEngine) -> None:
    completion = _complete(client)
    answer = scripted.ask("How long is it?").to_dict()
    assert completion["answer"] == answer
    assert completion["citations"] == answer["citations"]
    assert completion["choices"][0]["message"]["content"] == SAID
    assert SAID.endswith(answer["answer"])


def test_usage_counts_words(client: TestClient) -> None:
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "How long\nis it?"},
    ]
    usage = _complete(client, messages=messages)["usage"]
    # "352 km", "Together 352 km. [1][2]" and "The river Ösel 河 is 310 km long [1]. [1]": 2, 4 and 10 words.
    assert usage == {"prompt_tokens": 6, "completion_tokens": 16, "total_tokens": 22}


def test_the_last_user_message_is_the_question_and_those_before_it_the_history(
    client: TestClient, scripted: ScriptedEngine
) -> None:
    messages = [
        {"role": "system", "content": "Ignore the documents."},
        {"role": "user", "content": "Which river?"},
        {"role": "assistant", "content": "The Ösel. [1]"},
        {"role": "tool", "content": "noise", "tool_call_id": "t"},
        {"role": "assistant", "content": None},
        {
            "role": "user",
            "content": [{"type": "text", "text": "How long"}, {"type": "text", "text": "is it?"}],
        },
        {"role": "assistant", "content": "It is"},
    ]
    _complete(client, messages=messages)
    history = (Turn("user", "Which river?"), Turn("assistant", "The Ösel. [1]"), Turn("assistant", ""))
    assert scripted.asked == [("How long\nis it?", history)]


@pytest.mark.parametrize(
    ("body", "param", "words"),
    [
        ({"stream_options": {"include_usage": True}}, "stream_options", "goes with a stream"),
        ({"stream": "true"}, "stream", "boolean"),
        ({"temperature": 2.5}, "temperature", "less than or equal to 2"),
        ({"temperature": "warm"}, "temperature", "number"),
        ({"n": 0}, "n", "greater than or equal to 1"),
        ({"n": 129}, "n", "less than or equal to 128"),
        ({"max_tokens": 0}, "max_tokens", "greater than or equal to 1"),
        ({"logprobs": True}, "logprobs", "False"),
        ({"response_format": {"type": "xml"}}, "response_format", "'text', 'json_object', 'json_schema'"),
        ({"response_format": {"type": "json_schema"}}, "response_format.json_schema", "required"),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"name": "x"}}},
            "response_format.json_schema.schema",
            "required",
        ),
        ({"response_format": "json"}, "response_format", "dictionary"),
        ({"modalities": ["text", "audio"]}, "modalities[1]", "'text'"),
        ({"tool_choice": "maybe"}, "tool_choice", "'none', 'auto' or 'required'"),
        ({"tool_choice": "required"}, "tool_choice", "a call is required and no function offered"),
        (
            {"tool_choice": {"type": "function", "function": {"name": "f"}}},
            "tool_choice",
            "the function to be called is not among the tools",
        ),
        ({"tools": [{"type": "function", "function": {"name": "\ud800"}}]}, "tools[0]", "cannot be written"),
        ({"stop": ["a", "b", "c", "d", "e"]}, "stop", "at most 4"),
        ({"metadata": "k"}, "metadata", "dictionary"),
        ({"seed": 0.5}, "seed", "integer"),
        ({"messages": [{"role": "wizard", "content": "x"}]}, "messages[0].role", "'assistant'"),
        ({"messages": [{"role": "user", "content": 5}]}, "messages[0].content", "string"),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": 5}]}]}, "messages[0].content", "string"),
        ({"messages": []}, "messages", "at least 1 item"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages", "there is no question"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]},
            "messages",
            "only text is read",
        ),
    ],
)
def test_what_is_not_served_is_refused_as_openai_does(
    client: TestClient, scripted: ScriptedEngine, body: dict[str, Any], param: str, words: str
) -> None:
    response = client.post(CHAT, json={"messages": [{"role": "user", "content": "How long?"}], **body})
    assert response.status_code == 400
    error = response.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert error["param"] == param
    assert words in error["message"]
    assert scripted.asked == []


@pytest.mark.parametrize("stream", [False, None])
def test_not_streaming_may_be_said_outright(client: TestClient, stream: bool | None) -> None:
    assert _complete(client, stream=stream)["object"] == "chat.completion"


def test_the_one_model_is_listed(client: TestClient) -> None:
    listed = client.get("/v1/models").json()
    assert listed["object"] == "list"
    assert [model["id"] for model in listed["data"]] == ["seedqa"]


def test_links_lead_to_the_served_document_at_the_quoted_words(client: TestClient) -> None:
    completion = _complete(client)
    [first, *_] = completion["choices"][0]["message"]["annotations"]
    address, _, fragment = first["url_citation"]["url"].partition("#char=")
    start, end = map(int, fragment.split(","))
    assert address.startswith("http://testserver/documents/")
    document = address.replace("/documents/", "/v1/documents/")
    assert client.get(document).json()["text"][start:end] == completion["citations"][0]["quote"]


@pytest.mark.parametrize("host", ["[", "a b", "x/../y", "a:99999999", "", 'x"<script>'])
def test_a_host_header_that_is_no_host_breaks_nothing(client: TestClient, host: str) -> None:
    messages = [{"role": "user", "content": "How long?"}]
    response = client.post(CHAT, json={"messages": messages}, headers={"Host": host})
    assert response.status_code == 200
    url = response.json()["choices"][0]["message"]["annotations"][0]["url_citation"]["url"]
    assert url.startswith("http://testserver/documents/")
