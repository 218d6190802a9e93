"""Answers in the form a client asks for: JSON, JSON of a schema, the arguments of a function."""

import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.api.failures import RefusedError
from seedqa.api.structured.facts import AnswerFacts
from seedqa.api.structured.filling import DEEPEST, Unfilled, filled
from seedqa.qa.types import Answer

from tests.api.scripted import ScriptedEngine

CHAT = "/v1/chat/completions"
STRING: dict[str, Any] = {"type": "string"}
STRINGS: dict[str, Any] = {"type": "array", "items": STRING}
NUMBER: dict[str, Any] = {"type": "number"}
NULLABLE: dict[str, Any] = {"anyOf": [STRING, {"type": "null"}]}
QUOTES = ["🌊 The river Ösel 河 is 310 km long [1]."[2:], "Its lower arm adds 42 km."]


@pytest.fixture
def answer() -> Answer:
    return ScriptedEngine().ask("How long?")


@pytest.fixture
def absent(answer: Answer) -> Answer:
    refusal = "The documents do not say: nothing in them is about this question."
    return replace(answer, status="not_found", answer=refusal, short_answer=None, parts=(), citations=())


def _object(required: bool = True, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties) if required else []}


def _filled(told: Answer, /, **properties: Any) -> Any:
    return filled(_object(**properties), AnswerFacts(told))


@pytest.mark.parametrize(
    ("name", "schema", "value"),
    [
        ("answer", STRING, f"Together 352 km. [1][2]\n{QUOTES[0]} [1]"),
        ("finalAnswer", STRING, f"Together 352 km. [1][2]\n{QUOTES[0]} [1]"),
        ("short_answer", STRING, "352 km"),
        ("value", NUMBER, 352),
        ("answer", {"type": "integer"}, 352),
        ("river_length", NUMBER, 352),
        ("distance_in_thousand_km", NUMBER, 0.352),
        ("unit", STRING, "kilometre"),
        ("confidence", NUMBER, 0.75),
        ("confidence_score", {"type": "string", "enum": ["low", "medium", "high"]}, "high"),
        ("found", {"type": "boolean"}, True),
        ("is_unanswerable", {"type": "boolean"}, False),
        ("status", STRING, "partial"),
        ("question", STRING, "How long?"),
        ("sources", STRINGS, ["rivers.txt"]),
        ("source", STRING, "rivers.txt"),
        ("source_titles", STRINGS, ["Rivers"]),
        ("quotes", STRINGS, QUOTES),
        ("supporting_quote", STRING, QUOTES[0]),
        ("citations", {"type": "array", "items": {"type": "integer"}}, [1, 2]),
        ("answers", STRINGS, ["310 km", "42 km"]),
        ("lengths", STRINGS, ["310 km", "42 km"]),
        ("length", {"type": ["string", "null"]}, "352 km"),
        ("kind", {"const": "river"}, "river"),
        ("answer", {"type": "string", "maxLength": 10}, "352 km"),
        ("answer", {"allOf": [{"type": "string"}, {"maxLength": 10}]}, "352 km"),
        ("result", _object(answer=STRING, confidence=NUMBER), {"answer": "x", "confidence": 0.75}),
    ],
)
def test_a_property_is_filled_by_its_name_and_type(answer: Answer, name: str, schema: Any, value: Any) -> None:
    found = _filled(answer, **{name: schema})[name]
    if isinstance(found, dict):
        found["answer"] = "x"
    assert found == value


def test_citations_may_be_objects(answer: Answer) -> None:
    cited = {"$ref": "#/$defs/Cited"}
    schema = _object(sources={"type": "array", "items": cited}, best_source=cited)
    schema["$defs"] = {"Cited": _object(title=STRING, url=STRING, quote=STRING, start=NUMBER, id=STRING)}
    found = filled(schema, AnswerFacts(answer))
    [first, second] = found["sources"]
    assert (first["title"], first["url"], first["quote"], first["start"]) == ("Rivers", "rivers.txt", QUOTES[0], 2)
    assert second["quote"] == QUOTES[1]
    assert found["best_source"] == first


@pytest.mark.parametrize("schema", [{"type": "integer"}, {"type": "boolean"}, {"type": "string", "maxLength": 3}])
def test_a_citation_is_nothing_but_its_fields(answer: Answer, schema: dict[str, Any]) -> None:
    """An address is no number and no truth value, and there is no bare answer to put in its place."""
    with pytest.raises(Unfilled):
        _filled(answer, sources={"type": "array", "items": _object(uri=schema)})


def test_what_an_answer_has_nothing_for_is_null_its_default_or_left_out(answer: Answer) -> None:
    defaulted = {"type": "string", "default": "?"}
    assert _filled(answer, answer=STRING, mayor=NULLABLE, colour=defaulted)["mayor"] is None
    assert _filled(answer, answer=STRING, mayor=NULLABLE, colour=defaulted)["colour"] == "?"
    assert filled(_object(required=False, mayor=STRING, colour=STRING), AnswerFacts(answer)) == {}


@pytest.mark.parametrize(
    ("properties", "lacking", "known"),
    [
        ({"mayor": STRING, "colour": STRING}, "mayor", False),
        ({"answer": STRING, "mayor": STRING}, "mayor", False),
        ({"value": {"type": "number", "maximum": 10}}, "value", True),
        ({"answer": {"type": "boolean"}}, "answer", True),
        ({"answer": {"type": "string", "pattern": "(a+)+$"}}, "answer", True),
        ({"answer": {"type": "string", "format": "date"}}, "answer", True),
        ({"answer": {"$ref": "https://example.org/schema"}}, "answer", False),
        ({"quotes": {"type": "array", "items": STRING, "minItems": 3}}, "quotes", True),
    ],
)
def test_what_must_be_there_and_is_not_is_named(
    answer: Answer, properties: dict[str, Any], lacking: str, known: bool
) -> None:
    with pytest.raises(Unfilled) as caught:
        _filled(answer, **properties)
    assert (caught.value.name, caught.value.known) == (lacking, known)


def test_a_refusal_fills_what_a_refusal_can(absent: Answer) -> None:
    found = _filled(absent, answer=STRING, short_answer=NULLABLE, found={"type": "boolean"}, sources=STRINGS)
    assert found == {"answer": absent.answer, "short_answer": None, "found": False, "sources": []}
    with pytest.raises(Unfilled):
        _filled(absent, river_length=NUMBER)


@pytest.mark.parametrize(
    ("short", "schema", "value"),
    [
        ("1,633.3 hectares", NUMBER, 1633.3),
        ("54.16 million yuan", NUMBER, 54_160_000),
        ("1874", {"type": "integer"}, 1874),
        ("yes: it was sold in 2019", {"type": "boolean"}, True),
        ("No, it was not", {"type": "string", "enum": ["yes", "no", "unclear"]}, "no"),
        ("18 September 2020", {"type": "string", "format": "date"}, "2020-09-18"),
        ("the east pier", {"enum": ["west", "east"]}, "east"),
    ],
)
def test_a_bare_answer_is_read_as_the_type_wants_it(answer: Answer, short: str, schema: Any, value: Any) -> None:
    assert _filled(replace(answer, short_answer=short, parts=()), it=schema)["it"] == value


def _nested(depth: int) -> dict[str, Any]:
    return _object(answer=_nested(depth - 1)) if depth else STRING


def test_a_schema_that_leads_on_for_ever_ends(answer: Answer) -> None:
    endless = {"$ref": "#"}
    assert filled({"type": "object", "properties": {"answer": STRING, "child": endless}}, AnswerFacts(answer))["answer"]
    with pytest.raises(Unfilled):
        filled({"$ref": "#"}, AnswerFacts(answer))
    with pytest.raises(Unfilled):
        filled(_nested(DEEPEST + 5), AnswerFacts(answer))
    wide: dict[str, Any] = {"type": "object", "properties": {f"answer_{n}": endless for n in range(30)}}
    with pytest.raises(RefusedError, match="more than 2,000 values"):
        filled(wide, AnswerFacts(answer))
    with pytest.raises(RefusedError, match="longer than 100,000 characters"):
        filled({"description": "x" * 100_001}, AnswerFacts(answer))


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": 5, "required": "answer"},
        {"type": "object", "properties": {"answer": 5}, "required": [5, "answer"]},
        {"anyOf": [5, None]},
        {"anyOf": []},
        {"type": [5]},
        {"type": 5},
        {"type": "array"},
        {"type": "array", "items": False, "maxItems": -1},
        {"allOf": [5], "enum": [{"a": 1}, [2]]},
        {"type": "object", "properties": {"answer": {"type": "string", "minLength": "x", "maxLength": None}}},
        {"$ref": "#/a/b/c"},
        {"$ref": 7},
        {},
    ],
)
def test_a_schema_that_is_none_breaks_nothing(answer: Answer, schema: dict[str, Any]) -> None:
    try:
        json.dumps(filled(schema, AnswerFacts(answer)))
    except (Unfilled, RefusedError):
        return


def _post(client: TestClient, **body: Any) -> Any:
    messages = [{"role": "user", "content": 'How long is it? Reply in JSON with "quotes" and "mayor".'}]
    return client.post(CHAT, json={"messages": messages, **body})


def _message(client: TestClient, **body: Any) -> dict[str, Any]:
    response = _post(client, **body)
    assert response.status_code == 200, response.text
    message: dict[str, Any] = response.json()["choices"][0]["message"]
    return message


def test_any_json_has_the_answer_and_its_citations(client: TestClient, answer: Answer) -> None:
    message = _message(client, response_format={"type": "json_object"})
    told = json.loads(message["content"])
    assert (told["short_answer"], told["answer"], told["status"]) == ("352 km", answer.answer, "partial")
    assert [cited["quote"] for cited in told["citations"]] == QUOTES
    assert told["sources"] == ["rivers.txt"]
    # A key that the message names is there too, where it is known what it asks for.
    assert told["quotes"] == QUOTES
    assert "mayor" not in told
    assert (message["annotations"], message["refusal"]) == ([], None)


def _format(**properties: Any) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "n", "strict": True, "schema": _object(**properties)}}


def test_a_schema_is_filled_or_refused(client: TestClient, answer: Answer) -> None:
    message = _message(client, response_format=_format(answer=STRING, sources=STRINGS))
    assert json.loads(message["content"]) == {"answer": answer.answer, "sources": ["rivers.txt"]}
    refused = _message(client, response_format=_format(mayor=STRING, colour=STRING))
    assert (refused["content"], refused["refusal"]) == (None, "An answer from documents has nothing for “mayor”.")


def test_json_is_never_cut(client: TestClient) -> None:
    response = _post(client, response_format={"type": "json_object"}, max_tokens=1, stop="352").json()
    assert json.loads(response["choices"][0]["message"]["content"])["short_answer"] == "352 km"
    assert response["choices"][0]["finish_reason"] == "stop"


def test_json_and_refusals_are_streamed(client: TestClient) -> None:
    def deltas(**body: Any) -> list[dict[str, Any]]:
        lines = _post(client, stream=True, **body).text.split("\n\n")
        chunks = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: {")]
        return [choice["delta"] for chunk in chunks for choice in chunk["choices"]]

    told = deltas(response_format=_format(value=NUMBER))
    assert json.loads("".join(delta.get("content") or "" for delta in told)) == {"value": 352}
    refused = deltas(response_format=_format(mayor=STRING, colour=STRING))
    assert any(delta.get("refusal") for delta in refused)
    called = deltas(tools=[_tool("tell", value=NUMBER)], tool_choice="required")
    [calls] = [delta["tool_calls"] for delta in called if "tool_calls" in delta]
    assert (calls[0]["index"], json.loads(calls[0]["function"]["arguments"])) == (0, {"value": 352})


def _tool(name: str, **properties: Any) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name, "parameters": _object(**properties)}}


def _named(name: str) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name}}


def test_a_function_that_must_be_called_is_called_where_an_answer_has_its_arguments(client: TestClient) -> None:
    tools = [_tool("get_weather", city=STRING, day=STRING), _tool("tell", short_answer=STRING, quotes=STRINGS)]
    for choice in ("required", _named("tell")):
        response = _post(client, tools=tools, tool_choice=choice).json()
        [choice_told] = response["choices"]
        [call] = choice_told["message"]["tool_calls"]
        assert (call["type"], call["function"]["name"]) == ("function", "tell")
        assert json.loads(call["function"]["arguments"]) == {"short_answer": "352 km", "quotes": QUOTES}
        assert (choice_told["message"]["content"], choice_told["finish_reason"]) == (None, "tool_calls")


@pytest.mark.parametrize("choice", ["required", _named("get_weather")])
def test_a_call_that_cannot_be_made_is_refused_in_one_sentence(client: TestClient, choice: Any) -> None:
    refused = _post(client, tools=[_tool("get_weather", city=STRING, day=STRING)], tool_choice=choice)
    error = refused.json()["error"]
    assert (refused.status_code, error["param"], error["code"]) == (400, "tool_choice", "unsupported_value")
    assert error["message"].startswith(
        "get_weather cannot be called: an answer from documents has nothing for its “city”"
    )


def test_no_name_is_guessed_at_for_a_function_that_was_not_named(client: TestClient) -> None:
    assert _post(client, tools=[_tool("get_weather", city=STRING)], tool_choice="required").status_code == 400
    assert _post(client, tools=[_tool("now")], tool_choice="required").status_code == 400


@pytest.mark.parametrize("choice", [None, "auto", "none"])
def test_tools_that_need_not_be_called_are_not(client: TestClient, choice: str | None) -> None:
    body = {"tools": [_tool("tell", answer=STRING)]} | ({} if choice is None else {"tool_choice": choice})
    message = _message(client, **body)
    assert message["content"].startswith("352 km")
    assert "tool_calls" not in message


def test_the_other_dialect_fills_a_schema_too(client: TestClient) -> None:
    def respond(**properties: Any) -> Any:
        form = {"type": "json_schema", "name": "n", "schema": _object(**properties)}
        return client.post("/v1/responses", json={"input": "How long?", "text": {"format": form}}).json()

    told = respond(value=NUMBER)
    assert json.loads(told["output"][0]["content"][0]["text"]) == {"value": 352}
    assert told["text"]["format"]["schema"]["properties"] == {"value": NUMBER}
    refused = respond(mayor=STRING, colour=STRING)
    assert refused["output"][0]["content"] == [
        {"type": "refusal", "refusal": "An answer from documents has nothing for “mayor”."}
    ]
