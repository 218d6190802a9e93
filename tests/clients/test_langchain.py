"""LangChain's `ChatOpenAI` asks a real server, also for structured output, and llama-index's `OpenAILike`."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike
from pydantic import BaseModel, Field, SecretStr
from seedqa.qa.answering import Engine

from tests.clients.conftest import QUESTIONS, said

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
WHO = "Who heads the angelica firm at Weijiabao?"
Method = Literal["json_schema", "json_mode", "function_calling"]
METHODS: tuple[Method, ...] = ("json_schema", "json_mode", "function_calling")


class Sourced(BaseModel):
    """An answer to the question, with the sources it comes from."""

    answer: str = Field(description="The answer in full.")
    sources: list[str] = Field(description="The documents used.")


class Head(BaseModel):
    """Who heads a firm."""

    person: str
    confidence: float


@pytest.fixture
def model(service: str) -> ChatOpenAI:
    return ChatOpenAI(base_url=f"{service}/v1", api_key=SecretStr("none"), model="any", max_retries=0)


def test_a_conversation_is_held_and_streamed(model: ChatOpenAI, engine: Engine) -> None:
    first = engine.ask(QUESTIONS[0])
    told = model.invoke(QUESTIONS[0])
    assert told.content == said(first)
    history = [HumanMessage(QUESTIONS[0]), AIMessage(said(first)), HumanMessage(QUESTIONS[1])]
    pieces = [str(chunk.content) for chunk in model.stream(history)]
    assert len(list(filter(None, pieces))) > 1
    assert "".join(pieces)


@pytest.mark.parametrize("method", METHODS)
def test_structured_output_has_the_answer_and_its_sources(model: ChatOpenAI, engine: Engine, method: Method) -> None:
    answer = engine.ask(WHO)
    told = model.with_structured_output(Sourced, method=method).invoke(f"{WHO} Reply in JSON.")
    assert isinstance(told, Sourced)
    assert told.answer == answer.answer
    assert told.sources == [cited.uri for cited in answer.citations]


@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_the_only_name_that_says_nothing_gets_the_bare_answer(
    model: ChatOpenAI, engine: Engine, method: Method
) -> None:
    told = model.with_structured_output(Head, method=method).invoke(WHO)
    assert isinstance(told, Head)
    assert (told.person, told.confidence) == (engine.ask(WHO).short_answer, engine.ask(WHO).confidence)


def test_offered_tools_change_nothing(model: ChatOpenAI, engine: Engine) -> None:
    def look_up(word: str) -> str:
        """Looks a word up."""
        return word

    told = model.bind_tools([look_up]).invoke(WHO)
    assert isinstance(told, AIMessage)
    assert (told.content, told.tool_calls) == (said(engine.ask(WHO)), [])


def test_texts_are_embedded(service: str, engine: Engine) -> None:
    embeddings = OpenAIEmbeddings(
        base_url=f"{service}/v1", api_key=SecretStr("none"), model="any", check_embedding_ctx_length=False
    )
    assert embeddings.embed_query(WHO) == pytest.approx(engine.embed(WHO), abs=1e-6)


def _like(service: str, **settings: Any) -> OpenAILike:
    return OpenAILike(api_base=f"{service}/v1", api_key="none", model="any", max_retries=0, **settings)


def test_llama_index_chats_and_completes(service: str, engine: Engine) -> None:
    expected = said(engine.ask(WHO))
    chat = _like(service, is_chat_model=True)
    assert chat.chat([ChatMessage(content=WHO)]).message.content == expected
    *_, last = chat.stream_chat([ChatMessage(content=WHO)])
    assert last.message.content == expected
    plain = _like(service, is_chat_model=False)
    assert plain.complete(WHO).text == expected
    *_, ended = plain.stream_complete(WHO)
    assert ended.text == expected


@pytest.mark.parametrize("settings", [{"is_function_calling_model": True}, {"should_use_structured_outputs": True}])
def test_llama_index_predicts_a_structure(service: str, engine: Engine, settings: dict[str, bool]) -> None:
    structured: Callable[..., Any] = _like(service, is_chat_model=True, **settings).as_structured_llm(Sourced).complete
    told = structured(WHO).raw
    assert isinstance(told, Sourced)
    assert told.answer == engine.ask(WHO).answer
