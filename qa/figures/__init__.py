"""Figures worked out from figures: totals, comparisons, lists and counts, each replaying from its sources."""

from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.deriving import derive

__all__ = ["Computed", "derive"]
