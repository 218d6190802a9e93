"""The facts of an answer in the form that a client asks for."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seedqa.api.failures import RefusedError
from seedqa.api.structured.facts import UNKNOWN, AnswerFacts, Facts
from seedqa.api.structured.filling import Unfilled, filled
from seedqa.api.structured.form import Form, Function, tool_refusal
from seedqa.api.structured.names import words_of

_KEY = re.compile(r"([\"'`])([A-Za-z]\w{0,40})\1")
_MOST_KEYS = 30
_STRING: Mapping[str, Any] = {"type": "string"}
_CITED = ("marker", "document_id", "title", "uri", "start", "end", "quote")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a client's function."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text in the form asked for, a call, or why there is neither."""

    text: str = ""
    call: Call | None = None
    refusal: str | None = None


def shaped(form: Form, facts: Facts, whole: Mapping[str, Any], refusal: str | None) -> Shaped:
    """The facts in a form; `whole` is what is said where the form is any JSON, `refusal` why there are none to fill it
    with."""
    if form.kind == "call":
        return _called(form, facts, refusal)
    if form.kind == "json" or form.schema is None:
        return Shaped(_json(whole))
    try:
        return Shaped(_json(filled(form.schema, facts)))
    except Unfilled as unfilled:
        return Shaped(refusal=refusal or f"An answer from documents has nothing for “{unfilled.name}”.")


def whole_answer(facts: AnswerFacts, asked: Sequence[str], note: str | None) -> dict[str, Any]:
    """An answer as JSON where no schema tells its keys, with those that the client's messages name."""
    answer = facts.answer
    told: dict[str, Any] = {
        "short_answer": answer.short_answer,
        "answer": answer.answer,
        "status": answer.status,
        "confidence": answer.confidence,
        "citations": [{name: getattr(cited, name) for name in _CITED} for cited in answer.citations],
        "sources": list(dict.fromkeys(cited.uri for cited in answer.citations)),
    }
    keys = [match[2] for text in asked for match in _KEY.finditer(text)]
    for key in [key for key in dict.fromkeys(keys) if key not in told][:_MOST_KEYS]:
        told |= _named(key, facts)
    return told if note is None else {**told, "note": note}


def _named(key: str, facts: Facts) -> dict[str, Any]:
    """A key that a message names, if it is known what it asks for: a list where the name is one of several things."""
    fact = facts.named(key)
    several = isinstance(fact, tuple) and key.lower() not in words_of(key)
    schema = {"type": "object", "properties": {key: {"type": "array", "items": _STRING} if several else {}}}
    found: dict[str, Any] = {} if fact is UNKNOWN else filled(schema, facts)
    return found


def _called(form: Form, facts: Facts, refusal: str | None) -> Shaped:
    """A call of the first function whose arguments are known; the refusal where the documents lack them."""
    lacking = Unfilled("", known=False)
    for function in form.functions:
        if not form.named and not function.parameters.get("properties"):
            continue
        try:
            arguments = filled({**function.parameters, "type": "object"}, facts, guessing=form.named)
        except Unfilled as unfilled:
            lacking = unfilled
            continue
        return Shaped(call=Call(function.name, _json(arguments)))
    if lacking.known and refusal is not None:
        return Shaped(refusal=refusal)
    raise RefusedError(tool_refusal(_nothing_for(lacking.name, form.functions), "ask without requiring a call"))


def _nothing_for(name: str, functions: Sequence[Function]) -> str:
    named = ", ".join(function.name for function in functions[:3])
    told = f"an answer from documents has nothing for its “{name}”" if name else "it takes no arguments"
    return f"{named} cannot be called: {told}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
