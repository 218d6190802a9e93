"""So many things at so much each: "1,040 members; each pays 25 pounds"."""

import re

from seedqa.qa.figures.building import MOST_OPERANDS, NAMES, result
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import fit_score
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.scene import Scene

_LEAST = 0.3
_BESIDE = 120
_EACH_BEFORE = re.compile(r"\beach\b(?:(?!\band\b)[^.;:,])*\Z", re.IGNORECASE)
_EACH_BEHIND = re.compile(r"\s?(?:[\w-]+\s)?(?:each|apiece|a head|per head)\b", re.IGNORECASE)


def product(form: Form, scene: Scene) -> Computed | None:
    """So many things at so much each, where the question names several: "four boats for 75 people each"."""
    pairs = [
        (count, amount)
        for amount in scene.figures if _is_each(amount, scene)
        for count in scene.figures if count.entry.kind == "count" and _told_beside(count, amount, scene)
    ]  # fmt: skip
    scored = sorted(((fit_score((), scene.words, pair), pair) for pair in pairs), key=lambda scored: -scored[0])
    scored = [(score, pair) for score, pair in scored if pair[0].noun & scene.words.weights.keys()]
    if not scored or scored[0][0] < _LEAST:
        return None
    score, (count, amount) = scored[0]
    chosen = [pair for _, pair in scored if _beside(pair, (count, amount))]
    entries = [figure.entry for pair in chosen for figure in pair]
    if len(entries) > MOST_OPERANDS:
        return None
    names = [f"{NAMES[2 * i]} * {NAMES[2 * i + 1]}" for i in range(len(chosen))]
    material = scene.case.material
    return result("product", "together that is {}", " + ".join(names), entries, amount.entry.unit, material, score)


def _beside(pair: tuple[Figure, Figure], best: tuple[Figure, Figure]) -> bool:
    return pair[0].entry.sentence == best[0].entry.sentence and pair[1].entry.unit == best[1].entry.unit


def _is_each(figure: Figure, scene: Scene) -> bool:
    text = scene.case.material.document(figure.entry.document_id).text
    entry = figure.entry
    before = text[max(entry.sentence.start, entry.span.start - 40) : entry.span.start]
    behind = _EACH_BEHIND.match(text, entry.span.end, entry.sentence.end)
    rated = figure.entry.kind == "rate" and scene.case.kinds & {"money", "count", "number"}
    return (scene.asks_for(figure) or bool(rated)) and bool(_EACH_BEFORE.search(before) or behind)


def _told_beside(count: Figure, amount: Figure, scene: Scene) -> bool:
    """Whether a count is the last one before an amount that is told of each."""
    one, other = count.entry, amount.entry
    if one.document_id != other.document_id or not 0 < other.span.start - one.span.end < _BESIDE:
        return False
    between = (f.entry for f in scene.figures if f.entry.document_id == one.document_id and f.entry.kind == "count")
    return not any(one.span.end <= e.span.start < other.span.start for e in between)
