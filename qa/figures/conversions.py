"""A figure in another unit; money only at a rate that the documents state."""

from seedqa.qa.figures.arithmetic import plain
from seedqa.qa.figures.building import result
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import fit_score
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.growth import exchanged, rate_for
from seedqa.qa.figures.scene import Scene
from seedqa.qa.figures.units import converted, same_dimension

_LEAST = 0.3
_MONEY = frozenset("yuan USD EUR GBP JPY franc krone rupee".split())
_NO_MEASURE = frozenset({"date", "percentage", "count", "number", "age"})


def conversion(form: Form, scene: Scene) -> Computed | None:
    """A figure in another unit; money only at a rate that the documents state."""
    unit = "GBP" if form.unit == "pound" and "money" in scene.case.kinds else form.unit or ""
    words = scene.words_of(form.phrases[0])
    figures = [f for f in scene.figures if f.entry.kind not in _NO_MEASURE]
    able = [
        f
        for f in figures
        if _convertible(f, unit, figures) and (not words.figures or plain(f.entry.value) in words.figures)
    ]
    scored = sorted(((fit_score((), words, (f,)), f) for f in able), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _LEAST:
        return None
    score, figure = scored[0]
    stated = [f for f in figures if f.entry.unit == unit and f.entry.kind == figure.entry.kind]
    if any(fit_score((), words, (f,)) >= score for f in stated):
        return None
    if figure.entry.kind == "money" or (unit in _MONEY and figure.entry.unit == "pound"):
        return exchanged(figure.entry, unit, [f.entry for f in figures], scene.case, score)
    if figure.entry.same and figure.entry.same[1] == unit:
        return None
    expression = converted("a", figure.entry.unit, unit)
    return result("conversion", "that is {}", expression, (figure.entry,), unit, scene.case.material, score)


def _convertible(figure: Figure, unit: str, figures: list[Figure]) -> bool:
    entry = figure.entry
    if entry.unit == unit:
        return False
    if entry.kind == "money":
        return rate_for(entry, unit, [f.entry for f in figures]) is not None
    return same_dimension(entry.unit, unit)
