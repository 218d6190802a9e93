"""Figures worked out from figures: the reader names the operation and its operands, exact arithmetic does the rest."""
