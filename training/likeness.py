"""How alike two encoders are: the cosines of their vectors, and what each finds for the questions of a gold suite."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from seedqa.evals.cases import CORPORA, find_suite, load_suite
from seedqa.index.corpus import embedded_text
from seedqa.index.documents import read_document
from seedqa.index.encoder import Encoder
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.index.sources import find_sources

SUITES = ("seeds-dev", "harbour-dev")
DEPTHS = (1, 5, 10)
Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What came of a suite; cosines are (mean, least), shares found go with ``DEPTHS``."""

    suite: str
    passages: tuple[float, float]
    questions: tuple[float, float]
    overlap: float
    found: tuple[float, ...]
    found_by_original: tuple[float, ...]

    def row(self) -> str:
        """A row of a Markdown table."""
        cosines = [f"{mean:.4f}, {least:.4f}" for mean, least in (self.passages, self.questions)]
        shares = [", ".join(f"{share:.3f}" for share in found) for found in (self.found, self.found_by_original)]
        return "| " + " | ".join([self.suite, *cosines, f"{self.overlap:.3f}", *shares]) + " |"


@dataclass(frozen=True, slots=True)
class Gold:
    """The passages of a corpus and, for each question of a suite, the places of those that prove its answer."""

    passages: list[str]
    questions: list[str]
    proving: list[set[int]]


def likenesses(original: Encoder, other: Encoder) -> list[Likeness]:
    """One likeness a suite."""
    return [likeness(suite, read_gold(suite), original, other) for suite in SUITES]


def read_gold(suite: str) -> Gold:
    """The passages and the questions whose first quote stands in one of them."""
    gold = Gold([], [], [])
    places: list[tuple[str, str]] = []
    for source in find_sources([CORPORA[suite.partition("-")[0]]]).found:
        document = read_document(source)
        for passage in read_passages(document.text, PassageSettings()):
            gold.passages.append(embedded_text(document, passage))
            places.append((source.uri, document.text[passage.start : passage.end]))
    for case in load_suite(find_suite(suite)).cases:
        for quote in case.evidence[:1]:
            holding = {
                n for n, (uri, text) in enumerate(places) if uri.endswith(quote.document) and quote.quote in text
            }
            if holding:
                gold.questions.append(case.question)
                gold.proving.append(holding)
    return gold


def likeness(suite: str, gold: Gold, original: Encoder, other: Encoder) -> Likeness:
    """Compares two encoders over a suite."""
    (ours, asked), (theirs, theirs_asked) = (
        (encoder.embed(gold.passages), encoder.embed(gold.questions)) for encoder in (other, original)
    )
    order, their_order = _order(asked, ours), _order(theirs_asked, theirs)
    common = [len({*one[:5]} & {*two[:5]}) / 5 for one, two in zip(order.tolist(), their_order.tolist(), strict=True)]
    return Likeness(
        suite,
        _cosines(ours, theirs),
        _cosines(asked, theirs_asked),
        float(np.mean(common)),
        _found(order, gold.proving),
        _found(their_order, gold.proving),
    )


def _order(asked: Rows, passages: Rows) -> NDArray[np.int64]:
    return np.argsort(-(asked @ passages.T), axis=1, kind="stable")


def _cosines(ours: Rows, theirs: Rows) -> tuple[float, float]:
    cosines = (ours * theirs).sum(axis=1)
    return float(cosines.mean()), float(cosines.min())


def _found(order: NDArray[np.int64], proving: Sequence[set[int]]) -> tuple[float, ...]:
    """The share of questions with a proving passage among the first ``DEPTHS``."""
    rows = order.tolist()
    return tuple(
        sum(bool({*row[:depth]} & holding) for row, holding in zip(rows, proving, strict=True)) / len(rows)
        for depth in DEPTHS
    )
