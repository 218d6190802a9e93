"""A piece of a text by its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]``, in code points."""

    start: int
    end: int
