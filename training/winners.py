"""Where the winner of a comparison is named, so that its name is what the reader learns to mark.

The author wrote the winner in words of his own; it is used where these words stand beside the figures compared.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_REMARK = re.compile(r"\s*\([^()]*\)$")
_LEAD = re.compile(r"(?:(?:the|a|an|at|in|on|by) )+", re.IGNORECASE)
_SHORTEST = 2


def winner_spans(value: str, paragraphs: Sequence[str], held: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Paragraph, start and end of every place, in the paragraphs that hold figures, where ``value`` names the winner.

    Nothing where the winner is told in words that are not the text's.
    """
    named = _LEAD.sub("", _REMARK.sub("", value.strip()), count=1).rstrip(".")
    if len(named) < _SHORTEST:
        return
    words = re.compile(rf"(?<!\w){re.escape(named)}(?!\w)", re.IGNORECASE)
    for paragraph, _ in groupby(sorted(held)):
        for match in words.finditer(paragraphs[paragraph]):
            yield paragraph, *match.span()
