"""Clients' own tasks are known by their structure, whatever their wording, and questions are not taken for them."""

import json
import time
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.api.messages import Message
from seedqa.api.tasks.recognition import recognised
from seedqa.api.tasks.titles import UNTITLED, Limits, limits_of, title_of
from seedqa.api.tasks.transcripts import turns_of

from tests.api.scripted import ScriptedEngine
from tests.api.task_prompts import (
    FIRST,
    LOOK_ALIKES,
    ORDINARY_SYSTEMS,
    OTHERS,
    TITLE,
    TITLES,
    TOLD,
    Prompt,
    system,
    talked,
    user,
)

CHAT = "/v1/chat/completions"


def _ids(prompts: list[Prompt]) -> list[str]:
    return [f"{prompt.client}-{prompt.kind}" for prompt in prompts]


def _read(messages: list[dict[str, str]]) -> list[Message]:
    return [Message(message["role"], message["content"]) for message in messages]


def _said(client: TestClient, messages: list[dict[str, str]], **body: Any) -> str:
    response = client.post(CHAT, json={"messages": messages, **body})
    assert response.status_code == 200, response.text
    text: str = response.json()["choices"][0]["message"]["content"]
    return text


@pytest.mark.parametrize("prompt", [*TITLES, *OTHERS], ids=_ids([*TITLES, *OTHERS]))
def test_a_task_is_recognised_and_gets_its_own_text(client: TestClient, prompt: Prompt) -> None:
    task = recognised(_read(prompt.messages))
    assert task is not None
    assert task.kind == prompt.kind
    said = _said(client, prompt.messages)
    assert prompt.expected is None or said == prompt.expected


@pytest.mark.parametrize("question", LOOK_ALIKES)
def test_a_question_is_no_task_alone_or_within_a_conversation(question: str) -> None:
    assert recognised([Message("user", question)]) is None
    assert recognised(_read(talked(question))) is None


@pytest.mark.parametrize("general", ORDINARY_SYSTEMS)
def test_a_system_message_that_is_about_more_makes_no_task_of_a_question(general: str) -> None:
    assert recognised(_read([system(general), user(FIRST)])) is None
    assert recognised(_read([system(general), *talked("And since when?")])) is None


def test_a_task_has_no_answer_and_asks_nothing(client: TestClient, scripted: ScriptedEngine) -> None:
    told = client.post(CHAT, json={"messages": TITLES[1].messages}).json()
    assert (told["answer"], told["citations"], told["choices"][0]["message"]["annotations"]) == (None, [], [])
    assert told["id"].startswith("chatcmpl-")
    assert scripted.asked == []


def test_a_task_is_streamed_as_well(client: TestClient) -> None:
    text = client.post(CHAT, json={"messages": TITLES[1].messages, "stream": True}).text
    chunks = [json.loads(line.removeprefix("data: ")) for line in text.split("\n\n") if line.startswith("data: {")]
    deltas = [choice["delta"] for chunk in chunks for choice in chunk["choices"]]
    assert "".join(delta.get("content") or "" for delta in deltas) == TITLE
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"


def test_a_task_comes_by_the_other_dialects_too(client: TestClient) -> None:
    [order] = TITLES[2].messages
    completed = client.post("/v1/completions", json={"prompt": order["content"]}).json()
    assert completed["choices"][0]["text"] == TITLE
    messages = TITLES[5].messages
    responded = client.post(
        "/v1/responses", json={"instructions": messages[0]["content"], "input": messages[1]["content"]}
    ).json()
    assert responded["output"][0]["content"][0]["text"] == TITLE
    assert responded["answer"] is None


def test_tags_are_the_title_and_the_documents_titles(client: TestClient) -> None:
    [tags] = [prompt for prompt in OTHERS if prompt.kind == "tags"]
    assert json.loads(_said(client, tags.messages)) == {"tags": [TITLE, "Rivers"]}


def test_follow_ups_are_questions_that_the_documents_answer(client: TestClient) -> None:
    prompts = [prompt for prompt in OTHERS if prompt.kind == "follow_ups"]
    assert json.loads(_said(client, prompts[0].messages)) == {
        "follow_ups": client.get("/v1/examples").json()["questions"]
    }
    assert _said(client, prompts[1].messages) == "\n".join(client.get("/v1/examples").json()["questions"])


def test_a_list_is_plain_json_where_that_is_asked_for(client: TestClient) -> None:
    order = f"Give 2 tags for the conversation as a JSON array.\n\nUser: {FIRST}\nAI: {TOLD}"
    assert json.loads(_said(client, [user(order)])) == [TITLE, "Rivers"]


def test_a_follow_up_is_searched_for_as_it_reads_alone(client: TestClient, scripted: ScriptedEngine) -> None:
    talk = f"USER: {FIRST}\nASSISTANT: {TOLD}\nUSER: And since when?"
    order = f"Generate search queries for the chat history.\n<chat_history>\n{talk}\n</chat_history>"
    assert _said(client, [user(order)]) == "And since when?"
    [(question, history)] = scripted.asked
    assert (question, [turn.content for turn in history]) == ("And since when?", [FIRST, TOLD])


def test_a_tasks_schema_and_function_are_filled(client: TestClient) -> None:
    """LobeChat asks for a title by a schema, LibreChat by a function that must be called."""
    schema: dict[str, Any] = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}
    asked = {"type": "json_schema", "json_schema": {"name": "topic_title", "schema": schema}}
    assert json.loads(_said(client, TITLES[6].messages, response_format=asked)) == {"title": TITLE}
    wide = {**schema, "properties": {**schema["properties"], "language": {"type": "string"}}}
    tools = [{"type": "function", "function": {"name": "titled", "parameters": wide}}]
    choice = {"type": "function", "function": {"name": "titled"}}
    body = {"messages": TITLES[3].messages, "tools": tools, "tool_choice": choice}
    [call] = client.post(CHAT, json=body).json()["choices"][0]["message"]["tool_calls"]
    assert json.loads(call["function"]["arguments"]) == {"title": TITLE, "language": "English"}


def test_a_task_about_some_documents_is_made_from_them(client: TestClient, scripted: ScriptedEngine) -> None:
    [tags] = [prompt for prompt in OTHERS if prompt.kind == "tags"]
    _said(client, tags.messages, documents=["rivers.txt"])
    assert scripted.among == [("rivers.txt",)]


@pytest.mark.parametrize(
    "text",
    [
        "Generate a title " * 12_000,
        "make-" * 40_000,
        "User: a " * 25_000,
        "```" * 66_000,
        "<chat>" * 33_000,
        "[" * 100_000 + "a title for this chat:\n",
        "a " * 50 + "\n\n" * 50_000,
        "make a " + "x" * 190_000,
    ],
)
def test_hostile_messages_are_told_apart_in_time(text: str) -> None:
    begun = time.process_time()
    recognised([Message("system", text), Message("user", text)])
    title_of(text)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("said", "limits", "title"),
    [
        ("How much did the city give the Haldane Foundation?", Limits(), "City Give the Haldane Foundation"),
        ("Hi, could you tell me who chairs the board?", Limits(), "Chairs the Board"),
        ("How long is the pier?", Limits(), "Length of the Pier"),
        ("What's the population of Sarnholt in 2023?", Limits(words=4), "Population Sarnholt 2023"),
        ("Is the old crane still in use at the north quay today?", Limits(words=5), "Old Crane Still Use North"),
        ("port revenue 2022", Limits(lower=True), "port revenue 2022"),
        ("港口的收入是多少？", Limits(), "港口的收入是多少"),
        ("x" * 500, Limits(characters=40), "X" + "x" * 39),
        ("???", Limits(), UNTITLED),
        ("", Limits(), UNTITLED),
    ],
)
def test_a_title_is_made_from_the_first_question(said: str, limits: Limits, title: str) -> None:
    assert title_of(said, limits) == title


@pytest.mark.parametrize(
    ("order", "limits"),
    [
        ("a concise, 3-5 word title", Limits(words=5)),
        ("a title of four to five words", Limits(words=5)),
        ("a 5-word-or-less title", Limits(words=5)),
        ("10 characters max, no quotes", Limits(characters=10)),
        ("a lowercase title", Limits(lower=True)),
        ("a title", Limits()),
    ],
)
def test_how_long_a_title_may_be_is_read_from_the_order(order: str, limits: Limits) -> None:
    assert limits_of(order) == limits


@pytest.mark.parametrize(
    ("quoted", "turns"),
    [
        ("User: One? AI: Two.", [("user", "One?"), ("assistant", "Two.")]),
        ("**Human**: One?\n**Assistant**: Two.\nTitle:", [("user", "One?"), ("assistant", "Two.")]),
        ('{"role": "user", "content": "One?"}', [("user", "One?")]),
        ('[{"role": "user", "content": [{"type": "text", "text": "One?"}]}]', [("user", "One?")]),
        ('{"role": "user", "content": "One?"', [("user", '{"role": "user", "content": "One?')]),
        ("[" * 100_000, [("user", "[" * 100_000)]),
        ("One?\n\n-----\n\nTwo.", [("user", "One?"), ("assistant", "Two.")]),
        ("", []),
    ],
)
def test_a_quoted_conversation_is_read(quoted: str, turns: list[tuple[str, str]]) -> None:
    assert [(turn.role, turn.content) for turn in turns_of(quoted)] == turns
