"""Quantities and dates in text: exact values, units, bounds and spans, by reading alone."""

from seedqa.index.quantities.dates import DateSpan, read_dates
from seedqa.index.quantities.quantity import Quantity
from seedqa.index.quantities.reading import read_quantities

__all__ = ["DateSpan", "Quantity", "read_dates", "read_quantities"]
