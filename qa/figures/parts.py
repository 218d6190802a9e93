"""A part of a whole, what is left of it, and so much of one thing for each of another."""

import re
from dataclasses import replace

from qa.figures.building import result
from qa.figures.comparing import in_unit, value_in
from qa.figures.computed import Computed
from qa.figures.figure import Figure
from qa.figures.fitting import best_fit, closeness
from qa.figures.form import Form
from qa.figures.scene import Scene, alike, kindred
from qa.figures.sides import bracketed, pair_of, states, subtracted
from qa.figures.units import unit_named
from qa.figures.vocabulary import canonical, same_words
from qa.figures.words import Words
from qa.terms import stem

_TOLD = 0.95
_PART_BEHIND = re.compile(r"\s(?:[\w-]+\s)?of (?:which|whom|them|these|those|that|this|it)\b", re.IGNORECASE)
_PART_BEFORE = re.compile(
    r"\b(?:of (?:which|whom|them|these|those|that|it)|including|among them)\b[^.;]*\Z", re.IGNORECASE
)
_THE_REST = re.compile(r"\b(?:the rest|the remainder|the remaining|the others?)\b(?P<what>[^.;]*)", re.IGNORECASE)
_OPPOSITES = (("men", "women"), ("boys", "girls"), ("male", "female"), ("adults", "children"), ("land", "water"))
_NO_WORDS = Words({}, frozenset(), ())


def share(form: Form, scene: Scene) -> Computed | None:
    """What percentage of a whole a part is; nothing where the documents state it."""
    figures = [f for f in scene.figures if f.entry.kind not in {"percentage", "date", "age", "rate"}]
    parted = [f for f in figures if _is_part(f, scene)]

    def fits(pair: tuple[Figure, ...]) -> bool:
        part, whole = pair
        if (
            not alike(pair)
            or part.entry.value >= value_in(whole.entry, part.entry.unit)
            or part.earlier
            or whole in parted
        ):
            return False
        return part not in parted or _whole_of(part, [f for f in figures if f not in parted]) is whole

    fit = pair_of(scene, figures, fits)
    told = best_fit((_NO_WORDS, _NO_WORDS), scene.words, (parted, figures), fits)
    if told is not None and fit is not None and told.score >= _TOLD * fit.score:
        fit = told
    if fit is None or states(scene, fit.score):
        return None
    part, whole = fit.figures
    expression = f"a / {bracketed(in_unit('b', whole.entry, part.entry))} * 100"
    entries = (part.entry, whole.entry)
    return result("share", "the share is {}", expression, entries, "percent", scene.case.material, fit.score)


def _is_part(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is told as a part of one before it: "131 of the posts", "of which 36"."""
    text = scene.case.material.document(figure.entry.document_id).text
    entry = figure.entry
    before = text[max(entry.sentence.start, entry.span.start - 60) : entry.span.start]
    return bool(_PART_BEHIND.match(text, entry.span.end) or _PART_BEFORE.search(before))


def _whole_of(part: Figure, figures: list[Figure]) -> Figure | None:
    """The last larger figure before a part that is alike."""
    near = [
        f for f in figures
        if f.entry.passage_id == part.entry.passage_id and f.entry.span.end <= part.entry.span.start
        and alike((f, part)) and f.entry.value > value_in(part.entry, f.entry.unit)
    ]  # fmt: skip
    return max(near, key=lambda f: f.entry.span.start, default=None)


def average(form: Form, scene: Scene) -> Computed | None:
    """So much of the one for each of the other."""
    noun = form.noun or ""
    counted = [f for f in scene.figures if _counts(f, noun)]
    amounts = [f for f in scene.figures if _is_amount(f, scene) and not _counts(f, noun)]
    fit = best_fit((_NO_WORDS, _NO_WORDS), scene.words, (amounts, counted), lambda pair: _divides(pair, scene))
    if fit is None:
        return None
    amount, count = fit.figures
    lead = f"on average {{}} for each {noun}"
    unit = amount.entry.unit
    return result("average", lead, "a / b", (amount.entry, count.entry), unit, scene.case.material, fit.score)


def rest(form: Form, scene: Scene) -> Computed | None:
    """What is left of a whole without a part: where the question asks for it, or the text calls it so."""
    said = [f for f in scene.amounts if _leaves_rest(f, scene)]
    parts = [f for f in scene.amounts if _is_complement(f, scene)] or said or (scene.amounts if form.loose else [])
    fit = best_fit(
        (_NO_WORDS, _NO_WORDS), _without_complement(scene), (scene.amounts, parts),
        lambda pair: alike(pair) and pair[1].entry.value < pair[0].entry.value and kindred(pair, scene.words),
    )  # fmt: skip
    if fit is None:
        return None
    whole, part = fit.figures
    return subtracted("rest", "the rest is {}", whole, part, scene, fit.score)


def _leaves_rest(figure: Figure, scene: Scene) -> bool:
    """Whether the text goes on to the rest, and calls it what the question asks for."""
    entry = figure.entry
    text = scene.case.material.document(entry.document_id).text
    told = _THE_REST.search(text, entry.span.end, min(len(text), entry.sentence.end + 120))
    if told is None:
        return False
    said = set(same_words(told["what"]))
    return bool(said & (scene.words.weights.keys() - scene.words.names))


def _is_complement(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is of the others: women where men are asked for."""
    asked = {word for pair in _OPPOSITES for word in pair if re.search(rf"\b{word}\b", scene.text, re.IGNORECASE)}
    others = {other for pair in _OPPOSITES for word, other in (pair, pair[::-1]) if word in asked}
    return bool({canonical(stem(word)) for word in others - asked} & (figure.own | figure.noun))


def _without_complement(scene: Scene) -> Words:
    said = {canonical(stem(word)) for pair in _OPPOSITES for word in pair}
    weights = {word: weight for word, weight in scene.words.weights.items() if word not in said}
    return replace(scene.words, weights=weights)


def _counts(figure: Figure, noun: str) -> bool:
    words = same_words(noun) or [canonical(stem(noun))]
    if figure.counted:
        loose = figure.entry.kind == "number" or figure.lent or figure.entry.unit in {"person", "people"}
        return bool(set(words) & (figure.noun | (figure.own if loose else frozenset())))
    named = unit_named(noun)
    return named is not None and figure.entry.unit == named[1]


def _is_amount(figure: Figure, scene: Scene) -> bool:
    return scene.asks_for(figure) and figure.entry.kind not in {"percentage", "age", "rate", "date"}


def _divides(pair: tuple[Figure, ...], scene: Scene) -> bool:
    amount, count = pair
    if not count.entry.value or count.entry.bound in {"at_most"}:
        return False
    return amount.entry.document_id == count.entry.document_id and closeness(pair) > 0.9
