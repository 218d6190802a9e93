"""Failures as the caller reads them: RFC 9457 problem details, or OpenAI's error object on its paths."""

import json
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from seedqa.api.failures import Failure, RefusedError, failure_of
from seedqa.index.errors import QaError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

OPENAI_PATHS = ("/v1/chat/", "/v1/completions", "/v1/embeddings", "/v1/models", "/v1/responses")


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: Annotated[str, Field(description="`about:blank`: the title says all there is to say of the kind.")]
    title: Annotated[str, Field(description="The status in words.")]
    status: Annotated[int, Field(description="The HTTP status.")]
    detail: Annotated[str, Field(description="What is wrong with this request.")]
    remedy: Annotated[str | None, Field(description="What to do about it.")] = None
    errors: Annotated[
        list[dict[str, str]] | None,
        Field(description="Each wrong field: `pointer` (a JSON pointer into the body) and `detail`."),
    ] = None


_CONTENT = {"application/problem+json": {"schema": Problem.model_json_schema()}}
# What any route may answer before its own code is reached: no access, too large, too slow, too many, not ready.
REFUSALS: dict[str, Any] = {
    "4XX": {"description": "Refused", "content": _CONTENT},
    "5XX": {"description": "Not possible now", "content": _CONTENT},
}


class AsciiJSONResponse(JSONResponse):
    """JSON in ASCII, since a key sent by a client may hold a lone surrogate that UTF-8 cannot."""

    def render(self, content: Any) -> bytes:
        """The content as escaped JSON."""
        return json.dumps(content).encode("ascii")


def install(app: FastAPI) -> None:
    """Answer every failure of the app in the client's own error shape."""
    for kind in (QaError, RefusedError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _answer_error)


def failure_response(path: str, failure: Failure) -> JSONResponse:
    """The response for a failure: OpenAI's shape on its paths, problem details elsewhere."""
    headers = dict(failure.headers)
    if path.startswith(OPENAI_PATHS):
        status = 400 if failure.status == 422 else failure.status
        return AsciiJSONResponse(openai_error(failure), status, headers)
    return AsciiJSONResponse(_problem(failure), failure.status, headers, "application/problem+json")


def openai_error(failure: Failure) -> dict[str, Any]:
    """A failure as OpenAI writes it."""
    fields = [f"{_parameter(error.pointer)}: {error.detail}" for error in failure.errors]
    param = _parameter(failure.errors[0].pointer) if failure.errors else None
    return {
        "error": {
            "message": "; ".join(filter(None, [failure.detail, *fields, failure.remedy])),
            "type": "server_error" if failure.status >= 500 else "invalid_request_error",
            "param": param,
            "code": failure.code,
        }
    }


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem responses of a route, for its OpenAPI entry."""
    return {status: {"description": HTTPStatus(status).phrase, "content": _CONTENT} for status in statuses}


async def _answer_error(request: Request, error: Exception) -> JSONResponse:
    failure = failure_of(error)
    if failure.status == HTTPStatus.METHOD_NOT_ALLOWED:
        # Routes that share an address each know only their own methods.
        methods = request.app.methods_at(request.url.path)
        failure = replace(failure, headers=(("Allow", ", ".join(methods)),)) if methods else failure
    return failure_response(request.url.path, failure)


def _problem(failure: Failure) -> dict[str, Any]:
    errors = [{"pointer": error.pointer, "detail": error.detail} for error in failure.errors]
    optional = {"remedy": failure.remedy, "errors": errors}
    return {
        "type": "about:blank",
        "title": HTTPStatus(failure.status).phrase,
        "status": failure.status,
        "detail": failure.detail,
        **{key: value for key, value in optional.items() if value},
    }


def _parameter(pointer: str) -> str:
    """A JSON pointer as OpenAI writes it: `messages[0].content`."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return "".join(f"[{step}]" if step.isdecimal() else f".{step}" for step in steps).removeprefix(".")
