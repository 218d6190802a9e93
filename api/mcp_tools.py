"""The engine's tools for the Model Context Protocol: ask, search, list_documents, read_document.

Every result is structured and holds the same citations as any other surface; the text beside it is the same
as JSON, for clients that read no structure.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field
from seedqa.api.answerer import Answerer
from seedqa.api.documents import summary
from seedqa.api.failures import failure_of
from seedqa.api.mcp_schemas import DocumentText, FoundPassage, ListedDocuments, SearchResult
from seedqa.api.schemas import AnswerBody, DocumentScope, DocumentSummary, Text, TurnBody
from seedqa.index.errors import QaError
from seedqa.index.spans import Span
from seedqa.qa.composition import cite
from seedqa.qa.types import Evidence, Turn

from seedqa import __version__

INSTRUCTIONS = (
    "Answers questions from a fixed set of documents. Use `ask` first: its answer is cited to exact words, and a "
    "status of not_found means that the documents do not say. Use `search` to see passages, `read_document` to read on "
    "and `list_documents` to see what there is."
)
LONGEST_READ = 20_000
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Question = Annotated[Text, Field(description="The question, in the user's words.")]
DocumentId = Annotated[Text, Field(description="A document_id that a citation or a passage carries.")]


def mcp_server(engine: Callable[[], Answerer]) -> MCPServer[None]:
    """The server over whichever engine is in use when a tool is called."""
    with _root_logger_left_alone():
        server = MCPServer[None](
            "seedqa", title="Answers from documents", instructions=INSTRUCTIONS, version=__version__
        )
    _add_ask(server, engine)
    _add_search(server, engine)
    _add_list_documents(server, engine)
    _add_read_document(server, engine)
    return server


def _add_ask(server: MCPServer[None], engine: Callable[[], Answerer]) -> None:
    @server.tool(annotations=_READS)
    def ask(
        question: Question,
        history: Annotated[
            list[TurnBody] | None, Field(description="Earlier messages of the conversation, oldest first.")
        ] = None,
        documents: DocumentScope = None,
    ) -> AnswerBody:
        """Answer a question from the documents, every statement cited to its exact words, or say what is missing."""
        turns = [Turn(turn.role, turn.content) for turn in history or []]
        with _told():
            return AnswerBody.model_validate(engine().ask(question, turns, documents or ()).to_dict())


def _add_search(server: MCPServer[None], engine: Callable[[], Answerer]) -> None:
    @server.tool(annotations=_READS)
    def search(
        query: Question,
        limit: Annotated[int, Field(ge=1, le=50, description="How many passages at most.")] = 5,
        documents: DocumentScope = None,
    ) -> SearchResult:
        """The passages of the documents nearest to a question, best first, each an exact span of its document."""
        with _told():
            found = engine().retrieve(query, limit, documents or ())
            return SearchResult(passages=[_passage(rank, evidence) for rank, evidence in enumerate(found, 1)])


def _add_list_documents(server: MCPServer[None], engine: Callable[[], Answerer]) -> None:
    @server.tool(annotations=_READS)
    def list_documents(
        limit: Annotated[int, Field(ge=1, le=500, description="How many documents at most.")] = 100,
        offset: Annotated[int, Field(ge=0, description="How many to pass over, to read on.")] = 0,
    ) -> ListedDocuments:
        """The documents that answers come from, ordered by uri, without their texts."""
        with _told():
            documents = engine().documents()
        shown = [DocumentSummary(**summary(document)) for document in documents[offset : offset + limit]]
        return ListedDocuments(documents=shown, total=len(documents))


def _add_read_document(server: MCPServer[None], engine: Callable[[], Answerer]) -> None:
    @server.tool(annotations=_READS)
    def read_document(
        document_id: DocumentId,
        start: Annotated[int, Field(ge=0, description="First code point to read.")] = 0,
        end: Annotated[
            int | None, Field(ge=0, description=f"One past the last; at most {LONGEST_READ:,} are read at once.")
        ] = None,
    ) -> DocumentText:
        """The text of a document, or a part of it; offsets are the ones that citations carry."""
        with _told():
            document = engine().document(document_id)
        if document is None:
            raise ToolError("no document has this id; take one from a citation or from search")
        length = len(document.text)
        first = min(start, length)
        last = max(first, min(length if end is None else end, length, first + LONGEST_READ))
        return DocumentText(
            document_id=document.id,
            title=document.title,
            uri=document.uri,
            publisher=document.publisher,
            published=document.published,
            sha256=document.sha256,
            length=length,
            start=first,
            end=last,
            text=document.text[first:last],
        )


def _passage(rank: int, evidence: Evidence) -> FoundPassage:
    cited = cite(rank, evidence, Span(evidence.passage.start, evidence.passage.end))
    return FoundPassage(**asdict(cited), score=evidence.score)


@contextmanager
def _root_logger_left_alone() -> Iterator[None]:
    """The library gives the root logger a handler and a level of its own; how logs are written is the service's."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@contextmanager
def _told() -> Iterator[None]:
    """Puts a failure that the caller can act on into the tool's result, in the words the HTTP service uses."""
    try:
        yield
    except QaError as error:
        failure = failure_of(error)
        told = [failure.detail, *(wrong.detail for wrong in failure.errors), failure.remedy]
        raise ToolError("; ".join(filter(None, told))) from None
