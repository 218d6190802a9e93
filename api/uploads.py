"""Documents handed in over HTTP, as JSON or as a form with a file, and taken out again.

A name is only a name: nothing is ever written to a path that a client chose.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from json import JSONDecodeError
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from seedqa.api.answerer import EngineInUse, editor
from seedqa.api.documents import summary
from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.problems import documented
from seedqa.api.schemas import DocumentSummary, IndexBody, Text
from seedqa.index.decoding import decode
from seedqa.index.documents import Document
from seedqa.index.errors import IndexUnusable, InputError
from seedqa.index.uploads import LONGEST_NAME, Statements, uploaded_document
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

router = APIRouter(tags=["documents"])


def _date(text: str) -> str:
    return date.fromisoformat(text).isoformat()


class Stated(BaseModel):
    """What whoever hands a document in says of it; the document itself is read for what is left out."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Annotated[Text | None, Field(min_length=1, max_length=300)] = None
    publisher: Annotated[Text | None, Field(min_length=1, max_length=300)] = None
    published: Annotated[
        Annotated[str, AfterValidator(_date)] | None,
        Field(description="ISO date.", json_schema_extra={"format": "date"}),
    ] = None


class DocumentUpload(Stated):
    """A document as JSON."""

    name: Annotated[
        Text,
        Field(min_length=1, max_length=LONGEST_NAME, description="A file name; the same name again changes it."),
    ]
    text: Annotated[Text, Field(min_length=1, description="The whole text.")]


class UploadedDocument(DocumentSummary):
    """A document that was handed in, and the index that answers from it."""

    guessed: Annotated[
        str | None, Field(description="Its encoding, where it is a guess: it is neither UTF-8 nor marked.")
    ]
    index: IndexBody


@dataclass(frozen=True, slots=True)
class Upload:
    """What a request hands in."""

    name: str
    data: bytes
    stated: Stated

    def document(self) -> Document:
        """The document it makes."""
        told = self.stated
        return uploaded_document(self.name, self.data, Statements(told.title, told.publisher, told.published))

    def guessed(self) -> str | None:
        """The encoding its bytes were read in, where that is a guess."""
        return decode(self.data, "the document").guessed


async def read_upload(request: Request) -> Upload:
    """The document in a request's body, in either form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _from_json(await _json(request))
    if kind == "multipart/form-data":
        return await _from_form(request)
    raise RefusedError(Failure(415, "a document is sent as application/json or multipart/form-data"))


_FORMS = {
    "application/json": {"schema": DocumentUpload.model_json_schema()},
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "required": ["file"],
            "additionalProperties": False,
            "properties": {
                "file": {"type": "string", "format": "binary"},
                **Stated.model_json_schema()["properties"],
            },
        }
    },
}


@router.post(
    "/v1/documents",
    status_code=201,
    response_model=UploadedDocument,
    responses={
        200: {"description": "It was there already", "model": UploadedDocument},
        **documented(400, 401, 403, 413, 415, 422, 500, 503),
    },
    operation_id="put_document",
    openapi_extra={"requestBody": {"required": True, "content": _FORMS}},
)
def put_document(
    upload: Annotated[Upload, Depends(read_upload)], engine: EngineInUse, response: Response
) -> dict[str, Any]:
    """Add a document, or change the one of the same name; questions are answered from it at once."""
    document = upload.document()
    with _the_indexs_own_failures():
        changed = editor(engine).put_document(document)
    response.status_code = 201 if changed else 200
    response.headers["Location"] = f"/v1/documents/{document.id}"
    return {**summary(document), "guessed": upload.guessed(), "index": asdict(engine.identity)}


@router.delete(
    "/v1/documents/{document_id}",
    status_code=204,
    responses=documented(401, 403, 404, 422, 500, 503),
    operation_id="remove_document",
)
def remove_document(document_id: str, engine: EngineInUse) -> None:
    """Take a document out of the index; one that came from a file comes back when its folder is indexed again."""
    with _the_indexs_own_failures():
        gone = editor(engine).remove_document(document_id)
    if not gone:
        raise RefusedError(Failure(404, "no document has this id", "GET /v1/documents lists the ids"))


@contextmanager
def _the_indexs_own_failures() -> Iterator[None]:
    """Once a document is taken, what hinders the index is no mistake of the caller's, and names its paths."""
    try:
        yield
    except InputError as error:
        raise IndexUnusable(error.problem, error.remedy) from None


async def _json(request: Request) -> Any:
    try:
        return await request.json()
    except (JSONDecodeError, UnicodeDecodeError, RecursionError, ValueError):
        raise RefusedError(Failure(400, "the body is not JSON", "send one JSON object")) from None


def _from_json(body: Any) -> Upload:
    try:
        told = DocumentUpload.model_validate(body)
    except ValidationError as error:
        raise _invalid(error, body) from None
    stated = Stated(**told.model_dump(exclude={"name", "text"}))
    return Upload(told.name, told.text.encode(), stated)


async def _from_form(request: Request) -> Upload:
    try:
        async with request.form(max_files=1, max_fields=3, max_part_size=4_000) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise RefusedError(_NO_FILE)
            fields = {name: value for name, value in form.multi_items() if name != "file"}
            return Upload(file.filename or "", await file.read(), _stated(fields))
    except HTTPException:
        remedy = "send one file as multipart/form-data, with title, publisher and published at most"
        raise RefusedError(Failure(400, "the form cannot be read", remedy)) from None


def _stated(fields: dict[str, Any]) -> Stated:
    try:
        return Stated.model_validate(fields)
    except ValidationError as error:
        raise _invalid(error, fields) from None


def _invalid(error: ValidationError, body: Any) -> RequestValidationError:
    found = [{**item, "loc": ("body", *item["loc"])} for item in error.errors(include_url=False)]
    return RequestValidationError(found, body=body)


_NO_FILE = Failure(422, "the form has no file", "send one named file", errors=(FieldError("/file", "is missing"),))
