"""What an exported reader makes of records: its spans scored, its certainty ranked, near misses included."""

import random
import statistics
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from seedqa.qa.reader.decoding import ReadSpan
from seedqa.qa.reader.folder import Calibration
from seedqa.qa.reader.runtime import Reader, Seen

from training.mixture import Mixture
from training.records import Record
from training.scoring import Numbers, auc, exact, f1, fitted

# Questions asked of every policy alike: other clauses answer them too, so a near miss cannot be told from a hit.
GENERIC = frozenset({"policyqa"})
# The two logits say almost the same (correlation 0.99); this puts them on one scale, and a free fit overfits.
MARGIN_SHARE = 0.5

NEAR_MISS_KINDS = ("same group", "retrieved", "passage swapped", "question swapped", "rest of passage")


@dataclass(frozen=True, slots=True)
class Judged:
    """A record and what the reader made of it: best span, its logits, all before calibration."""

    record: Record
    span: ReadSpan | None
    has: float
    margin: float

    @property
    def kind(self) -> str:
        """``asked`` for a record as it stands, else how it was made a near miss."""
        _, mark, kind = self.record.id.partition("~")
        return NEAR_MISS_KINDS[int(kind)] if mark else "asked"

    @property
    def text(self) -> str:
        """The best span's text."""
        return self.record.context[self.span.start : self.span.end] if self.span else ""


@dataclass(frozen=True, slots=True)
class Scores:
    """Mean exact match and F1, in percent, over ``count`` records."""

    count: int
    exact: float
    f1: float


def judge(reader: Reader, records: Sequence[Record]) -> list[Judged]:
    """Reads every record; a passage of several windows is judged by its surest."""
    return [judged_of(record, reader.look(record.question, [record.context])[0]) for record in records]


def near_misses(records: Sequence[Record], seed: int = 11) -> list[Record]:
    """One unanswerable neighbour for each answerable record that has one, from these records alone."""
    mixture, rng = Mixture(records), random.Random(seed)
    asked = [record for record in records if record.answerable and record.source not in GENERIC]
    made = [mixture.near_miss(record, rng) for record in asked]
    return [record for record in made if record is not None]


def scores(judged: Sequence[Judged], calibration: Calibration | None = None) -> Scores:
    """How right the best spans are; with a calibration, after refusing where the odds are against an answer."""
    answers = [one.text if calibration is None or odds_of(one, calibration) > 0 else "" for one in judged]
    pairs = list(zip(answers, (one.record.texts for one in judged), strict=True))
    right = [exact(answer, accepted) for answer, accepted in pairs]
    near = [f1(answer, accepted) for answer, accepted in pairs]
    return Scores(len(pairs), 100 * statistics.fmean(right), 100 * statistics.fmean(near))


def odds_of(one: Judged, calibration: Calibration) -> float:
    """The calibrated log odds that the passage answers."""
    return calibration.odds(one.has, one.margin)


def ranking(judged: Sequence[Judged], score: Callable[[Judged], float]) -> float:
    """The area under the ROC curve of a score for "this passage answers the question"."""
    return auc(np.array([score(one) for one in judged]), np.array([one.record.answerable for one in judged]))


def calibrated(judged: Sequence[Judged]) -> Calibration:
    """The calibration fitted to these readings: one slope for both logits together, and a bias."""
    has, margin = columns(judged)
    truths = np.array([one.record.answerable for one in judged])
    slope, bias = fitted(has + MARGIN_SHARE * margin, truths)
    return Calibration(slope, round(MARGIN_SHARE * slope, 6), bias)


def best_threshold(judged: Sequence[Judged], calibration: Calibration) -> float:
    """The log odds below which refusing gives these readings their best F1; the lowest of equals."""
    odds = sorted({odds_of(one, calibration) for one in judged})
    return max(odds, key=lambda least: scores(judged, shifted(calibration, least)).f1)


def shifted(calibration: Calibration, least: float) -> Calibration:
    """The calibration with nought put just below the given log odds."""
    return replace(calibration, bias=calibration.bias - least + 1e-9)


def columns(judged: Sequence[Judged]) -> tuple[Numbers, Numbers]:
    """Has-answer logits and margins."""
    return np.array([one.has for one in judged]), np.array([one.margin for one in judged])


def halves(judged: Sequence[Judged]) -> tuple[list[Judged], list[Judged]]:
    """Readings split by group, so that no passage is on both sides."""
    first = [one for one in judged if _even(one.record)]
    return first, [one for one in judged if not _even(one.record)]


def _even(record: Record) -> bool:
    # squad2 has one dev article, so its passages are the groups.
    key = record.context[:40] if record.source == "squad2" else record.group
    return zlib.crc32(key.encode()) % 2 == 0


def judged_of(record: Record, seen: Sequence[Seen]) -> Judged:
    """What was said of a record's windows: the best span, and the logits of the surest window."""
    best = max((one.spans[0] for one in seen if one.spans), key=lambda span: span.score, default=None)
    surest = max(seen, key=lambda one: one.has + one.margin)
    return Judged(record, best, surest.has, surest.margin)
