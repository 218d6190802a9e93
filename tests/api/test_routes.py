"""The contract's own routes."""

import hashlib
from dataclasses import fields

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given
from hypothesis import strategies as st
from seedqa.api.schemas import AnswerBody, AskRequest, CitationBody, DerivationBody, IndexBody, OperandBody
from seedqa.index.errors import InputError
from seedqa.qa.answering import check_question
from seedqa.qa.types import Answer, Citation, Derivation, IndexIdentity, Operand, Turn

from tests.api.scripted import ScriptedEngine

SHAPES = [
    (AnswerBody, Answer),
    (CitationBody, Citation),
    (DerivationBody, Derivation),
    (OperandBody, Operand),
    (IndexBody, IndexIdentity),
]


def test_ask_gives_the_engines_answer_field_for_field(client: TestClient, scripted: ScriptedEngine) -> None:
    response = client.post("/v1/ask", json={"question": "How long is it?"})
    assert response.status_code == 200
    assert response.json() == scripted.ask("How long is it?").to_dict()


@pytest.mark.parametrize(("body", "value"), SHAPES)
def test_every_field_of_the_contract_is_described_in_order(body: type[AnswerBody], value: type[Answer]) -> None:
    assert list(body.model_fields) == [field.name for field in fields(value)]
    assert all(field.description for field in body.model_fields.values())


def test_history_reaches_the_engine_in_order(client: TestClient, scripted: ScriptedEngine) -> None:
    history = [{"role": "user", "content": "Which river?"}, {"role": "assistant", "content": "The Ösel 河."}]
    body = {"question": "How long is it?", "history": history, "conversation_id": "c1"}
    assert client.post("/v1/ask", json=body).status_code == 200
    assert scripted.asked == [("How long is it?", (Turn("user", "Which river?"), Turn("assistant", "The Ösel 河.")))]


def test_documents_are_listed_without_their_text(client: TestClient, scripted: ScriptedEngine) -> None:
    listed = client.get("/v1/documents").json()
    assert listed["index"] == {"generation": 7, "fingerprint": "f00d"}
    assert [document["uri"] for document in listed["documents"]] == ["notes.txt", "rivers.txt"]
    assert listed["documents"][1] == {
        "id": scripted.river.id,
        "uri": "rivers.txt",
        "title": "Rivers",
        "publisher": "Gazetteer",
        "published": "2024-02-01",
        "sha256": scripted.river.sha256,
        "length": 65,
    }


def test_every_citation_is_the_served_documents_own_words(client: TestClient) -> None:
    answer = client.post("/v1/ask", json={"question": "How long?"}).json()
    for citation in [*answer["citations"], *answer["nearest"]]:
        document = client.get(f"/v1/documents/{citation['document_id']}").json()
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert hashlib.sha256(document["text"].encode()).hexdigest() == citation["sha256"]
        assert document["length"] == len(document["text"])


def test_an_unknown_document_is_a_problem(client: TestClient) -> None:
    response = client.get("/v1/documents/d-none")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == "no document has this id"


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready == {"status": "ready", "index": {"generation": 7, "fingerprint": "f00d"}}


def test_openapi_documents_every_route_and_its_problems(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths) >= {
        "/metrics",
        "/v1/ask",
        "/v1/conversations",
        "/v1/conversations/{conversation_id}",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{model}",
        "/v1/responses",
        "/v1/responses/{response_id}",
        "/v1/documents",
        "/v1/documents/{document_id}",
        "/healthz",
        "/readyz",
    }
    responses = paths["/v1/ask"]["post"]["responses"]
    assert set(responses) == {"200", "400", "413", "422", "500", "503", "4XX", "5XX"}
    problem = responses["422"]["content"]
    assert set(problem) == {"application/problem+json"}
    assert {"type", "title", "status", "detail"} <= set(problem["application/problem+json"]["schema"]["required"])


@given(st.text(st.characters(exclude_categories=["Cs", "Cn"])))
@example("\u0005")
@example("?!")
@example("²")
@example("河")
def test_what_openapi_says_of_a_question_is_what_the_engine_takes(text: str) -> None:
    described = jsonschema_rs.is_valid(AskRequest.model_json_schema()["properties"]["question"], text)
    try:
        check_question(text)
    except InputError:
        assert not described
    else:
        assert described


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_that_loads_scripts_from_elsewhere(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
