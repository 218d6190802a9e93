"""Sums and means: the things named one by one, and all that there are of a kind."""

import re
from collections.abc import Sequence

from seedqa.qa.figures.building import MOST_OPERANDS, NAMES, label, result, with_answer
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import Fit, best_fit, fit_score
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.gathering import same_telling
from seedqa.qa.figures.scene import Scene, addable, alike, kindred
from seedqa.qa.figures.units import converted

_LIKE = 0.8
_LIKE_ASKED = 0.55
_LEAST = 0.3
_TRIED = 8
_CLEAR = 0.93
_TOTAL = re.compile(
    r"\b(?:total|totall?ing|totall?ed|altogether|overall|in all|combined|sum|cumulative)\b", re.IGNORECASE
)
_SEVERAL_YEARS = re.compile(
    r"\b(?:two|three|four|five|both|all|several|these) (?:years|seasons)\b|\bover the years\b", re.IGNORECASE
)
_PART = re.compile(r"\s(?:\w+\s)?of (?:it|this|that|them|these|those|which|whom)\b", re.IGNORECASE)


def total(form: Form, scene: Scene) -> Computed | None:
    """The sum of the things that the question names one by one."""
    fit = _items(form, scene, addable)
    return _sum("total", fit.figures, scene, fit.score) if fit else None


def gather(form: Form, scene: Scene) -> Computed | None:
    """The sum of all the figures told together of the kind that the question is about."""
    found = _gathered(form, scene)
    return _sum("gather", found[0], scene, found[1]) if found else None


def mean(form: Form, scene: Scene) -> Computed | None:
    """The mean of things named, or of all the figures told together of the kind that the question is about."""
    if len(form.phrases) > 1:
        fit = _items(form, scene, alike)
        found = (fit.figures, fit.score) if fit else None
    else:
        found = _gathered(form, scene, alike_too=True)
    if found is None:
        return None
    figures, score = found
    entries = [figure.entry for figure in figures]
    expression = f"({_plus(figures)}) / {len(figures)}"
    computed = result("mean", "the mean is {}", expression, entries, entries[0].unit, scene.case.material, score)
    return with_answer(computed, f"The mean of {_told(figures, computed, scene, ', ')} is {computed.short_answer}.")


def _items(form: Form, scene: Scene, fits: object) -> Fit | None:
    items = [scene.words_of(text) for text in form.phrases]
    if any(not item.weights and not item.years for item in items):
        return None
    together = addable if fits is addable else alike
    return best_fit(
        items, scene.shared(items), [scene.standing_for(item) for item in items],
        lambda chosen: together(chosen) and kindred(chosen, scene.words),
    )  # fmt: skip


def _gathered(form: Form, scene: Scene, alike_too: bool = False) -> tuple[tuple[Figure, ...], float] | None:
    """The figures like the one that fits best: told with it, of its kind, and fitting about as well."""
    whole = scene.words
    scored = sorted(((fit_score((), whole, (figure,)), figure) for figure in scene.amounts), key=lambda pair: -pair[0])
    scored = [(score, figure) for score, figure in scored if score >= _LEAST]
    if not scored:
        return None
    figures = _group(scored, form.count, scene)
    if not 2 <= len(figures) <= MOST_OPERANDS or (form.count is not None and len(figures) != form.count):
        return None
    if not (alike if alike_too else addable)(figures) or any(_sums_up(figure, scene) for figure in figures):
        return None
    return figures, fit_score((), whole, figures)


def _group(scored: Sequence[tuple[float, Figure]], count: int | None, scene: Scene) -> tuple[Figure, ...]:
    """The figures that go with the best one, or with the best one that has as many fellows as the question says."""
    top = scored[0][0]
    like = _LIKE if count is None else _LIKE_ASKED
    if count is not None and (several := _several(scored, count, scene)):
        return several
    for _, best in scored[: 1 if count is None else _TRIED]:
        group = [
            f for score, f in scored
            if score >= like * top and _with(best, f, scene) and not _is_part(f, scene)
        ]  # fmt: skip
        figures = tuple(sorted(_once(group), key=lambda f: (f.entry.document_id, f.entry.span.start)))
        if count is None or len(figures) == count:
            return figures
    return ()


def _several(scored: Sequence[tuple[float, Figure]], count: int, scene: Scene) -> tuple[Figure, ...]:
    """As many of the best figures as the question says, where the next one fits clearly worse."""
    best = scored[0][1]
    like = [
        (s, f)
        for s, f in scored
        if alike((best, f)) and not _is_part(f, scene) and (not f.counted or f.entry.unit == best.entry.unit)
    ]
    if len(like) < count or (len(like) > count and like[count][0] > _CLEAR * like[count - 1][0]):
        return ()
    return tuple(sorted((f for _, f in like[:count]), key=lambda f: (f.entry.document_id, f.entry.span.start)))


def _is_part(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is told as a part of one before it: "2.34 million pounds of it"."""
    text = scene.case.material.document(figure.entry.document_id).text
    return _PART.match(text, figure.entry.span.end) is not None


def _with(best: Figure, figure: Figure, scene: Scene) -> bool:
    """Whether a figure goes with the best one: in the same passage, alike, of the same doer and time."""
    one, other = best.entry, figure.entry
    if one.passage_id != other.passage_id or not alike((best, figure)) or (best.counted and one.unit != other.unit):
        return False
    if one.period != other.period and not _SEVERAL_YEARS.search(scene.text):
        return False
    return one.sentence == other.sentence or one.who == other.who or not (one.who and other.who)


def _once(figures: Sequence[Figure]) -> list[Figure]:
    first: list[Figure] = []
    for figure in figures:
        if not any(same_telling(figure.entry, other.entry) for other in first):
            first.append(figure)
    return first


def _sums_up(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is told as a total."""
    entry = figure.entry
    text = scene.case.material.document(entry.document_id).text
    return _TOTAL.search(text, max(entry.sentence.start, entry.span.start - 60), entry.span.start) is not None


def _sum(form: str, figures: Sequence[Figure], scene: Scene, score: float) -> Computed:
    entries = [figure.entry for figure in figures]
    units = {entry.unit for entry in entries}
    unit = entries[0].unit if not figures[0].counted or len(units) == 1 else ""
    computed = result(form, "in total {}", _plus(figures), entries, unit, scene.case.material, score)
    return with_answer(computed, f"In total {computed.short_answer}: {_told(figures, computed, scene, ' + ')}.")


def _told(figures: Sequence[Figure], computed: Computed, scene: Scene, joint: str) -> str:
    markers = [operand.citation for operand in computed.derivation.operands] if computed.derivation else []
    labels = [label(figure.entry, scene.case.material) for figure in figures]
    return joint.join(f"{words} [{marker}]" for words, marker in zip(labels, markers, strict=True))


def _plus(figures: Sequence[Figure]) -> str:
    unit = figures[0].entry.unit
    terms = [
        name if figure.counted else converted(name, figure.entry.unit, unit)
        for name, figure in zip(NAMES, figures, strict=False)
    ]
    return " + ".join(terms)
