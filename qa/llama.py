"""The engine as llama-index sees one: a retriever and a query engine.

llama-index takes a second and 100 MB to import, so it is imported by the two functions here and by nobody
who does not call them. Every node's text is exactly `document_text[start_char_idx:end_char_idx]`.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from seedqa.index.documents import Document
from seedqa.qa.types import Citation, Evidence

if TYPE_CHECKING:
    from llama_index.core.base.response.schema import Response
    from llama_index.core.query_engine import CustomQueryEngine
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle
    from seedqa.qa.answering import Engine

Metadata = dict[str, Any]
UNREAD_BY_MODELS = "document_id uri sha256 start end marker context_start context_end".split()


def as_retriever(engine: "Engine", limit: int = 10, documents: Sequence[str] = ()) -> "BaseRetriever":
    """A llama-index retriever over the engine, or some of its documents: ranked passages with exact spans."""
    from llama_index.core.retrievers import BaseRetriever

    class SeedqaRetriever(BaseRetriever):
        """The passages nearest to a question."""

        def _retrieve(self, query_bundle: "QueryBundle") -> "list[NodeWithScore]":
            return [_passage_node(found) for found in engine.retrieve(query_bundle.query_str, limit, documents)]

        async def _aretrieve(self, query_bundle: "QueryBundle") -> "list[NodeWithScore]":
            return await asyncio.to_thread(self._retrieve, query_bundle)

    return SeedqaRetriever()


def as_query_engine(engine: "Engine", documents: Sequence[str] = ()) -> "CustomQueryEngine":
    """A llama-index query engine: the answer, its citations as source nodes, the Answer in the metadata.

    `documents` limits it as it limits `Engine.ask`; `response.metadata["answer"]` is the contract's Answer object.
    """
    from llama_index.core.query_engine import CustomQueryEngine

    class SeedqaQueryEngine(CustomQueryEngine):
        """Answers from the documents, each statement cited."""

        def custom_query(self, query_str: str) -> "Response":
            return _response(engine, query_str, documents)

        async def acustom_query(self, query_str: str) -> "Response":
            return await asyncio.to_thread(_response, engine, query_str, documents)

    return SeedqaQueryEngine()


def _response(engine: "Engine", question: str, documents: Sequence[str]) -> "Response":
    from llama_index.core.base.response.schema import Response

    answer = engine.ask(question, documents=documents)
    nodes = [_citation_node(citation) for citation in answer.citations]
    return Response(answer.answer, nodes, {"answer": answer.to_dict()})


def _passage_node(found: Evidence) -> "NodeWithScore":
    document, start, end = found.document, found.passage.start, found.passage.end
    return _node(document.text[start:end], _passage_metadata(document, start, end), found.score)


def _passage_metadata(document: Document, start: int, end: int) -> Metadata:
    return {
        "document_id": document.id,
        "title": document.title,
        "uri": document.uri,
        "sha256": document.sha256,
        "publisher": document.publisher,
        "published": document.published,
        "start": start,
        "end": end,
    }


def _citation_node(citation: Citation) -> "NodeWithScore":
    metadata = {
        "marker": citation.marker,
        "document_id": citation.document_id,
        "title": citation.title,
        "uri": citation.uri,
        "sha256": citation.sha256,
        "published": citation.published,
        "start": citation.start,
        "end": citation.end,
        "context_start": citation.context_start,
        "context_end": citation.context_end,
    }
    return _node(citation.quote, metadata, None)


def _node(text: str, metadata: Metadata, score: float | None) -> "NodeWithScore":
    from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode

    source = RelatedNodeInfo(node_id=metadata["document_id"])
    node = TextNode(
        id_=_node_id(metadata),
        text=text,
        start_char_idx=metadata["start"],
        end_char_idx=metadata["end"],
        metadata=metadata,
        excluded_embed_metadata_keys=UNREAD_BY_MODELS,
        excluded_llm_metadata_keys=UNREAD_BY_MODELS,
        relationships={NodeRelationship.SOURCE: source},
    )
    return NodeWithScore(node=node, score=score)


def _node_id(metadata: Metadata) -> str:
    """One id for one span, since llama-index drops nodes that share one."""
    span = f"{metadata['document_id']}:{metadata['start']}-{metadata['end']}"
    return f"{span}[{metadata['marker']}]" if "marker" in metadata else span
