"""The words of a sentence that belong to each of its figures: those of its clause, and those that all share.

Rules of English order only: a figure's clause ends where a separator stands between it and the next figure.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.ledger import Entry
from seedqa.index.passages import Span

_BREAK = re.compile(
    r"[;:]\s|,\s(?!\d)|\s[-–—]\s|\b(?:and|but|while|whereas|or|against|than)\s|\bcompared\s(?:with|to)\s|"
    r"\b(?:to|from|with)\s(?=\S*\Z)|\.\s"
)
_OPENING = re.compile(r"\(\s?\Z")


@dataclass(frozen=True, slots=True)
class Window:
    """Where the words stand that belong to a figure alone (``own``), and those that lead to all (``lead``)."""

    own: Span
    lead: Span


def windows(text: str, entries: Sequence[Entry]) -> list[Window]:
    """The window of each figure of one sentence, given in order."""
    sentence = entries[0].sentence
    cuts = [sentence.start]
    for one, other in itertools.pairwise(entries):
        cuts.append(_cut(text, _end(one), other.span.start))
    cuts.append(sentence.end)
    lead = Span(sentence.start, entries[0].span.start)
    return [Window(Span(cuts[i], cuts[i + 1]), lead) for i in range(len(entries))]


def _end(entry: Entry) -> int:
    noun = entry.noun_span
    return noun.end if noun is not None and 0 <= noun.start - entry.span.end < 40 else entry.span.end


def _cut(text: str, left: int, right: int) -> int:
    """Where the clause of the figure that ends at ``left`` ends."""
    if right <= left:
        return right
    between = text[left:right]
    opening = _OPENING.search(between)
    breaks = list(_BREAK.finditer(between, 0, opening.start() if opening else len(between)))
    if not breaks:
        return right
    named = [b for b in breaks if re.search(r"[;:,.]|\band\b|\bbut\b|\bwhile\b|\bwhereas\b", b[0])]
    return left + (named[-1] if named else breaks[0]).start()
