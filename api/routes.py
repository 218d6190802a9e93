"""The contract's own routes: ask, documents, health.

Handlers are plain functions, so that they run in the thread pool; the engine is safe to share.
"""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from seedqa.api.answerer import EngineInUse
from seedqa.api.documents import summary
from seedqa.api.failures import Failure, RefusedError
from seedqa.api.problems import documented
from seedqa.api.schemas import AnswerBody, AskRequest, DocumentBody, DocumentList
from seedqa.api.sessions.routes import KeptConversations, offered
from seedqa.qa.types import Turn

router = APIRouter()


@router.post(
    "/v1/ask",
    response_model=AnswerBody,
    responses=documented(400, 413, 422, 500, 503),
    tags=["answers"],
    operation_id="ask",
)
def ask(body: AskRequest, engine: EngineInUse, kept: KeptConversations) -> dict[str, Any]:
    """One answer from the documents, with exact citations; with a `conversation_id` it is kept as a turn."""
    told = None if body.history is None else [Turn(turn.role, turn.content) for turn in body.history]
    if body.conversation_id is None:
        return engine.ask(body.question, told or (), body.documents or ()).to_dict()
    conversations = offered(kept)
    history = conversations.history(body.conversation_id) if told is None else told
    answer = engine.ask(body.question, history, body.documents or ())
    conversations.append(body.conversation_id, answer)
    return answer.to_dict()


@router.get(
    "/v1/documents",
    response_model=DocumentList,
    responses=documented(500, 503),
    tags=["documents"],
    operation_id="list_documents",
)
def list_documents(engine: EngineInUse) -> dict[str, Any]:
    """Every document of the index, ordered by uri."""
    documents = [summary(document) for document in engine.documents()]
    return {"documents": documents, "index": asdict(engine.identity)}


@router.get(
    "/v1/documents/{document_id}",
    response_model=DocumentBody,
    responses=documented(404, 422, 500, 503),
    tags=["documents"],
    operation_id="read_document",
)
def read_document(document_id: str, engine: EngineInUse) -> dict[str, Any]:
    """One document with its canonical text, into which every offset points."""
    document = engine.document(document_id)
    if document is None:
        raise RefusedError(_UNKNOWN_DOCUMENT)
    return {**summary(document), "text": document.text}


_UNKNOWN_DOCUMENT = Failure(404, "no document has this id", "GET /v1/documents lists the ids")
