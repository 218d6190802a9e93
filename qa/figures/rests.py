"""What is left of a whole without its parts: asked for by name, or called "the rest" by the text."""

import re
from collections.abc import Sequence

from seedqa.qa.figures.building import MOST_OPERANDS, NAMES, result
from seedqa.qa.figures.comparing import in_unit, value_in
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import Fit, best_fit, fit_score
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.scene import Scene, alike, kindred
from seedqa.qa.figures.sides import subtracted
from seedqa.qa.figures.vocabulary import canonical, same_words
from seedqa.qa.figures.words import Words, without
from seedqa.qa.terms import stem

_THE_REST = re.compile(r"\b(?:the rest|the remainder|the remaining|the others?)\b(?P<what>[^.;]*)", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\b(?:(?:other|rather) than|apart from|aside from|except(?: for)?|excluding|without|besides|leaving (?:out)?|"
    r"once|not (?:\w+ )?(?:covered |paid |borne |met |financed |met )?by|not come from|outside)\s(?P<part>.+)",
    re.IGNORECASE,
)
_OPPOSITES = (
    ("men man male boy", "women woman female girl"),
    ("adult", "children child minor"),
    ("land", "water"),
)
_NO_WORDS = Words({}, frozenset(), ())
_LEAST = 0.3


def rest(form: Form, scene: Scene) -> Computed | None:
    """What is left of a whole without a part: where the question asks for it, or the text calls it so."""
    return _called_rest(scene) or _named_parts(form, scene) or _one_part(form, scene)


def _called_rest(scene: Scene) -> Computed | None:
    """The whole without all the parts before the words "the rest", where what they say of it is asked for."""
    best: tuple[float, list[Figure]] | None = None
    for part in scene.amounts:
        if _leaves_rest(part, scene) and (chosen := _series(part, scene)):
            score = fit_score((), scene.words, tuple(chosen[:2]))
            if score > _LEAST and (best is None or score > best[0]):
                best = (score, chosen)
    return _subtracted(best[1], scene, best[0]) if best else None


def _leaves_rest(figure: Figure, scene: Scene) -> bool:
    """Whether the text goes on to the rest, with no figure between, and calls it what the question asks for."""
    entry = figure.entry
    text = scene.case.material.document(entry.document_id).text
    told = _THE_REST.search(text, entry.span.end, min(len(text), entry.sentence.end + 120))
    if told is None or _between(entry.span.end, told.start(), figure, scene):
        return False
    lead = re.split(r"[.;,]|\band\b", text[entry.span.end : told.start()])[-1]
    said = set(same_words(f"{lead} {told['what']}"))
    return bool(said & scene.words.weights.keys())


def _between(start: int, end: int, figure: Figure, scene: Scene) -> bool:
    document = figure.entry.document_id
    return any(
        f.entry.document_id == document and start <= f.entry.span.start < end and alike((f, figure))
        for f in scene.figures
    )


def _series(last: Figure, scene: Scene) -> list[Figure]:
    """A whole and its parts, the last of which is given: the nearest larger figure before them that is alike."""
    entry = last.entry
    before = sorted(
        (
            f
            for f in scene.figures
            if f.entry.passage_id == entry.passage_id
            and f.entry.span.end <= entry.span.start
            and alike((f, last))
            and not f.older
        ),
        key=lambda f: -f.entry.span.start,
    )
    parts = [last]
    for figure in before:
        total = sum(value_in(part.entry, figure.entry.unit) for part in parts)
        if figure.entry.value > total and (
            len(parts) > 1 or figure.entry.sentence != entry.sentence or _is_whole(figure, parts, scene)
        ):
            return [figure, *reversed(parts)]
        parts.append(figure)
    return []


def _is_whole(figure: Figure, parts: Sequence[Figure], scene: Scene) -> bool:
    text = scene.case.material.document(figure.entry.document_id).text
    between = text[figure.entry.span.end : parts[-1].entry.span.start]
    return re.search(r"\b(?:of which|of whom|of them|of these|of it|including|among)\b|:", between) is not None


def _named_parts(form: Form, scene: Scene) -> Computed | None:
    """The whole without what the question leaves out by name."""
    match = _LEFT_OUT.search(scene.text)
    if match is None or not form.loose:
        return None
    items = [scene.words_of(text) for text in _items(re.split(r",\s(?=what|how)", match["part"])[0])]
    if not items or any(not item.weights for item in items):
        return None
    shared = without(scene.words, frozenset(word for item in items for word in item.weights))
    fit = best_fit(
        (_NO_WORDS, *items),
        shared,
        [scene.current] * (1 + len(items)),
        lambda chosen: alike(chosen) and _exceeds(chosen) and _one_document(chosen),
    )
    return _subtracted(fit.figures, scene, fit.score) if fit else None


def _items(text: str) -> list[str]:
    found = re.split(r",? and |, ", text)
    return found if 1 <= len(found) < MOST_OPERANDS else []


def _exceeds(chosen: Sequence[Figure]) -> bool:
    whole, *parts = chosen
    return whole.entry.value > sum(value_in(part.entry, whole.entry.unit) for part in parts)


def _one_document(chosen: Sequence[Figure]) -> bool:
    return len({figure.entry.document_id for figure in chosen}) == 1


def _subtracted(chosen: Sequence[Figure], scene: Scene, score: float) -> Computed:
    whole, *parts = chosen
    names = [in_unit(name, part.entry, whole.entry) for name, part in zip(NAMES[1:], parts, strict=False)]
    entries = [figure.entry for figure in chosen]
    unit = whole.entry.unit
    return result("rest", "the rest is {}", " - ".join(("a", *names)), entries, unit, scene.case.material, score)


def _one_part(form: Form, scene: Scene) -> Computed | None:
    parts = [f for f in scene.amounts if _is_complement(f, scene)] or (scene.amounts if form.loose else [])
    fit = _whole_and_part(scene, parts)
    if fit is None:
        return None
    whole, part = fit.figures
    return subtracted("rest", "the rest is {}", whole, part, scene, fit.score)


def _whole_and_part(scene: Scene, parts: list[Figure]) -> Fit | None:
    return best_fit(
        (_NO_WORDS, _NO_WORDS),
        without(scene.words, _complements()),
        (scene.amounts, parts),
        lambda pair: (
            alike(pair)
            and pair[1].entry.value < pair[0].entry.value
            and kindred(pair, scene.words)
            and _one_document(pair)
        ),
    )


def _is_complement(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is of the others: women where men are asked for."""
    asked = {canonical(stem(word.lower())) for word in re.findall(r"[A-Za-z]+", scene.text)}
    for pair in _OPPOSITES:
        ones, others = (frozenset(canonical(stem(word)) for word in side.split()) for side in pair)
        for mine, theirs in ((ones, others), (others, ones)):
            if asked & mine and not asked & theirs and theirs & (figure.own | figure.noun):
                return True
    return False


def _complements() -> frozenset[str]:
    return frozenset(canonical(stem(word)) for pair in _OPPOSITES for side in pair for word in side.split())
