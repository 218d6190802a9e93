"""Questions asked of some documents only: answered as by an index that holds no others."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from seedqa.index.errors import InputError
from seedqa.index.uploads import remove_document
from seedqa.qa.answering import Engine
from seedqa.qa.live import LiveEngine
from seedqa.qa.types import Answer, Turn

from tests.conftest import ROOT

GOLD = ROOT / "evals" / "gold"
JINGHAI = "How much did Jinghai give Zhenyuan?"
TOTAL = "How much did Jinghai give Zhenyuan in total?"


@dataclass(frozen=True, slots=True)
class Alone:
    """Some of the seeds as entries name them, and an index that holds no others."""

    entries: list[str]
    engine: Engine


def _without_all_but(kept: list[str], seed_index: Path, folder: Path) -> Engine:
    shutil.copytree(seed_index, folder / "index")
    with_all = Engine.open(folder / "index")
    documents = with_all.documents()
    with_all.close()
    for document in documents:
        if document.uri not in kept:
            assert remove_document(folder / "index", document.id)
    return Engine.open(folder / "index")


@pytest.fixture(scope="module", params=[("000_*", "003_*"), ("001_*", "002_*", "004_*")], ids=["two", "three"])
def alone(
    request: pytest.FixtureRequest, engine: Engine, seed_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Alone]:
    starts = tuple(entry.rstrip("*") for entry in request.param)
    kept = [d.uri for d in engine.documents() if d.uri.rpartition("/")[2].startswith(starts)]
    assert len(kept) == len(request.param)
    opened = _without_all_but(kept, seed_index, tmp_path_factory.mktemp("alone"))
    yield Alone(list(request.param), opened)
    opened.close()


def _told(answer: Answer) -> dict[str, Any]:
    """An answer without what tells one index from another."""
    return {key: value for key, value in answer.to_dict().items() if key not in {"id", "index", "timings_ms"}}


def _questions(suite: str, step: int) -> list[tuple[str, list[Turn]]]:
    cases = [json.loads(line) for line in (GOLD / f"{suite}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        (case["question"], [Turn(turn["role"], turn["content"]) for turn in case.get("history", [])])
        for case in cases[::step]
    ]


def test_a_scoped_answer_is_that_of_an_index_of_these_documents(engine: Engine, alone: Alone) -> None:
    asked = [*_questions("seeds-dev", 7), *_questions("seeds-conversations-dev", 9), (TOTAL, []), (JINGHAI, [])]
    assert len(asked) >= 20
    for question, history in asked:
        scoped = engine.ask(question, history, alone.entries)
        assert _told(scoped) == _told(alone.engine.ask(question, history)), question


def test_a_scoped_search_is_that_of_an_index_of_these_documents(engine: Engine, alone: Alone) -> None:
    for question, _ in _questions("seeds-dev", 10):
        scoped = engine.retrieve(question, 7, alone.entries)
        assert scoped == alone.engine.retrieve(question, 7), question


def _holding(engine: Engine, name: str) -> list[str]:
    return [document.id for document in engine.documents() if name in document.text]


def test_nothing_outside_is_cited_shown_or_computed_over(engine: Engine) -> None:
    holding = _holding(engine, "Jinghai")
    others = [document.id for document in engine.documents() if document.id not in holding]
    assert engine.ask(TOTAL, documents=holding).derivation is not None
    refused = engine.ask(TOTAL, documents=others)
    assert (refused.status, refused.citations, refused.derivation) == ("not_found", (), None)
    assert refused.nearest
    assert {citation.document_id for citation in refused.nearest} <= set(others)


def test_the_id_takes_the_documents_in_and_not_how_they_are_named(engine: Engine) -> None:
    [first, second, *_] = engine.documents()
    ids = [
        engine.ask(JINGHAI, documents=documents).id
        for documents in ([first.id, second.id], [second.uri, first.uri], [first.id], [second.id], [])
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[1:])) == 4


def test_an_entry_that_matches_nothing_is_refused(engine: Engine) -> None:
    for ask in (engine.ask, engine.retrieve):
        with pytest.raises(InputError, match=r"no document matches 'nowhere\.md'"):
            ask(JINGHAI, documents=["*", "nowhere.md"])


def test_a_live_engine_limits_the_newest_generation(seed_index: Path, tmp_path: Path) -> None:
    shutil.copytree(seed_index, tmp_path / "index")
    live = LiveEngine.open(tmp_path / "index")
    [gone] = [document.id for document in live.documents() if "Jinghai" in document.text]
    assert {citation.document_id for citation in live.ask(JINGHAI, documents=[gone]).citations} == {gone}
    assert {found.document.id for found in live.retrieve(JINGHAI, 50, [gone])} == {gone}
    live.remove_document(gone)
    with pytest.raises(InputError, match=gone):
        live.ask(JINGHAI, documents=[gone])
    live.close()
