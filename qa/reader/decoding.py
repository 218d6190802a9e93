"""Start and end logits -> the best spans of a passage, in characters of the passage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from seedqa.qa.reader.windows import Window

LONGEST = 40
_CONSIDERED = 60


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """``passage[start:end]`` and how far its logits lie above those of "no answer here"."""

    start: int
    end: int
    score: float


def spans_of(window: Window, starts: NDArray[np.float32], ends: NDArray[np.float32]) -> list[ReadSpan]:
    """The best spans of one window, best first; whole words only, at most ``LONGEST`` tokens."""
    size = len(window.offsets)
    if not size:
        return []
    words = np.array(window.words)
    opens = np.r_[True, words[1:] != words[:-1]]
    closes = np.r_[words[1:] != words[:-1], True]
    first = np.where(opens, starts[window.first : window.first + size], -np.inf)
    last = np.where(closes, ends[window.first : window.first + size], -np.inf)
    scores = first[:, None] + last[None, :] - (starts[0] + ends[0])
    reach = np.arange(size)[None, :] - np.arange(size)[:, None]
    scores = np.where((reach >= 0) & (reach < LONGEST), scores, -np.inf).ravel()
    best = np.argsort(-scores, kind="stable")[:_CONSIDERED]
    places = [(divmod(int(place), size), float(scores[place])) for place in best if np.isfinite(scores[place])]
    offsets = window.offsets
    return [ReadSpan(offsets[head][0], offsets[tail][1], score) for (head, tail), score in places]


def apart(spans: Iterable[ReadSpan], keep: int) -> tuple[ReadSpan, ...]:
    """The best spans that share no character, best first; ties go to the earlier and shorter."""
    kept: list[ReadSpan] = []
    for span in sorted(spans, key=lambda span: (-span.score, span.start, span.end)):
        if len(kept) == keep:
            break
        if _free(span, kept):
            kept.append(span)
    return tuple(kept)


def _free(span: ReadSpan, kept: Sequence[ReadSpan]) -> bool:
    return all(span.end <= other.start or span.start >= other.end for other in kept)
