"""So much of one thing for each of another."""

from seedqa.qa.figures.building import result
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import best_fit, closeness
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.scene import Scene
from seedqa.qa.figures.units import unit_named
from seedqa.qa.figures.vocabulary import canonical, same_words
from seedqa.qa.figures.words import Words, without
from seedqa.qa.terms import stem

_NO_WORDS = Words({}, frozenset(), ())


def average(form: Form, scene: Scene) -> Computed | None:
    """So much of the one for each of the other."""
    noun = form.noun or ""
    counted = [f for f in scene.current if _counts(f, noun)]
    if not counted:
        return None
    divisor = frozenset(_stems(noun))
    roles = (
        without(scene.words, divisor | frozenset(same_words(form.phrases[-1]))),
        Words(dict.fromkeys(divisor, 1.0), frozenset(), ()),
    )
    fit = best_fit(
        (_NO_WORDS, _NO_WORDS),
        scene.words,
        (_amounts(scene, noun), counted),
        lambda pair: _divides(pair),
        roles,
    )
    if fit is None:
        return None
    amount, count = fit.figures
    lead = f"on average {{}} for each {noun}"
    unit = amount.entry.unit
    return result("average", lead, "a / b", (amount.entry, count.entry), unit, scene.case.material, fit.score)


def _amounts(scene: Scene, noun: str) -> list[Figure]:
    """What is divided: of what the question counts, where any figure counts it."""
    able = [f for f in scene.current if _is_amount(f, scene) and not _counts(f, noun)]
    named = [f for f in able if f.counted and f.noun & scene.asked_noun]
    return named or able


def _stems(noun: str) -> list[str]:
    return same_words(noun) or [canonical(stem(noun))]


def _counts(figure: Figure, noun: str) -> bool:
    if figure.counted:
        loose = figure.entry.kind == "number" or figure.lent or figure.entry.unit in {"person", "people"}
        return bool(set(_stems(noun)) & (figure.noun | (figure.own if loose else frozenset())))
    named = unit_named(noun)
    return named is not None and figure.entry.unit == named[1]


def _is_amount(figure: Figure, scene: Scene) -> bool:
    return scene.asks_for(figure) and figure.entry.kind not in {"percentage", "age", "rate", "date"}


def _divides(pair: tuple[Figure, ...]) -> bool:
    amount, count = pair
    if not count.entry.value or count.entry.bound in {"at_most"}:
        return False
    return amount.entry.document_id == count.entry.document_id and closeness(pair) > 0.9
