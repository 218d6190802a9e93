"""The benchmark's arithmetic and its table; the retriever it compares with finds what brute force finds."""

import tomllib
from pathlib import Path

import numpy as np
import pytest
from packaging.requirements import Requirement
from seedqa.evals.bench import QUESTION, Timing, default_retriever, table
from seedqa.evals.rates import LEAST_TIMES, Rates
from seedqa.evals.weight import LIMIT, OWN, Weight, base_install, installed_by, told, total
from seedqa.index.corpus import embedded_text
from seedqa.index.embedding import PACKAGED, Embedder
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.qa.answering import Engine

from tests.distributions import closure

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BASE = [Requirement(line) for line in PROJECT["dependencies"]]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder.open(PACKAGED)


def test_medians_and_ratios_are_right() -> None:
    ours = Timing("ours", (10.0, 30.0, 20.0), limit=15.0)
    theirs = Timing("theirs, as it comes", (40.0, 40.0, 41.0, 39.0))
    assert (ours.median, theirs.median) == (20.0, 40.0)
    assert ours.slow == 29.0
    lines = table([ours, theirs], theirs).splitlines()
    assert [cell.strip() for cell in lines[0].strip("|").split("|")][-1] == "ratio to theirs"
    cells = [cell.strip() for cell in lines[2].strip("|").split("|")]
    assert cells == ["ours", "3", "20.0", "29.0", "15 (NOT HELD)", "0.50"]
    assert len({len(line) for line in lines}) == 1


def test_the_retriever_beside_ours_searches_the_same_passages(engine: Engine, embedder: Embedder) -> None:
    documents = engine.documents()
    texts = [embedded_text(d, p) for d in documents for p in read_passages(d.text, PassageSettings())]
    cosines = embedder.embed(texts) @ embedder.embed([QUESTION])[0]
    found = default_retriever(documents, embedder).retrieve(QUESTION)
    assert [node.get_content() for node in found] == [texts[i] for i in np.argsort(-cosines)[: len(found)]]


def test_the_bundled_encoder_is_faster_than_what_it_is_made_from(engine: Engine, embedder: Embedder) -> None:
    rates = Rates.of(engine.documents()[:2], embedder)
    assert rates.times >= LEAST_TIMES, rates
    assert "held" in rates.told()
    assert "20, by sentence-transformers 16 (1.2 times, at least 1.5: NOT HELD)" in Rates(20.0, 16.0).told()


def test_the_base_install_is_what_it_names_and_what_that_needs_and_light_enough() -> None:
    found = base_install(one.name for one in BASE)
    assert {one.name for one in found} == closure(BASE) | {OWN}
    assert total(found) <= LIMIT, told(found)
    own = next(one.megabytes for one in found if one.name == OWN)
    weights = sum(file.stat().st_size for file in ROOT.glob("*/**/weights/**/*.onnx")) / 1e6
    assert weights < own < weights + 20
    assert [one.megabytes for one in found] == sorted((one.megabytes for one in found), reverse=True)


def test_a_base_install_that_is_too_heavy_is_told() -> None:
    found = [Weight("torch", 757.4), Weight("seedqa", 143.0)]
    assert told(found) == "pip install brings 900 MB in 2 packages (at most 500: NOT HELD): torch 757, seedqa 143, ..."


def test_what_is_required_under_the_marker_of_an_extra_is_not_counted() -> None:
    named = installed_by(["jsonschema", "Typer", "prompt_toolkit"])
    assert {"jsonschema", "attrs", "typer", "rich", "prompt-toolkit", "wcwidth"} <= named
    assert named & {"pytest", "isoduration", "webcolors"} == set()
