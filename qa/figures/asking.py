"""The wording of a question -> what it asks to be worked out, in the order in which the readings are to be tried.

General English only. What the figures are is for the fitting to find; this reads the kind of question and its items.
"""

import re
from collections.abc import Iterator

from seedqa.qa.figures.form import Form
from seedqa.qa.figures.reads_changes import backs, changes, conversions, of_years
from seedqa.qa.figures.reads_parts import averages, rests, shares
from seedqa.qa.figures.reads_sides import choices, differences, lengths, ratios
from seedqa.qa.figures.reads_totals import products, totals

_READERS = (
    ratios, backs, changes, shares, lengths, averages, rests, differences, products, totals, choices, conversions,
    of_years,
)  # fmt: skip


def read_asked(question: str) -> Iterator[Form]:
    """The readings of a question that ask for something to be worked out; none for a plain question."""
    text = re.sub(r"\s+", " ", question).strip().rstrip("?.! ")
    for reader in _READERS:
        yield from reader(text)
