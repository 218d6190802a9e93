"""How a client wants its answer: as text, as JSON, as JSON of a schema, or as a call of one of its functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from seedqa.api.failures import Failure, FieldError, RefusedError


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the client's, and the schema of its arguments."""

    name: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an answer; of several functions the first whose arguments are known is called, unless the client
    named it."""

    kind: Literal["text", "json", "schema", "call"] = "text"
    schema: Mapping[str, Any] | None = None
    functions: tuple[Function, ...] = ()
    named: bool = False


TEXT = Form()


def form_of(
    formatted: str,
    schema: Mapping[str, Any] | None,
    functions: Sequence[Function],
    choice: str | Mapping[str, Any] | None,
) -> Form:
    """The form that a response format and a choice of tools ask for; a call goes before a format."""
    if choice == "required" or isinstance(choice, Mapping):
        return Form("call", functions=_chosen(functions, choice), named=choice != "required")
    if formatted == "json_schema" and schema is not None:
        return Form("schema", schema)
    return Form("json") if formatted == "json_object" else TEXT


def _chosen(functions: Sequence[Function], choice: str | Mapping[str, Any]) -> tuple[Function, ...]:
    if isinstance(choice, str):
        if not functions:
            raise RefusedError(tool_refusal("a call is required and no function offered", "offer one"))
        return tuple(functions)
    name = _name(choice)
    named = tuple(function for function in functions if function.name == name)
    if not named:
        raise RefusedError(tool_refusal("the function to be called is not among the tools", "name one that is"))
    return named


def _name(choice: Mapping[str, Any]) -> Any:
    """The name, as the chat dialect and as the responses dialect have it."""
    function = choice.get("function")
    return function.get("name") if isinstance(function, Mapping) else choice.get("name")


def tool_refusal(problem: str, remedy: str) -> Failure:
    """Why no function can be called."""
    return Failure(400, problem, errors=(FieldError("/tool_choice", remedy),), code="unsupported_value")


def functions_of(tools: Sequence[Mapping[str, Any]]) -> list[Function]:
    """The functions among the tools, in either dialect's shape; other tools cannot be called."""
    told = [tool.get("function", tool) for tool in tools if tool.get("type") == "function"]
    return [
        Function(function["name"], function.get("parameters") or {})
        for function in told
        if isinstance(function, Mapping)
        and isinstance(function.get("name"), str)
        and isinstance(function.get("parameters") or {}, Mapping)
    ]
