"""What clients send beside a plain question, through the official `openai` package to a real server.

Each test is one behaviour that a stranger's client relies on.
"""

import json
from typing import Any

import anyio
import httpx
import openai
import pytest
from mcp import Client
from openai import OpenAI
from pydantic import BaseModel
from seedqa.qa.answering import Engine

from seedqa import __version__
from tests.api.task_prompts import LOOK_ALIKES, OTHERS, TITLES, Prompt
from tests.clients.conftest import said

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
WHO = "Who heads the angelica firm at Weijiabao?"
HOW_MANY = "How many face coverings were sent to Zhenyuan during the pandemic?"
TEXT = "The quarterly letter told of the canteen, the bicycles and the holidays. The garage closes in March. "


@pytest.fixture
def client(service: str) -> OpenAI:
    return OpenAI(base_url=f"{service}/v1", api_key="none", max_retries=0)


def _user(text: Any) -> list[Any]:
    return [{"role": "user", "content": text}]


def _chat(client: OpenAI, messages: list[Any], **body: Any) -> Any:
    return client.chat.completions.create(model="gpt-4o", messages=messages, **body)


def _refused(client: OpenAI, messages: list[Any], **body: Any) -> openai.BadRequestError:
    with pytest.raises(openai.BadRequestError) as caught:
        _chat(client, messages, **body)
    return caught.value


def test_1_the_last_question_of_a_long_message_is_asked(client: OpenAI, engine: Engine) -> None:
    pasted = f"{TEXT * 300}\n\n{WHO}"
    assert len(pasted) > 30_000
    completion = _chat(client, _user(pasted))
    note = f"Only “{WHO}” was asked of the documents; the rest of the message was not searched."
    assert completion.choices[0].message.content == f"{said(engine.ask(WHO))}\n\n({note})"
    assert completion.note == note
    parts = [{"type": "text", "text": TEXT * 300}, {"type": "text", "text": WHO}]
    assert _chat(client, _user(parts)).choices[0].message.content == completion.choices[0].message.content
    assert client.responses.create(model="gpt-4o", input=pasted).output_text == completion.choices[0].message.content


def test_2_a_message_without_a_question_or_too_long_says_what_is_missing(client: OpenAI) -> None:
    assert "asks nothing; messages: end it with a question" in str(_refused(client, _user(TEXT * 300)))
    assert "more than 200,000" in str(_refused(client, _user(TEXT * 2_500)))


def test_3_fields_of_other_servers_are_ignored(client: OpenAI, service: str, engine: Engine) -> None:
    others = {
        "top_k": 40, "num_ctx": 8192, "chat_id": "c1", "session_id": "s1", "options": {"mirostat": 1}, "id": None,
        "metadata": {"user_id": 7, "features": {"web": False}}, "keep_alive": "5m", "repeat_penalty": 1.1,
    }  # fmt: skip
    completion = _chat(client, _user(WHO), extra_body=others)
    assert completion.choices[0].message.content == said(engine.ask(WHO))
    told = others | {"metadata": {"user_id": "7"}}
    for path, body in (("/v1/responses", {"input": WHO}), ("/v1/completions", {"prompt": WHO})):
        response = httpx.post(f"{service}{path}", json=body | told, trust_env=False, timeout=60)
        assert response.status_code == 200, response.text


def test_4_a_known_field_of_a_wrong_type_is_an_error(client: OpenAI) -> None:
    error = _refused(client, _user(WHO), extra_body={"temperature": "warm", "top_k": "many"})
    assert (error.param, error.code, error.type) == ("temperature", "invalid_type", "invalid_request_error")


class Cited(BaseModel):
    """A source as a client may want it."""

    title: str
    quote: str


class Extracted(BaseModel):
    """An answer as a client may want it."""

    answer: str
    short_answer: str | None
    found: bool
    confidence: float
    sources: list[Cited]


def test_5_json_is_answered_in_json(client: OpenAI, engine: Engine) -> None:
    answer = engine.ask(WHO)
    told = json.loads(_chat(client, _user(WHO), response_format={"type": "json_object"}).choices[0].message.content)
    assert (told["short_answer"], told["answer"], told["status"]) == (answer.short_answer, answer.answer, "answered")
    assert [cited["quote"] for cited in told["citations"]] == [cited.quote for cited in answer.citations]
    parsed = client.chat.completions.parse(model="gpt-4o", messages=_user(WHO), response_format=Extracted)
    extracted = parsed.choices[0].message.parsed
    assert extracted is not None
    assert (extracted.short_answer, extracted.found) == (answer.short_answer, True)
    assert [source.quote for source in extracted.sources] == [cited.quote for cited in answer.citations]
    responded = client.responses.parse(model="gpt-4o", input=WHO, text_format=Extracted)
    assert responded.output_parsed == extracted


class Figure(BaseModel):
    """A figure alone."""

    number_of_masks: int


def test_6_a_figure_is_a_number_and_what_is_not_there_a_refusal(client: OpenAI) -> None:
    parsed = client.chat.completions.parse(model="gpt-4o", messages=_user(HOW_MANY), response_format=Figure)
    assert parsed.choices[0].message.parsed == Figure(number_of_masks=14_000)
    absent = _user("How many masks were sent to the Moon?")
    message = client.chat.completions.parse(model="gpt-4o", messages=absent, response_format=Figure).choices[0].message
    assert message.parsed is None
    assert (message.refusal or "").startswith("The documents do not say")


TOOL: Any = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}, "unit_system": {"enum": ["metric", "us"]}},
            "required": ["city", "unit_system"],
        },
    },
}


@pytest.mark.parametrize("stream", [False, True])
def test_7_tools_that_are_offered_are_ignored(client: OpenAI, engine: Engine, stream: bool) -> None:
    told = _chat(client, _user(WHO), tools=[TOOL], tool_choice="auto", stream=stream)
    if not stream:
        assert told.choices[0].message.content == said(engine.ask(WHO))
        assert told.choices[0].message.tool_calls is None
        return
    assert "".join(chunk.choices[0].delta.content or "" for chunk in told) == said(engine.ask(WHO))


def test_8_a_call_that_cannot_be_made_and_an_image_are_refused_in_a_sentence(client: OpenAI) -> None:
    named = {"type": "function", "function": {"name": "get_weather"}}
    for choice in ("required", named):
        error = _refused(client, _user(WHO), tools=[TOOL], tool_choice=choice)
        assert (error.param, error.code) == ("tool_choice", "unsupported_value")
        assert "get_weather cannot be called: an answer from documents has nothing for its “" in str(error)
    image = [{"type": "text", "text": WHO}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}]
    assert "only text is read; messages: send the question as text" in str(_refused(client, _user(image)))


@pytest.mark.parametrize("stream", [False, True])
def test_9_the_short_answer_comes_first_and_marks_stay_in_their_places(
    client: OpenAI, engine: Engine, stream: bool
) -> None:
    answer = engine.ask(WHO)
    told = _chat(client, _user(WHO), stream=stream)
    if stream:
        deltas = [chunk.choices[0].delta for chunk in told]
        text = "".join(delta.content or "" for delta in deltas)
        marks = [mark for delta in deltas for mark in (delta.model_extra or {}).get("annotations", [])]
    else:
        text = told.choices[0].message.content
        marks = [mark.model_dump() for mark in told.choices[0].message.annotations]
    assert text == f"{answer.short_answer}\n\n{answer.answer}"
    cited = [mark["url_citation"] for mark in marks]
    assert [text[mark["start_index"] : mark["end_index"]] for mark in cited] == ["[1]"]


@pytest.mark.parametrize("prompt", [TITLES[0], TITLES[1], *OTHERS[:5]], ids=lambda prompt: prompt.client)
def test_10_tasks_of_clients_get_a_text_of_their_own(client: OpenAI, prompt: Prompt) -> None:
    completion = _chat(client, prompt.messages)
    content = completion.choices[0].message.content
    assert completion.answer is None
    assert "documents do not say" not in content
    assert prompt.expected in (None, content)
    if prompt.kind == "follow_ups" and content.startswith("{"):
        questions = json.loads(content)["follow_ups"]
        assert questions
        for question in questions:
            assert _chat(client, _user(question)).answer["status"] == "answered"


def test_11_a_question_about_titles_is_a_question(client: OpenAI) -> None:
    for question in LOOK_ALIKES[:3]:
        answer = _chat(client, _user(question)).answer
        assert answer["question"] == question


def test_12_texts_are_embedded_as_questions_are(client: OpenAI, engine: Engine) -> None:
    listed = client.embeddings.create(model="any", input=[WHO, HOW_MANY])
    for embedding, text in zip(listed.data, (WHO, HOW_MANY), strict=True):
        assert embedding.embedding == pytest.approx(engine.embed(text), abs=1e-6)
        assert sum(value * value for value in embedding.embedding) == pytest.approx(1, abs=1e-4)
    plain = client.embeddings.create(model="any", input=WHO, encoding_format="float", dimensions=384)
    assert plain.data[0].embedding == pytest.approx(listed.data[0].embedding, abs=1e-6)
    with pytest.raises(openai.BadRequestError, match="384 dimensions"):
        client.embeddings.create(model="any", input=WHO, dimensions=256)
    with pytest.raises(openai.BadRequestError, match="input"):
        client.embeddings.create(model="any", input=[1, 2, 3])


def test_13_a_prompt_is_completed(client: OpenAI, engine: Engine) -> None:
    completion = client.completions.create(model="any", prompt=WHO, max_tokens=500, echo=True, extra_body={"top_k": 1})
    assert completion.choices[0].text == said(engine.ask(WHO))
    chunks = client.completions.create(model="any", prompt=WHO, stream=True)
    assert "".join(choice.text for chunk in chunks for choice in chunk.choices) == said(engine.ask(WHO))


def test_14_the_tools_list_documents_and_name_the_version(service: str, engine: Engine) -> None:
    async def looked() -> tuple[Any, str]:
        async with Client(f"{service}/mcp") as opened:
            result = await opened.call_tool("list_documents", {"limit": 2, "offset": 1})
            assert opened.server_info is not None
            return result.structured_content, opened.server_info.version

    listed, version = anyio.run(looked)
    uris = [document.uri for document in engine.documents()]
    assert [document["uri"] for document in listed["documents"]] == uris[1:3]
    assert listed["total"] == len(uris)
    assert "text" not in listed["documents"][0]
    assert version == __version__
    assert httpx.get(f"{service}/openapi.json", trust_env=False).json()["info"]["version"] == __version__
