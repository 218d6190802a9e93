"""Figures worked out from figures: totals, comparisons, lists and counts, each replaying from its sources."""

from qa.figures.computed import Computed
from qa.figures.deriving import derive

__all__ = ["Computed", "derive"]
