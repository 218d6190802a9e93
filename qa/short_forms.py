"""Bare answers compared: the same figures or dates by value, else the same words."""

from seedqa.index.quantities import read_dates, read_quantities
from seedqa.qa.terms import content_stems


def same_answer(one: str, other: str) -> bool:
    """Whether two bare answers say the same, as far as that can be seen."""
    figures = [{(read.value, read.high) for read in read_quantities(text)} for text in (one, other)]
    dates = [{read.value for read in read_dates(text)} for text in (one, other)]
    if any(figures) or any(dates):
        return figures[0] == figures[1] and dates[0] == dates[1]
    words = [set(content_stems(text)) for text in (one, other)]
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])
