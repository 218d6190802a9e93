"""By what percentage something rose or fell: from what it was before, or by the difference that is told with it."""

from seedqa.qa.figures.building import result
from seedqa.qa.figures.comparing import in_unit, value_in
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import Fit, best_fit, fit_score
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.levels import change_of, is_down
from seedqa.qa.figures.scene import Scene, alike
from seedqa.qa.figures.words import Words, held

_LEAST = 0.3
_STATED = 0.85
_SAID = 0.5
_NO_WORDS = Words({}, frozenset(), ())


def change(form: Form, scene: Scene) -> Computed | None:
    """By what percentage something rose or fell; nothing where the documents state it."""
    figures = [f for f in scene.figures if f.entry.kind not in {"percentage", "date", "age"}]
    fit = grown(scene, figures)
    if fit is None:
        return _changed_by(scene)
    if states(scene, fit.score):
        return None
    new, old = fit.figures
    if not old.entry.value:
        return None
    told = in_unit("a", new.entry, old.entry)
    fell = value_in(new.entry, old.entry.unit) < old.entry.value
    expression = f"(b - {told}) / b * 100" if fell else f"({told} - b) / b * 100"
    lead = "it fell by {}" if fell else "it rose by {}"
    return result("change", lead, expression, (new.entry, old.entry), "percent", scene.case.material, fit.score)


def grown(scene: Scene, figures: list[Figure]) -> Fit | None:
    """A figure and what it was before, which both bear the words of the question."""
    return best_fit(
        (_NO_WORDS, _NO_WORDS),
        scene.words,
        (figures, figures),
        lambda pair: (
            alike(pair)
            and same_noun(pair)
            and _is_older(pair[1], pair[0])
            and not pair[0].earlier
            and all(_speaks(figure, scene.words) for figure in pair)
        ),
        (timeless(scene.words), timeless(scene.words)),
    )


def _speaks(figure: Figure, words: Words) -> bool:
    """Whether the sentence of a figure says anything of what is asked for, names apart."""
    things = words.weights.keys() - words.names
    return not things or any(held(word, figure) >= _SAID for word in things)


def timeless(words: Words) -> Words:
    """The words without the years."""
    return Words(words.weights, words.names, ())


def _changed_by(scene: Scene) -> Computed | None:
    """By what percentage a figure changed that is told with the difference: "74,500 tonnes, 5,500 less than"."""
    told = [(f, mate) for f in scene.amounts if (mate := change_of(f, scene)) and mate.entry.kind != "percentage"]
    scored = sorted(((fit_score((), scene.words, pair), pair) for pair in told), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _LEAST or states(scene, scored[0][0]):
        return None
    score, (new, mate) = scored[0]
    by = in_unit("b", mate.entry, new.entry)
    fell = is_down(mate, scene)
    expression = f"{bracketed(by)} / (a {'+' if fell else '-'} {by}) * 100"
    lead = "it fell by {}" if fell else "it rose by {}"
    entries = (new.entry, mate.entry)
    return result("change", lead, expression, entries, "percent", scene.case.material, score)


def _is_older(one: Figure, other: Figure) -> bool:
    """Whether a figure is told for an earlier time than the other of the same thing."""
    if one.entry.period and other.entry.period and one.entry.period[:4] != other.entry.period[:4]:
        return one.entry.period[:4] < other.entry.period[:4]
    return one.earlier and not other.earlier


def same_noun(pair: tuple[Figure, ...]) -> bool:
    """Whether two figures count one thing."""
    one, other = pair
    if not one.counted:
        return True
    return one.entry.unit == other.entry.unit or "number" in (one.entry.kind, other.entry.kind)


def bracketed(expression: str) -> str:
    """An expression that can be divided by."""
    return f"({expression})" if " " in expression else expression


def states(scene: Scene, score: float) -> bool:
    """Whether a percentage of the documents explains the question, names apart, about as well as what is worked out."""
    words = scene.words
    plain = Words({w: weight for w, weight in words.weights.items() if w not in words.names}, frozenset(), words.years)
    stated = [f for f in scene.figures if f.entry.kind == "percentage"]
    return any(fit_score((), plain, (f,)) > _STATED * score for f in stated)
