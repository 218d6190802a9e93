"""The engine as a llama-index retriever and query engine."""

import asyncio
import hashlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from llama_index.core.evaluation import RetrieverEvaluator
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle, TextNode
from seedqa.index.documents import Document
from seedqa.index.passages import Passage
from seedqa.qa.answering import Engine
from seedqa.qa.llama import as_query_engine, as_retriever
from seedqa.qa.types import Evidence

ROOT = Path(__file__).parents[2]
QUESTION = "How much did Jinghai give Zhenyuan?"
UNANSWERABLE = "Who painted the ceiling of the Sistine Chapel?"


def _text_node(found: NodeWithScore) -> TextNode:
    assert isinstance(found.node, TextNode)
    return found.node


def _check_span(engine: Engine, found: NodeWithScore) -> None:
    node = _text_node(found)
    document = engine.document(node.metadata["document_id"])
    assert document is not None
    assert document.text[node.start_char_idx : node.end_char_idx] == node.text
    assert (node.metadata["start"], node.metadata["end"]) == (node.start_char_idx, node.end_char_idx)
    assert node.metadata["sha256"] == hashlib.sha256(document.text.encode()).hexdigest()
    assert (node.metadata["title"], node.metadata["uri"]) == (document.title, document.uri)
    assert node.ref_doc_id == document.id


def test_the_retriever_gives_the_engines_passages_in_order(engine: Engine) -> None:
    retriever = as_retriever(engine, limit=7)
    assert isinstance(retriever, BaseRetriever)
    found = retriever.retrieve(QUESTION)
    spans = [(_text_node(node).ref_doc_id, _text_node(node).start_char_idx, node.score) for node in found]
    expected = [(e.document.id, e.passage.start, e.score) for e in engine.retrieve(QUESTION, 7)]
    assert spans == expected
    assert len(spans) == 7
    for node in found:
        _check_span(engine, node)


def test_retrieving_asynchronously_is_the_same(engine: Engine) -> None:
    retriever = as_retriever(engine)
    found = asyncio.run(retriever.aretrieve(QueryBundle(QUESTION)))
    assert [node.node_id for node in found] == [node.node_id for node in retriever.retrieve(QUESTION)]


@pytest.mark.parametrize("question", [QUESTION, UNANSWERABLE])
def test_the_query_engine_gives_the_engines_answer_and_its_citations(engine: Engine, question: str) -> None:
    query_engine = as_query_engine(engine)
    assert isinstance(query_engine, CustomQueryEngine)
    response = query_engine.query(question)
    expected = replace(engine.ask(question), timings_ms={}).to_dict()
    assert response.metadata is not None
    assert {**response.metadata["answer"], "timings_ms": {}} == expected
    assert str(response) == expected["answer"]
    for found, citation in zip(response.source_nodes, expected["citations"], strict=True):
        _check_span(engine, found)
        assert _text_node(found).text == citation["quote"]
        assert found.node.metadata == {key: value for key, value in citation.items() if key != "quote"}


def test_the_answer_to_a_question_in_the_seeds_has_sources(engine: Engine) -> None:
    assert as_query_engine(engine).query(QUESTION).source_nodes


def test_both_keep_to_the_documents_named(engine: Engine) -> None:
    [other, *_] = [document for document in engine.documents() if "Zhenyuan" not in document.text]
    found = as_retriever(engine, documents=[other.id]).retrieve(QUESTION)
    assert {_text_node(node).ref_doc_id for node in found} == {other.id}
    response = as_query_engine(engine, documents=[other.id]).query(QUESTION)
    assert response.metadata is not None
    assert response.metadata["answer"]["status"] == "not_found"


def test_querying_asynchronously_is_the_same(engine: Engine) -> None:
    query_engine = as_query_engine(engine)
    assert str(asyncio.run(query_engine.aquery(QUESTION))) == str(query_engine.query(QUESTION))


def test_llama_indexes_own_evaluator_runs_over_the_retriever(engine: Engine) -> None:
    best = engine.retrieve(QUESTION, 1)[0]
    span = f"{best.document.id}:{best.passage.start}-{best.passage.end}"
    evaluator = RetrieverEvaluator.from_metric_names(["mrr"], retriever=as_retriever(engine))
    for expected, score in ((span, 1.0), ("elsewhere", 0.0)):
        result = asyncio.run(evaluator.aevaluate(query=QUESTION, expected_ids=[expected]))
        assert result.metric_vals_dict == {"mrr": score}


class Repeating(Engine):
    """Finds the same words at two places of one document and in another document."""

    def __init__(self) -> None:
        text = "Same line.\nSame line.\n"
        self.found = [
            Evidence(Document(name, name, name, None, None, "", text), Passage(start, start + 10, "", ()), 0.5, 0.0)
            for name, start in (("a", 0), ("a", 11), ("b", 0))
        ]

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        return self.found[:limit]


def test_the_same_words_at_several_places_stay_several_nodes() -> None:
    found = as_retriever(Repeating()).retrieve("Which line?")
    places = [(_text_node(node).ref_doc_id, _text_node(node).start_char_idx) for node in found]
    assert places == [("a", 0), ("a", 11), ("b", 0)]
    assert {_text_node(node).text for node in found} == {"Same line."}


def test_a_language_model_reads_the_title_and_not_the_bookkeeping() -> None:
    [found] = as_retriever(Repeating(), limit=1).retrieve("Which line?")
    read = _text_node(found).get_content(MetadataMode.LLM)
    assert "title: a" in read
    assert "sha256" not in read


def test_the_adapter_alone_imports_no_llama_index() -> None:
    check = "import seedqa.qa.llama, sys; sys.exit('llama_index' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
