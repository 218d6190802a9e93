"""Two documents that tell different values of what a plain question asks for: both are shown.

Both have to bear all that the question says, and to be told of one thing, in one unit, of no two different times.
"""

import re
from collections.abc import Iterator

from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.conflicts import OPEN_BOUNDS, shown
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import fit_score
from seedqa.qa.figures.scene import Scene
from seedqa.qa.figures.vocabulary import is_light
from seedqa.qa.figures.words import held

_HOW = re.compile(
    r"^(?:and |so )?(?:about |roughly )?how (?:many|much|large|big|high|long|tall|deep|heavy|wide|far|old|strong)\b|"
    r"\b(?:number|length|height|size|population|capacity|weight) of\b",
    re.IGNORECASE,
)
_WHAT = re.compile(r"^(?:at |for )?what\b", re.IGNORECASE)
_LEAST = 0.6
_NEAR = 0.85
_BORNE = 0.75
_FACTOR = 2
_NO_STATE = frozenset("percentage date duration ordinal time rate".split())


def disagreement(scene: Scene) -> Computed | None:
    """The two values that contradict each other; None where the documents agree."""
    scored = sorted(_scored(scene), key=lambda pair: (-pair[0], pair[1].entry.document_id, pair[1].entry.span.start))
    if not scored or not scene.words.weights or not _asks_figure(scene):
        return None
    top, best = scored[0]
    rivals = (figure for score, figure in scored[1:] if score >= _NEAR * top and _contradicts(best, figure))
    rival = next(rivals, None)
    return shown([best.entry, rival.entry], scene.case, top) if rival is not None else None


def _asks_figure(scene: Scene) -> bool:
    """Whether a question asks for a figure and for nothing else."""
    return bool(_HOW.search(scene.text)) or (
        bool(_WHAT.search(scene.text)) and scene.case.kinds == frozenset({"money"})
    )


def _scored(scene: Scene) -> Iterator[tuple[float, Figure]]:
    for figure in scene.amounts:
        score = fit_score((), scene.words, (figure,)) if _states(figure, scene) else 0.0
        if score >= _LEAST:
            yield score, figure


def _states(figure: Figure, scene: Scene) -> bool:
    """Whether a figure tells a state, and bears every word of weight that the question has."""
    entry = figure.entry
    if entry.kind in _NO_STATE or entry.direction or entry.whom or figure.older or entry.bound in OPEN_BOUNDS:
        return False
    words = scene.words
    borne = [(word, held(word, figure, word in words.names)) for word in words.weights if not is_light(word)]
    things = [most for word, most in borne if word not in words.names]
    return all(most for _, most in borne) and max(things, default=0.0) >= _BORNE


def _contradicts(one: Figure, other: Figure) -> bool:
    a, b = one.entry, other.entry
    if a.document_id == b.document_id or (a.kind, a.unit) != (b.kind, b.unit) or a.value == b.value:
        return False
    if not a.value or not b.value or max(a.value, b.value) > _FACTOR * min(a.value, b.value):
        return False
    return _one_time(one, other)


def _one_time(one: Figure, other: Figure) -> bool:
    """Whether two figures are not surely told for different times."""
    a, b = one.entry, other.entry
    if "sentence" not in (a.period_source, b.period_source):
        return True
    years = {entry.period[:4] for entry in (a, b) if entry.period and entry.period_source == "sentence"}
    return len(years) < 2
