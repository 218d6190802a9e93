"""Measured accuracy on figures annotated by hand in sentences of public text, none of it the seeds.

How the annotation decides:
- a figure is its number, scale and unit words ("54.16 million yuan"), for a count the number alone;
- the noun of a count is its noun phrase up to the head, without "other", "more" or "fewer" before it; of a measure it
  is what "of" or "in" ties to it, its subject, or the noun it is compared with; ages, times, dates have none;
- ranks named by a label ("number 11", "season three", "Part 2"), names ("20th Century Fox") and pronouns ("one of")
  are no quantities; bare months and vague numbers ("a few thousand") are left out.
The first rows were consulted while the reader was written; those from ``_UNSEEN`` on never were.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from seedqa.index.quantities import Quantity, read_quantities

_GOLD = Path(__file__).parents[2] / "evals" / "gold" / "quantities.jsonl"
_UNSEEN = 206
_LICENCES = {"CC BY 4.0", "CC BY-SA 3.0", "CC BY-SA 4.0", "MIT"}


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of the annotated figures read right, and of the figures read that are annotated."""

    n: int
    value_unit_span: float
    kind: float
    bound: float
    noun: float
    bound_and_noun: float
    precision: float


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in _GOLD.read_text(encoding="utf-8").splitlines()]


def same_amount(quantity: Quantity, gold: dict[str, Any]) -> bool:
    high = Decimal(gold["high"]) if "high" in gold else None
    return (quantity.value, quantity.high, quantity.unit) == (Decimal(gold["value"]), high, gold["unit"])


def measure(part: list[dict[str, Any]]) -> Measured:
    marks: list[tuple[bool, bool, bool, bool]] = []
    read = right = 0
    for row in part:
        found = {(q.start, q.end): q for q in read_quantities(row["text"])}
        read += len(found)
        for gold in row["quantities"]:
            quantity = found.get((gold["start"], gold["end"]))
            right += quantity is not None
            marks.append(judged(quantity, gold))
    n = len(marks)
    value, kind, bound, noun = (sum(mark[i] for mark in marks) / n for i in range(4))
    both = sum(mark[2] and mark[3] for mark in marks) / n
    return Measured(n, value, kind, bound, noun, both, right / read)


def judged(quantity: Quantity | None, gold: dict[str, Any]) -> tuple[bool, bool, bool, bool]:
    if quantity is None:
        return (False, False, False, False)
    return (
        same_amount(quantity, gold),
        quantity.kind == gold["kind"],
        quantity.bound == gold["bound"],
        quantity.noun == gold["noun"],
    )


def test_the_annotation_is_sound() -> None:
    for row in rows():
        assert row["licence"] in _LICENCES
        position = 0
        for gold in row["quantities"]:
            assert gold["start"] >= position
            assert row["text"][gold["start"] : gold["end"]] == gold["text"]
            position = gold["end"]
    assert sum(len(row["quantities"]) for row in rows()) >= 400
    assert len({row["source"] for row in rows()}) >= 6


@pytest.mark.parametrize(
    ("part", "value", "both", "precision"),
    [(slice(None), 0.97, 0.94, 0.95), (slice(_UNSEEN, None), 0.95, 0.90, 0.93)],
    ids=["all", "never consulted"],
)
def test_measured_accuracy_holds(part: slice, value: float, both: float, precision: float) -> None:
    got = measure(rows()[part])
    assert got.value_unit_span >= value, got
    assert got.bound_and_noun >= both, got
    assert got.kind >= value, got
    assert got.precision >= precision, got
