"""Quantities and dates in text: exact values, units, bounds and spans, by reading alone."""

from index.quantities.dates import DateSpan, read_dates
from index.quantities.quantity import Quantity
from index.quantities.reading import read_quantities

__all__ = ["DateSpan", "Quantity", "read_dates", "read_quantities"]
