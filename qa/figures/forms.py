"""The wording of a question -> the figures it asks to be put together, and how. Rules of general English only.

A question may be read in more than one way; the readings come in the order in which they are to be tried.
"""

import re
from collections.abc import Iterator

from seedqa.qa.figures.asked_changes import changes, conversions, years_before
from seedqa.qa.figures.asked_comparisons import differences, earliest_ones, larger_ones, ratios
from seedqa.qa.figures.asked_parts import averages, shares
from seedqa.qa.figures.asked_totals import totals
from seedqa.qa.figures.form import Form

_READERS = (
    ratios, shares, years_before, changes, differences, averages, earliest_ones, larger_ones, totals, conversions,
)  # fmt: skip


def read_forms(question: str) -> Iterator[Form]:
    """The readings of a question that ask for something to be worked out; none for a plain question."""
    text = re.sub(r"\s+", " ", question).strip().rstrip("?.! ")
    for reader in _READERS:
        yield from reader(text)
