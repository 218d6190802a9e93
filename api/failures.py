"""Why a request was not served, before it is put into a client's words.

A failure of the server's own (its index, its model, a defect) is told in general words only: no stack,
path or setting leaves the process. The particulars go to the log.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from fastapi.exceptions import RequestValidationError
from seedqa.index.errors import IndexBusy, InputError, QaError
from seedqa.qa.scope import NothingMatches
from starlette.exceptions import HTTPException

LOG = logging.getLogger("seedqa")


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field of a request body; `pointer` is a JSON pointer, empty for the body itself."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What the caller may know of an error; the rest stays in the log."""

    status: int
    detail: str
    remedy: str | None = None
    errors: tuple[FieldError, ...] = ()
    code: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class RefusedError(Exception):
    """A handler will not serve this request."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(failure.detail)


@singledispatch
def failure_of(error: Exception) -> Failure:
    """What the caller may know of an error; an unexpected one is a defect, told without particulars."""
    return Failure(500, "the server failed on this request", "report it; its log has the particulars")


@failure_of.register
def _(error: QaError) -> Failure:
    LOG.error("%s", error)
    return Failure(503, "the index cannot be used at the moment", "try again later; the server's log says why")


@failure_of.register
def _(error: InputError) -> Failure:
    return Failure(422, error.problem, error.remedy)


@failure_of.register
def _(error: NothingMatches) -> Failure:
    return Failure(422, error.problem, errors=(FieldError("/documents", error.remedy),), code="invalid_value")


@failure_of.register
def _(error: IndexBusy) -> Failure:
    return Failure(503, "the index is being changed", "try again shortly", headers=(("Retry-After", "5"),))


@failure_of.register
def _(error: RefusedError) -> Failure:
    return error.failure


@failure_of.register
def _(error: HTTPException) -> Failure:
    detail, remedy = {
        400: ("the body cannot be read as JSON", "send one JSON object in UTF-8, not nested too deeply"),
        404: ("nothing is served at this address", "see /openapi.json for what is"),
        405: ("this address does not take this method", "see the Allow header"),
    }.get(error.status_code, (error.detail, None))
    return Failure(error.status_code, detail, remedy, headers=tuple((error.headers or {}).items()))


@failure_of.register
def _(error: RequestValidationError) -> Failure:
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return Failure(400, "the body is not JSON", "send one JSON object")
    if any(item["type"] in ("missing", "model_attributes_type") and len(item["loc"]) == 1 for item in found):
        return Failure(422, "the body is not a JSON object", "send one, with Content-Type: application/json")
    errors = tuple(FieldError(_pointer(_place(item, error.body)), item["msg"]) for item in found)
    return Failure(422, "the request does not fit its schema", "see /openapi.json", errors, _code(found[0]["type"]))


def _place(item: dict[str, Any], body: object) -> list[int | str]:
    """The steps that lead to a wrong field in the body, without the names of the types that were tried there."""
    place: list[int | str] = []
    for step in item["loc"][1:]:
        if (isinstance(body, dict) and step in body) or (isinstance(body, list) and isinstance(step, int)):
            body = body[step]
        elif item["type"] != "missing":
            continue
        place.append(step)
    return place if place or item["loc"][0] == "body" else list(item["loc"][1:])


def _code(kind: str) -> str:
    """What OpenAI calls this kind of mistake."""
    known = {"extra_forbidden": "unknown_parameter", "missing": "missing_required_parameter"}
    return known.get(kind, "invalid_type" if kind.endswith("_type") else "invalid_value")


def _pointer(location: Sequence[int | str]) -> str:
    """RFC 6901, so that a client can find the field."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in location)
