"""How likely a token has to be tagged to count: what serves authored dev cases best, tag by tag."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace

from seedqa.qa.reader.folder import Calibration, Least

from training.looking import Looked, Read
from training.reporting import items_right, needed_right

_TRIED = (0.2, 0.3, 0.4, 0.5, 0.6)


def fitted_least(looked: Sequence[Looked], calibration: Calibration) -> Least:
    """The probabilities that give items and needed words their best figures; the middle where none does."""
    listed = [one for one in looked if one.case.kind in ("list", "count", "conflict")]
    turns = [one for one in looked if one.history]
    least = Least()
    for name, cases, score in (
        ("items", listed, items_right),
        ("needed", turns, needed_right),
    ):
        least = replace(least, **{name: _best(name, cases, score, calibration)})
    return least


def _best(name: str, cases: Sequence[Looked], score: Callable[[Read], float], calibration: Calibration) -> float:
    def mean(tried: float) -> float:
        least = replace(Least(), **{name: tried})
        return statistics.fmean(score(Read.of(one, calibration, least)) for one in cases)

    return max(_TRIED, key=lambda tried: (mean(tried), -abs(tried - 0.5))) if cases else 0.5
