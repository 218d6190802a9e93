"""`qa eval --llm`: a capable model's recorded replies, replayed against prompts, parser and gate."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from seedqa.evals.corpus_index import corpus_index
from seedqa.evals.recording import OnlySearching, RecordedModel, Recording
from seedqa.evals.with_model import FAILED, HOLDS, ModelOptions, asked, load_floors, run_with_model, short_of
from seedqa.qa.answering import Engine
from seedqa.qa.llm.settings import LlmSettings

from tests.qa.llm_server import scripted_server

Opened = Callable[[str], OnlySearching]


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpora") / "index"


@pytest.fixture
def opened(beside: Path) -> Opened:
    """Opens an engine over a corpus, whose passages the model reads by itself: what is measured is the model's part."""

    def open_searching(corpus: str) -> OnlySearching:
        return OnlySearching(Engine.open(corpus_index(corpus, beside)))

    return open_searching


def test_the_recorded_replies_are_as_right_as_they_were(opened: Opened) -> None:
    pairs = asked(ModelOptions(), RecordedModel(Recording.load()), opened, lambda *told: None)
    assert len(pairs) == 328
    assert list(short_of(pairs, load_floors())) == []


def test_both_ways_stand_side_by_side_and_every_case_in_a_file(opened: Opened, tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    options = ModelOptions(suites=("planted-injection",), show_cases=True, report=tmp_path)
    assert run_with_model(options, opened, out, err) == HOLDS
    told = out.getvalue()
    assert "right" in told
    assert "claims sent back" in told
    assert "ok: with the model at least as many are right as without" in told
    rows = [json.loads(line) for line in (tmp_path / "with-model.jsonl").read_text().splitlines()]
    assert len(rows) == 8
    assert {row["with"]["answer"]["mode"] for row in rows} == {"generative"}


def test_a_suite_that_nothing_is_recorded_for_is_one_line(opened: Opened) -> None:
    err = io.StringIO()
    assert run_with_model(ModelOptions(suites=("figures-dev",)), opened, io.StringIO(), err) == 2
    assert err.getvalue().startswith("qa eval: nothing is recorded for these suites; set QA_LLM_URL")


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_live_model_is_asked_and_one_that_makes_it_worse_fails(opened: Opened) -> None:
    out = io.StringIO()
    claim: dict[str, Any] = {"text": "It is 7.", "quotes": [], "formula": None}
    with scripted_server() as server:
        server.says(json.dumps({"verdict": "unclear", "claims": [claim]}))
        options = ModelOptions(LlmSettings(url=server.url), ("seeds-dev",), kind="unanswerable", fast=True)
        status = run_with_model(options, opened, out, io.StringIO())
        assert server.requests
    assert (status, "FAILED: " in out.getvalue()) == (FAILED, True)
