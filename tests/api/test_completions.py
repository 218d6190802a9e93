"""OpenAI's oldest dialect: prompts in, texts out."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.scripted import SAID, ScriptedEngine

COMPLETIONS = "/v1/completions"


def _complete(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post(COMPLETIONS, json={"prompt": "How long is it?", **body})
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def test_a_prompt_is_answered_and_what_is_not_known_is_ignored(client: TestClient, scripted: ScriptedEngine) -> None:
    told = _complete(client, model="gpt-3.5-turbo-instruct", echo=True, best_of=3, logprobs=2, suffix="x", top_k=4)
    assert (told["object"], told["model"], told["id"]) == ("text_completion", "seedqa", "cmpl-a1")
    assert told["choices"] == [{"text": SAID, "index": 0, "logprobs": None, "finish_reason": "stop"}]
    assert told["answer"] == scripted.ask("How long is it?").to_dict()
    assert told["usage"] == {"prompt_tokens": 4, "completion_tokens": 16, "total_tokens": 20}


def test_several_prompts_have_their_choices_in_order(client: TestClient, scripted: ScriptedEngine) -> None:
    told = _complete(client, prompt=["How long?", "How wide?"], n=2)
    assert [choice["index"] for choice in told["choices"]] == [0, 1, 2, 3]
    assert [question for question, _ in scripted.asked] == ["How long?", "How wide?"]


def test_the_question_of_a_template_is_asked(client: TestClient, scripted: ScriptedEngine) -> None:
    prompt = f"Context:\n{'The garage closes in March. ' * 20}\nAnswer the query.\nQuery: How long is it?\nAnswer: "
    told = _complete(client, prompt=prompt)
    assert scripted.asked == [("How long is it?", ())]
    assert told["note"].startswith("Only “How long is it?” was asked")


def test_some_documents_are_asked_where_they_are_named(client: TestClient, scripted: ScriptedEngine) -> None:
    _complete(client, documents=["rivers.txt"])
    assert scripted.among == [("rivers.txt",)]


def test_a_stream_adds_up_to_the_whole(client: TestClient) -> None:
    body = {"prompt": ["How long?", "How wide?"], "stream": True, "stream_options": {"include_usage": True}}
    *frames, done, _ = client.post(COMPLETIONS, json=body).text.split("\n\n")
    chunks = [json.loads(frame.removeprefix("data: ")) for frame in frames]
    texts = ["", ""]
    for choice in (choice for chunk in chunks for choice in chunk["choices"]):
        texts[choice["index"]] += choice["text"]
    assert (texts, done) == ([SAID, SAID], "data: [DONE]")
    assert chunks[-1]["usage"]["completion_tokens"] == 32
    assert [choice["finish_reason"] for chunk in chunks for choice in chunk["choices"]].count("stop") == 2


def test_a_text_is_cut_where_the_client_says(client: TestClient) -> None:
    [choice] = _complete(client, max_tokens=2)["choices"]
    assert (choice["text"], choice["finish_reason"]) == ("352 km", "length")


@pytest.mark.parametrize(
    ("body", "param", "words"),
    [
        ({"prompt": [1, 2]}, "prompt", "string"),
        ({"prompt": []}, "prompt", "at least 1"),
        ({"prompt": ["Why?"] * 17}, "prompt", "at most 16"),
        ({"prompt": " "}, None, "the question is empty"),
        ({"stream": "yes"}, "stream", "boolean"),
        ({"stream_options": {}}, "stream_options", "goes with a stream"),
    ],
)
def test_mistakes_are_told_as_openai_does(client: TestClient, body: dict[str, Any], param: Any, words: str) -> None:
    refused = client.post(COMPLETIONS, json={"prompt": "How long?", **body})
    error = refused.json()["error"]
    assert (refused.status_code, error["type"]) == (400, "invalid_request_error")
    assert words in error["message"]
    assert param is None or error["param"].startswith(param)
