"""Two figures put side by side: difference and ratio."""

import re

from seedqa.qa.figures.building import result
from seedqa.qa.figures.changes import bracketed, grown, same_noun, timeless
from seedqa.qa.figures.comparing import in_unit, value_in
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.cues import RISE
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import Fit, best_fit
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.scene import Scene, alike, kindred
from seedqa.qa.figures.vocabulary import same_words
from seedqa.qa.figures.words import Words

_FALLBACK = 0.95
_RISEN = re.compile(rf"\b{RISE}\b", re.IGNORECASE)
_NO_WORDS = Words({}, frozenset(), ())


def difference(form: Form, scene: Scene) -> Computed | None:
    """By how much the one exceeds the other."""
    fit = _two(form, scene)
    if fit is None:
        return None
    first, second = fit.figures
    if first.entry.value < value_in(second.entry, first.entry.unit):
        first, second = second, first
    return subtracted("difference", "the difference is {}", first, second, scene, fit.score)


def subtracted(form: str, lead: str, first: Figure, second: Figure, scene: Scene, score: float) -> Computed:
    expression = f"a - {in_unit('b', second.entry, first.entry)}"
    unit = first.entry.unit
    if first.entry.kind == "percentage":
        unit = "percentage point"
    return result(form, lead, expression, (first.entry, second.entry), unit, scene.case.material, score)


def ratio(form: Form, scene: Scene) -> Computed | None:
    """How many times the one goes into the other."""
    fit = _two(form, scene)
    if fit is None:
        return None
    first, second = fit.figures
    if not form.smaller and first.entry.value < value_in(second.entry, first.entry.unit):
        first, second = second, first
    if not second.entry.value:
        return None
    expression = f"a / {bracketed(in_unit('b', second.entry, first.entry))}"
    lead = "the first is {} the second"
    return result("ratio", lead, expression, (first.entry, second.entry), "time", scene.case.material, fit.score)


def _two(form: Form, scene: Scene) -> Fit | None:
    """The two figures that a comparison is of."""
    figures = [f for f in scene.figures if scene.asks_for(f) or f.entry.kind in {"percentage", "age", "rate"}]

    def together(pair: tuple[Figure, ...]) -> bool:
        return alike(pair) and kindred(pair, scene.words)

    if form.earlier:
        return best_fit(
            (_NO_WORDS, _NO_WORDS),
            timeless(scene.words_of(form.phrases[0])),
            (figures, [f for f in figures if f.earlier]),
            lambda pair: same_noun(pair) and _is_mate(pair[0], pair[1], figures),
            (scene.words, _NO_WORDS),
        )
    if len(form.phrases) < 2:
        if _RISEN.search(scene.text) and (risen := grown(scene, figures)) is not None:
            return risen
        fit = pair_of(
            scene,
            figures,
            lambda pair: together(pair) and pair[0].entry.value > value_in(pair[1].entry, pair[0].entry.unit),
        )
        return Fit(fit.figures, fit.score * _FALLBACK, fit.margin) if fit else None
    items = [scene.words_of(text) for text in form.phrases]
    if not items[1].weights and not items[1].years:
        return None
    if form.loose and any(not item.weights and not item.years for item in items):
        return None
    own = [_without(items[0], items[1]), items[1]] if not form.loose else items
    if form.loose:
        return best_fit(own, scene.shared(own), [figures] * 2, together)
    return best_fit((_NO_WORDS, own[1]), own[0], [figures] * 2, together)


def _without(item: Words, other: Words) -> Words:
    weights = {word: weight for word, weight in item.weights.items() if word not in other.weights}
    return Words(weights, item.names & weights.keys(), item.years)


def pair_of(scene: Scene, figures: list[Figure], fits: object) -> Fit | None:
    """Two figures that explain the question together, told together rather than apart."""
    assert callable(fits)
    return best_fit((_NO_WORDS, _NO_WORDS), scene.words, (figures, figures), fits)


def _is_mate(new: Figure, old: Figure, figures: list[Figure]) -> bool:
    """Whether an older figure is told against a newer one: the last alike before it, or else the first behind it."""
    if new.earlier or not alike((new, old)) or new.entry.passage_id != old.entry.passage_id:
        return False
    mates = [
        f
        for f in figures
        if not f.earlier and alike((f, old)) and f.entry.passage_id == old.entry.passage_id and same_noun((f, old))
    ]
    before = [f for f in mates if f.entry.span.end <= old.entry.span.start]
    if before:
        akin = max(len(_told_of(f) & _told_of(old)) for f in before)
        before = [f for f in before if len(_told_of(f) & _told_of(old)) == akin]
        last = max(before, key=lambda f: f.entry.span.start)
        first = min(
            (f for f in before if f.entry.sentence.start == last.entry.sentence.start), key=lambda f: f.entry.span.start
        )
        return (last if last.entry.sentence.end > old.entry.span.start else first) is new
    return bool(mates) and min(mates, key=lambda f: f.entry.span.start) is new


def _told_of(figure: Figure) -> frozenset[str]:
    """The words of a figure's clause that carry meaning."""
    return frozenset(same_words(" ".join(figure.own))) | figure.noun
