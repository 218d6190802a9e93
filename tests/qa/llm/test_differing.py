"""Where the model and the documents' own engine say different things, the reader is offered both."""

from dataclasses import replace

import pytest
from seedqa.qa.types import Other

from tests.qa.llm.asked import BASE, CRANES, QUAY, QUESTION, REFUSAL, OneAnswer, claim, connected, reply
from tests.qa.llm_server import ScriptedServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_the_documents_own_answer_is_offered_where_the_models_is_another(server: ScriptedServer) -> None:
    server.says(reply(claim(CRANES, CRANES), short="2 million euros"))
    answer = connected(server).ask(QUESTION)
    assert (answer.mode, answer.short_answer) == ("generative", "2 million euros")
    assert answer.other == Other(
        "extractive", "answered", None, BASE.answer, BASE.short_answer, (), BASE.confidence, BASE.citations
    )


def test_nothing_is_offered_where_both_say_the_same(server: ScriptedServer) -> None:
    server.says(reply(claim(QUAY, QUAY), short="€5 million"))
    assert connected(server).ask(QUESTION).other is None


def test_a_refusal_is_offered_beside_what_the_model_proves(server: ScriptedServer) -> None:
    server.says(reply(claim(QUAY, QUAY), short="5 million euros"))
    other = connected(server, OneAnswer(REFUSAL)).ask(QUESTION).other
    assert other is not None
    assert (other.mode, other.status) == ("extractive", "not_found")


def test_the_models_refusal_is_offered_where_it_is_overruled(server: ScriptedServer) -> None:
    server.says(reply(verdict="not_found", reason="attribute_absent"))
    answer = connected(server, OneAnswer(replace(BASE, confidence=0.97))).ask(QUESTION)
    assert answer.mode == "extractive"
    assert answer.other is not None
    assert (answer.other.mode, answer.other.status, answer.other.citations) == ("generative", "not_found", ())


def test_nothing_is_offered_where_the_model_fails(server: ScriptedServer) -> None:
    server.says("no", "error")
    assert connected(server, seconds=1.0).ask(QUESTION).other is None
