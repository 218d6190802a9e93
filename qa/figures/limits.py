"""Limits that a question sets: "more than 4 million yuan", and what lies within them."""

from decimal import Decimal

from seedqa.index.ledger import Entry
from seedqa.index.quantities import Quantity
from seedqa.qa.figures.arithmetic import evaluate
from seedqa.qa.figures.units import converted, same_dimension

WAYS = {"more_than": (1,), "at_least": (0, 1), "less_than": (-1,), "at_most": (0, -1)}


def within(entry: Entry, limit: Quantity) -> bool:
    """Whether an entry is surely within a limit, in whatever unit of its dimension."""
    if entry.kind != limit.kind or not (entry.unit == limit.unit or same_dimension(entry.unit, limit.unit)):
        return False
    value = entry.value
    if entry.unit != limit.unit:
        value = evaluate(converted("a", entry.unit, limit.unit), {"a": value})
    return _way(value, limit.value, entry.bound) in WAYS[limit.bound]


def _way(value: Decimal, limit: Decimal, bound: str) -> int:
    if value == limit:
        return 1 if bound == "more_than" else -1 if bound in {"less_than", "nearly"} else 0
    return 1 if value > limit else -1
