"""The question of a message that holds more than a question."""

import time
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.api.pasted import LONGEST_MESSAGE, asked_in
from seedqa.qa.answering import LONGEST_QUESTION

from tests.api.scripted import SAID, ScriptedEngine

CHAT = "/v1/chat/completions"
QUESTION = "How long is the river?"
TEXT = "The quarterly letter told of the canteen, the bicycles and the holidays. The garage closes in March. " * 4
PASTED = f"{TEXT * 80}\n\n{QUESTION}"


def _ask(client: TestClient, text: str) -> dict[str, Any]:
    response = client.post(CHAT, json={"messages": [{"role": "user", "content": text}]})
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


@pytest.mark.parametrize("text", [QUESTION, "river length", f"Hello!\n{QUESTION}", "Who? " * 300, "long words " * 15])
def test_a_short_message_is_asked_as_it_is(text: str) -> None:
    asked = asked_in(text)
    assert asked is not None
    assert (asked.question, asked.note) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        PASTED,
        f"{TEXT}\n\n{QUESTION}",
        f"{TEXT}{QUESTION}",
        f"{QUESTION}\n\n{TEXT}",
        f"Is this new? {TEXT}\n\n{QUESTION}\n",
        f"{TEXT * 40} {QUESTION} {TEXT * 40}",
        f"<context>\n{TEXT}\n</context>\n<user_query>{QUESTION}</user_query>\nAnswer briefly?",
        f"Context information is below.\n-----\n{TEXT}\n-----\nAnswer the query.\nQuery: {QUESTION}\nAnswer: ",
        f"{TEXT}\n**Question:** {QUESTION}",
        f"Question: One?\nAnswer: Two.\n{TEXT}\nQuestion: {QUESTION}\nAnswer:",
        f"https://example.org/?a=1&b=2 {TEXT * 40}\n{QUESTION}",
    ],
)
def test_the_question_of_a_pasted_text_is_asked_and_the_rest_is_told_of(text: str) -> None:
    asked = asked_in(text)
    assert asked is not None
    assert asked.question == QUESTION
    assert asked.note == (f"Only “{QUESTION}” was asked of the documents; the rest of the message was not searched.")


@pytest.mark.parametrize("last", ["Tell me who chairs the board.", "Who chairs the board", "List the members of it."])
def test_a_last_sentence_may_ask_without_a_question_mark(last: str) -> None:
    asked = asked_in(f"{TEXT * 40}\n\n{last}")
    assert asked is not None
    assert asked.question == last


def test_a_text_that_asks_nothing_has_no_question() -> None:
    assert asked_in(TEXT * 40) is None
    assert asked_in("x" * (LONGEST_QUESTION + 1)) is None


def test_a_chat_asks_the_last_question_and_says_so(client: TestClient, scripted: ScriptedEngine) -> None:
    told = _ask(client, PASTED)
    assert len(PASTED) > 30_000
    assert scripted.asked == [(QUESTION, ())]
    assert told["note"] == f"Only “{QUESTION}” was asked of the documents; the rest of the message was not searched."
    [choice] = told["choices"]
    assert choice["message"]["content"] == f"{SAID}\n\n({told['note']})"


def test_a_stream_says_so_too(client: TestClient) -> None:
    body = {"messages": [{"role": "user", "content": PASTED}], "stream": True}
    text = client.post(CHAT, json=body).text
    assert '"note":"Only “How long' in text
    assert "was not searched.)" in text


def test_an_earlier_paste_is_remembered_by_its_question(client: TestClient, scripted: ScriptedEngine) -> None:
    messages = [
        {"role": "user", "content": PASTED},
        {"role": "assistant", "content": "310 km"},
        {"role": "user", "content": "And its arm?"},
    ]
    assert client.post(CHAT, json={"messages": messages}).json()["note"] is None
    [(_, history)] = scripted.asked
    assert [turn.content for turn in history] == [QUESTION, "310 km"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT * 80, "characters and asks nothing; messages: end it with a question about the documents"),
        ("x " * (LONGEST_MESSAGE // 2 + 1), "has 200,002 characters, more than 200,000; messages: send less"),
    ],
)
def test_what_cannot_be_asked_says_what_is_missing(client: TestClient, text: str, words: str) -> None:
    refused = client.post(CHAT, json={"messages": [{"role": "user", "content": text}]})
    error = refused.json()["error"]
    assert (refused.status_code, error["param"], error["type"]) == (400, "messages", "invalid_request_error")
    assert words in error["message"]


def test_parts_of_a_message_are_joined(client: TestClient, scripted: ScriptedEngine) -> None:
    parts = [{"type": "text", "text": TEXT * 30}, {"type": "text", "text": QUESTION}]
    client.post(CHAT, json={"messages": [{"role": "user", "content": parts}]})
    assert scripted.asked == [(QUESTION, ())]


@pytest.mark.parametrize(
    "text",
    [
        "?" * 200_000,
        "? " * 100_000,
        "<query>" * 28_000,
        "</query><query>" * 13_000,
        "Query: " * 28_000,
        "a\n" * 100_000,
    ],
)
def test_hostile_messages_are_read_in_time(text: str) -> None:
    begun = time.process_time()
    asked_in(text)
    assert time.process_time() - begun < 10
