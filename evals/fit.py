"""``python -m evals.fit --data DIR``: fits ``qa/model.json``, the numbers of reading, verdict and threshold.

Learns from the dev gold of both corpora, and from reading data (``dev.jsonl.gz``) used as a corpus: its contexts are
indexed, its questions asked over all of them. Never sees a test suite. Uses logistic regression (scikit-learn).
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.cases import CORPORA, Case, Suite, find_suite, load_suite
from index.build import build_index
from index.store import Store
from qa.answering import Engine
from qa.model import FILE, FittedModel, LinearModel
from qa.reader.runtime import Reader
from qa.reading import Features, Finding
from qa.settings import Settings, reader_folder
from qa.verdict import VERDICT_FEATURES, Absent, verdict_features

_SOURCES = ("squadshifts_new_wiki", "natural_questions", "squad2", "squadshifts_reddit")
_GATED = "seeds-dev"
_GOLD = (_GATED, "harbour-dev")
_GOLD_WEIGHT = 6.0


@dataclass(frozen=True, slots=True)
class Example:
    """A question and where its answers stand: (file name, start, end); none where there is no answer."""

    question: str
    places: tuple[tuple[str, int, int], ...]
    weight: float
    suite: str


@dataclass(frozen=True, slots=True)
class Read:
    """What the engine found for an example, and which findings are right."""

    example: Example
    findings: tuple[Finding, ...]
    right: tuple[bool, ...]
    missing: Absent


def main() -> None:
    """Fits and saves."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with dev.jsonl.gz (default: the gold alone)")
    parser.add_argument("--most", type=int, default=900, help="questions of the reading data to use")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        read = [one for name in _GOLD for one in _read_gold(load_suite(find_suite(name)), Path(scratch, name))]
        if options.data is not None:
            read += _read_data(options.data / "dev.jsonl.gz", Path(scratch), options.most)
    model = fit(read)
    model.save(FILE)
    print(FILE.read_text(encoding="utf-8"))


def fit(read: Sequence[Read]) -> FittedModel:
    """The model that tells right findings from wrong ones, and answerable questions from others."""
    reading = _ranking(read)
    judged = [_judged(r, reading) for r in read]
    answerable = [(row, bool(r.example.places), weight) for (row, _, weight), r in zip(judged, read, strict=True)]
    verdict = _logistic(*_columns(answerable))
    gated = zip(answerable, read, strict=True)
    threshold = best_threshold((verdict.score(row), is_so) for (row, is_so, _), r in gated if r.example.suite == _GATED)
    return FittedModel(reading, verdict, _logistic(*_columns(judged)), threshold)


def _ranking(read: Sequence[Read], ridge: float = 0.5) -> LinearModel:
    """The weights under which the right findings of a question outweigh its others (conditional logit)."""
    from scipy.optimize import minimize

    groups = [
        (np.array([astuple(f.features) for f in r.findings]), np.array(r.right), r.example.weight)
        for r in read
        if any(r.right) and not all(r.right)
    ]

    def loss(weights: NDArray[np.float64]) -> float:
        total = ridge * float(weights @ weights)
        for rows, right, weight in groups:
            scores = rows @ weights
            total += weight * float(np.logaddexp.reduce(scores) - np.logaddexp.reduce(scores[right]))
        return total

    found = minimize(loss, np.zeros(groups[0][0].shape[1]), method="L-BFGS-B")
    return LinearModel(tuple(float(w) for w in found.x), 0.0)


def best_threshold(judged: Iterable[tuple[float, bool]]) -> float:
    """The probability below which to refuse: the least one whose refusals are within 0.03 of the best F1.

    Where refusing more gains next to nothing, the answer is given.
    """
    pairs = [(1.0 / (1.0 + float(np.exp(-score))), answerable) for score, answerable in judged]
    grid = np.arange(0.05, 0.95, 0.01)
    gains = [_refusal_f1(pairs, float(threshold)) for threshold in grid]
    return float(grid[np.flatnonzero(np.array(gains) >= max(gains) - 0.03)[0]])


def _refusal_f1(pairs: Sequence[tuple[float, bool]], threshold: float) -> float:
    refused = [answerable for chance, answerable in pairs if chance < threshold]
    right, wanted = refused.count(False), sum(not answerable for _, answerable in pairs)
    return 2.0 * right / (len(refused) + wanted) if refused else 0.0


def _judged(read: Read, reading: LinearModel) -> tuple[tuple[float, ...], bool, float]:
    """The verdict's features of an example under a reading model, and whether its best finding is right."""
    from qa.question import read_question

    scored = sorted(
        zip(read.findings, read.right, strict=True), key=lambda pair: -reading.score(astuple(pair[0].features))
    )
    findings = [replace(f, score=reading.score(astuple(f.features))) for f, _ in scored]
    features = verdict_features(read_question(read.example.question), findings, read.missing)
    return features, bool(scored) and scored[0][1], read.example.weight


def _columns(
    rows: Sequence[tuple[tuple[float, ...], bool, float]],
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    features, labels, weights = zip(*rows, strict=True)
    return np.array(features), np.array(labels), np.array(weights)


def _logistic(x: NDArray[np.float64], y: NDArray[np.bool_], weights: NDArray[np.float64]) -> LinearModel:
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=1.0, max_iter=5000).fit(x, y, sample_weight=weights)
    return LinearModel(tuple(float(w) for w in fitted.coef_[0]), float(fitted.intercept_[0]))


def _read_gold(suite: Suite, index: Path) -> list[Read]:
    build_index(index, [CORPORA[suite.corpus]])
    engine = _unfitted(index)
    texts = {document.uri.rsplit("/", 1)[-1]: document.text for document in engine.documents()}
    cases = [case for case in suite.cases if case.kind != "figure"]
    return [_read(engine, _gold_example(case, texts)) for case in cases]


def _unfitted(index: Path) -> Engine:
    """An engine whose model weighs nothing: what is fitted must not depend on the last fit."""
    unjudged = LinearModel((0.0,) * VERDICT_FEATURES, 0.0)
    blank = FittedModel(LinearModel((0.0,) * len(fields(Features)), 0.0), unjudged, unjudged, 0.5)
    settings = Settings()
    return Engine(Store.open(index), settings, blank, Reader.open(reader_folder(settings.reader)))


def _gold_example(case: Case, texts: dict[str, str]) -> Example:
    """Every accepted wording inside a proving quote is a place of the answer."""
    places = []
    for quote in case.evidence:
        text = texts[quote.document]
        begin = text.index(quote.quote)
        for wording in (w for item in case.answers for w in item):
            for match in re.finditer(re.escape(wording), quote.quote, re.IGNORECASE):
                places.append((quote.document, begin + match.start(), begin + match.end()))
    return Example(case.question, tuple(places), _GOLD_WEIGHT, case.suite)


def _read_data(file: Path, scratch: Path, most: int) -> list[Read]:
    """Reading data as a corpus: one document a context."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records = [record for record in records if record["source"] in _SOURCES]
    contexts = list(dict.fromkeys(record["context"] for record in records))
    names = {context: f"{number:05d}.txt" for number, context in enumerate(contexts)}
    folder = scratch / "contexts"
    folder.mkdir()
    for context, name in names.items():
        (folder / name).write_text(context, encoding="utf-8", newline="")
    build_index(scratch / "index", [folder])
    engine = _unfitted(scratch / "index")
    asked = records[:: max(1, len(records) // most)]
    return [_read(engine, _data_example(record, names[record["context"]])) for record in asked]


def _data_example(record: dict[str, Any], name: str) -> Example:
    places = [(name, a["start"], a["start"] + len(a["text"])) for a in record["answers"]]
    return Example(record["question"], tuple(places), 1.0, "reading")


def _read(engine: Engine, example: Example) -> Read:
    inquiry = engine.inquire(example.question)
    right = tuple(any(_states(finding, place) for place in example.places) for finding in inquiry.findings)
    return Read(example, inquiry.findings, right, inquiry.missing)


def _states(finding: Finding, place: tuple[str, int, int]) -> bool:
    """Whether one of the finding's spans is the answer: the same file, and F1 of characters of at least one half."""
    name, start, end = place
    if finding.evidence.document.uri.rsplit("/", 1)[-1] != name:
        return False
    for span in finding.spans:
        shared = min(span.end, end) - max(span.start, start)
        if shared > 0 and (shared == end - start or 2 * shared >= 0.5 * (span.end - span.start + end - start)):
            return True
    return False


if __name__ == "__main__":
    main()
