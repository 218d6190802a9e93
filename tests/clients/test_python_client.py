"""The official `openai` package for Python holds a streamed conversation of two turns with citations."""

from dataclasses import asdict
from typing import Any

import openai
import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletionMessageParam
from seedqa.qa.types import Answer

from tests.clients.conftest import QUESTIONS, plain, said, urls

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def client(service: str) -> OpenAI:
    return OpenAI(base_url=f"{service}/v1", api_key="none", max_retries=0)


def _check_marks(text: str, marks: Any, answer: Answer, service: str) -> None:
    assert text == said(answer)
    assert [mark["url"] for mark in marks] == urls(answer, service)
    assert {text[mark["start_index"] : mark["end_index"]] for mark in marks} == {
        f"[{citation.marker}]" for citation in answer.citations
    }


def _check(text: str, marks: Any, told: Any, answer: Answer, service: str) -> None:
    _check_marks(text, marks, answer, service)
    assert told["citations"] == plain([asdict(citation) for citation in answer.citations])
    assert told["answer"]["status"] == answer.status
    assert told["answer"]["standalone_question"] == answer.standalone_question


def test_chat_is_streamed_in_two_turns(client: OpenAI, service: str, expected: list[Answer]) -> None:
    messages: list[ChatCompletionMessageParam] = []
    for question, answer in zip(QUESTIONS, expected, strict=True):
        messages.append({"role": "user", "content": question})
        pieces: list[str] = []
        told: dict[str, Any] = {}
        marks: list[dict[str, Any]] = []
        for chunk in client.chat.completions.create(model="seedqa", messages=messages, stream=True):
            [choice] = chunk.choices
            pieces.append(choice.delta.content or "")
            told |= chunk.model_extra or {}
            marks += [mark["url_citation"] for mark in (choice.delta.model_extra or {}).get("annotations", [])]
        assert sum(map(bool, pieces)) > 1
        assert choice.finish_reason == "stop"
        _check("".join(pieces), marks, told, answer, service)
        messages.append({"role": "assistant", "content": "".join(pieces)})


def test_the_stream_helper_puts_the_message_together(client: OpenAI, service: str, expected: list[Answer]) -> None:
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": QUESTIONS[0]}]
    options: Any = {"include_usage": True}
    with client.chat.completions.stream(model="seedqa", messages=messages, stream_options=options) as stream:
        stream.until_done()
        completion = stream.get_final_completion()
    message = completion.choices[0].message
    marks = [mark.url_citation.model_dump() for mark in message.annotations or []]
    _check_marks(message.content or "", marks, expected[0], service)
    assert completion.usage is not None
    assert completion.usage.completion_tokens == len(said(expected[0]).split())


def test_responses_are_streamed_in_two_turns(client: OpenAI, service: str, expected: list[Answer]) -> None:
    previous: str | None = None
    for question, answer in zip(QUESTIONS, expected, strict=True):
        pieces = []
        with client.responses.stream(model="seedqa", input=question, previous_response_id=previous) as stream:
            for event in stream:
                if event.type == "response.output_text.delta":
                    pieces.append(event.delta)
            response = stream.get_final_response()
        previous = response.id
        whole: Any = response.to_dict()
        [part] = whole["output"][0]["content"]
        assert "".join(pieces) == response.output_text
        _check(response.output_text, part["annotations"], response.model_extra, answer, service)


def test_models_are_listed(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["seedqa"]
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-5")


def test_mistakes_are_the_clients_own_exceptions(client: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(model="seedqa", messages=[{"role": "user", "content": "Hi?"}], logprobs=True)
    assert (caught.value.param, caught.value.code) == ("logprobs", "invalid_value")
    with pytest.raises(openai.BadRequestError, match="previous response is not kept"):
        client.responses.create(model="seedqa", input="Why?", previous_response_id="resp_none")
