"""Answers that a language model words, streamed over real HTTP: what is shown is proven first, and comes as it is."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.index.errors import IndexUnusable
from seedqa.index.sentences import sentence_spans
from seedqa.qa.llm.telling import Telling
from seedqa.qa.types import Answer

from tests.api.scripted import ScriptedEngine
from tests.api.serving import serving
from tests.qa.lies import GoldEngine, Truth, lies, proposal
from tests.qa.llm_server import ScriptedServer, scripted_server

CHAT, RESPONSES = "/v1/chat/completions", "/v1/responses"
SERVE = """
import sys
from seedqa.api.server import serve
from seedqa.api.settings import ServiceSettings
from seedqa.qa.llm.opening import with_llm
from seedqa.qa.llm.settings import LlmSettings
from tests.qa.lies import GoldEngine

settings = LlmSettings(url=sys.argv[1], seconds=600.0)
chosen = ServiceSettings(rate=0, request_seconds=600.0)
serve(lambda: with_llm(lambda: GoldEngine("seeds"), settings), "127.0.0.1", 0, settings=chosen)
"""
over_http = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture(scope="module")
def gold() -> GoldEngine:
    return GoldEngine("seeds")


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedServer]:
    with scripted_server() as server:
        yield server


@pytest.fixture(scope="module")
def client(model: ScriptedServer) -> Iterator[httpx.Client]:
    with serving("-c", SERVE, model.url) as server:
        server.entry("ready")
        host, port = server.address
        with httpx.Client(base_url=f"http://{host}:{port}", timeout=600, trust_env=False) as opened:
            yield opened


def body(path: str, question: str) -> dict[str, Any]:
    asked = {"input": question} if path == RESPONSES else {"messages": [{"role": "user", "content": question}]}
    return {**asked, "stream": True}


@contextmanager
def streamed(client: httpx.Client, path: str, question: str) -> Iterator[Iterator[dict[str, Any]]]:
    """The events of a stream, read as they come."""
    with client.stream("POST", path, json=body(path, question)) as response:
        assert response.status_code == 200
        lines = (line.removeprefix("data: ") for line in response.iter_lines() if line.startswith("data: "))
        yield (json.loads(line) for line in lines if line != "[DONE]")


def text_in(event: dict[str, Any]) -> str:
    """What an event of either dialect adds to the text."""
    added = event["choices"][0]["delta"].get("content") if event.get("choices") else event.get("delta")
    return added or ""


def answer_in(events: list[dict[str, Any]]) -> dict[str, Any]:
    """The whole answer that a stream of either dialect ends with."""
    held = [event.get("response", event) for event in events]
    answer: dict[str, Any] = [one["answer"] for one in held if one.get("answer")][-1]
    return answer


def flat(text: str) -> str:
    return " ".join(text.split()).casefold()


@over_http
@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_no_lie_is_streamed_to_anybody(
    path: str, client: httpx.Client, model: ScriptedServer, gold: GoldEngine
) -> None:
    told = list(lies(gold, 1))
    assert len(told) >= 15
    for said in told:
        model.says(said.reply.text, said.reply.breakage, said.reply.size)
        with streamed(client, path, said.truth.question) as stream:
            events = list(stream)
        seen, answer = "".join(map(text_in, events)), answer_in(events)
        assert seen == answer["answer"]
        assert flat(said.lie) not in flat(" ".join([seen, answer["short_answer"] or "", *answer["parts"]])), said
        for citation in answer["citations"]:
            document = gold.document(citation["document_id"])
            assert document is not None
            assert document.text[citation["start"] : citation["end"]] == citation["quote"]


def longest(gold: GoldEngine) -> Truth:
    """The longest sentence that is one."""
    single = [one for one in gold.truths.values() if len(sentence_spans(one.sentence, 0, len(one.sentence))) == 1]
    return max(single, key=lambda truth: len(truth.sentence))


@over_http
@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_a_proven_statement_is_shown_while_the_model_still_writes(path: str, gold: GoldEngine) -> None:
    truth = longest(gold)
    with scripted_server() as model, serving("-c", SERVE, model.url) as server:
        server.entry("ready")
        host, port = server.address
        # It makes a true claim, begins another one, and falls silent.
        reply = proposal(truth.sentence, [truth.quote], truth.short)
        model.says(reply[: reply.index('], "short_answer"')] + ', {"text": "Nobody ever', "silent")
        with (
            httpx.Client(base_url=f"http://{host}:{port}", timeout=600, trust_env=False) as client,
            streamed(client, path, truth.question) as stream,
        ):
            before = []
            for event in stream:
                before.append(event)
                if f"{truth.sentence} [1]" in "".join(map(text_in, before)):
                    break
            assert not model.closing.is_set()
            model.closing.set()
            events = [*before, *stream]
    answer = answer_in(events)
    assert answer["mode"] == "generative"
    assert "".join(map(text_in, events)) == answer["answer"]
    assert answer["answer"] == f"{truth.sentence} [1]"
    assert answer["status"] == "partial"


class BreaksOff(ScriptedEngine):
    """Its index is gone after the first words."""

    def tell(self, question: str, history: object = (), documents: object = ()) -> Telling:
        answer = self.ask(question)
        return Telling(answer, self._words())

    def _words(self) -> Iterator[str | Answer]:
        yield "Together 352 km. [1][2]"
        raise IndexUnusable("the index in /secret/place is gone", "build it anew")


def test_what_breaks_off_says_why_without_particulars() -> None:
    with TestClient(create_app(BreaksOff())) as client:
        chat, responses = (client.post(path, json=body(path, "How long?")).text for path in (CHAT, RESPONSES))
        assert "qa_answers_total{" not in client.get("/metrics").text
    *chunks, failed, done, _ = chat.split("\n\n")
    error = json.loads(failed.removeprefix("data: "))["error"]
    told = "".join(text_in(json.loads(chunk.removeprefix("data: "))) for chunk in chunks)
    assert told == "352 km\n\nTogether 352 km. [1][2]"
    assert done == "data: [DONE]"
    *_, event, end = responses.split("\n\n")
    told = json.loads(event.removeprefix("event: error\ndata: "))
    assert (told["type"], told["message"], end) == ("error", error["message"], "")
    assert error["type"] == "server_error"
    assert error["message"] == "the index cannot be used at the moment; try again later; the server's log says why"
