"""Which is most, least, first or last, of things named or of all told together; by size or by date."""

import re
from collections.abc import Sequence
from decimal import Decimal

from seedqa.index.ledger import Entry
from seedqa.index.mentions import names_in
from seedqa.qa.figures.building import cited, derivation, figure_text
from seedqa.qa.figures.chosen import by_sentence
from seedqa.qa.figures.comparing import in_unit, value_in
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import best_fit, fit_score
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.scene import Scene, alike
from seedqa.qa.figures.times import day_of, is_day

_BEHIND = re.compile(r"[^,;.:()]{0,30}?\b(?:to|for|in|from|by|at|with)\s(?P<to>[^,;.:()]{1,60})")
_RIGHT_BEFORE = re.compile(r"(?P<name>[A-Z][\w’'-]*(?: (?:of )?[A-Z][\w’'-]*)*)(?:[’']s)?\Z")
_CLOSE = Decimal("0.05")
_LEAST = 0.3
_NO_SIZE = frozenset({"date", "ordinal", "time"})
_SAID_OF = (
    (re.compile(r"\b(?:heav|light)i?e(?:r|st)\b", re.IGNORECASE), frozenset({"mass"})),
    (
        re.compile(
            r"\b(?:tall|wid|high|deep|far|furth|narrow|clos)\w*e(?:r|st)\b(?! (?:price|cost|number|income))",
            re.IGNORECASE,
        ),
        frozenset({"distance"}),
    ),
    (re.compile(r"\b(?:long|short)e(?:r|st)\b", re.IGNORECASE), frozenset({"distance"})),
)
_OPEN_ABOVE = frozenset({"less_than", "at_most", "nearly"})
_OPEN_BELOW = frozenset({"more_than", "at_least"})


def largest(form: Form, scene: Scene) -> Computed | None:
    """Which is the most, or the least, of things named, or of all told together."""
    kinds = _kinds(scene.text)
    figures = (
        [f for f in scene.figures if f.entry.kind in kinds]
        if kinds
        else [f for f in scene.figures if f.entry.kind not in _NO_SIZE]
    )
    if len(form.phrases) < 2:
        return _largest_of_all(form, scene, figures)
    items = [scene.words_of(text) for text in form.phrases]
    if any(not item.weights for item in items):
        return None
    fit = best_fit(
        items,
        scene.shared(items),
        [figures] * len(items),
        lambda chosen: alike(chosen) and len({f.entry.value for f in chosen}) > 1,
    )
    if fit is None:
        return None
    ranked = sorted(
        zip(fit.figures, form.phrases, strict=True),
        key=lambda pair: _size(pair[0], fit.figures[0]),
        reverse=not form.smaller,
    )
    if not _certain(ranked[0][0].entry, ranked[1][0].entry):
        return None
    return _chosen("larger", ranked, scene, fit.score)


def _largest_of_all(form: Form, scene: Scene, figures: Sequence[Figure]) -> Computed | None:
    best: tuple[float, list[tuple[Figure, str]]] | None = None
    for group in by_sentence(figures).values():
        for first in group:
            like = [f for f in group if alike((first, f)) and _same_thing(first, f)]
            named = [(f, name) for f in like if (name := name_of(f, scene))]
            if len({name for _, name in named}) < 2 or len(named) < len(like):
                continue
            score = max(fit_score((), scene.words, (f,)) for f, _ in named)
            if score > _LEAST and (best is None or score > best[0]):
                best = (score, named)
    if best is None:
        return None
    ranked = sorted(best[1], key=lambda pair: _size(pair[0], best[1][0][0]), reverse=not form.smaller)
    if not _certain(ranked[0][0].entry, ranked[1][0].entry):
        return None
    return _chosen("largest", ranked, scene, best[0])


def _same_thing(one: Figure, other: Figure) -> bool:
    return not one.counted or one.entry.unit == other.entry.unit


def _kinds(text: str) -> frozenset[str] | None:
    """The kinds of figure that an adjective of comparison is said of."""
    return next((kinds for pattern, kinds in _SAID_OF if pattern.search(text)), None)


def name_of(figure: Figure, scene: Scene) -> str | None:
    """The name that a figure of a series is told for: the nearest one in its own clause."""
    entry = figure.entry
    text = scene.case.material.document(entry.document_id).text
    before = text[entry.sentence.start : entry.span.start]
    clause = re.split(r"[,;:()]|\band\b", before.rstrip(" ("))[-1]
    end = entry.sentence.start + len(before.rstrip(" ("))
    named = [m["name"]] if (m := _RIGHT_BEFORE.search(clause)) else names_in(text, end - len(clause), end)
    behind = _BEHIND.match(text, entry.span.end, entry.sentence.end)
    found = names_in(text, behind.start("to"), behind.end("to")) if behind else []
    if _RIGHT_BEFORE.search(clause):
        return named[0]
    return found[0] if found else named[-1] if named else None


def _chosen(form: str, ranked: Sequence[tuple[Figure, str]], scene: Scene, score: float) -> Computed:
    """The one chosen, with the figures of all."""
    entries = [figure.entry for figure, _ in ranked]
    sources = cited(entries, scene.case.material)
    told = [
        f"{_bare(name)}: {figure_text(entry, scene.case.material)} [{marker}]"
        for (_, name), entry, marker in zip(ranked, entries, sources.markers, strict=True)
    ]
    high, low = (0, 1) if entries[0].value >= value_in(entries[1], entries[0].unit) else (1, 0)
    pair = (entries[high], entries[low])
    expression = f"a - {in_unit('b', pair[1], pair[0])}"
    derived = derivation(expression, pair, pair[0].unit, (sources.markers[high], sources.markers[low]))
    answer = f"{_bare(ranked[0][1])}. {'; '.join(told)}. The difference is {derived.rounded}."
    return Computed(
        form, "answered", None, answer, _bare(ranked[0][1]), (), sources.citations, derived, round(score, 4)
    )


def earliest(form: Form, scene: Scene) -> Computed | None:
    """Which came first, or last, where their dates leave no doubt."""
    if len(form.phrases) < 2:
        return None
    items = [scene.words_of(text) for text in form.phrases]
    if any(not item.weights for item in items):
        return None
    dates = [f for f in scene.figures if is_day(f.entry)]
    fit = best_fit(
        items,
        scene.shared(items),
        [dates] * len(items),
        lambda chosen: len({day_of(f.entry) for f in chosen}) == len(chosen),
    )
    if fit is None:
        return None
    ranked = sorted(
        zip(fit.figures, form.phrases, strict=True), key=lambda pair: day_of(pair[0].entry), reverse=not form.smaller
    )
    one, other = day_of(ranked[0][0].entry), day_of(ranked[1][0].entry)
    if one.startswith(other) or other.startswith(one):
        return None
    sources = cited([f.entry for f, _ in ranked], scene.case.material)
    told = [
        f"{_bare(name)}: {figure_text(figure.entry, scene.case.material)} [{marker}]"
        for (figure, name), marker in zip(ranked, sources.markers, strict=True)
    ]
    chosen = _bare(ranked[0][1])
    return Computed(
        "earliest",
        "answered",
        None,
        f"{chosen}. {'; '.join(told)}.",
        chosen,
        (),
        sources.citations,
        None,
        round(fit.score, 4),
    )


def _size(figure: Figure, first: Figure) -> Decimal:
    return value_in(figure.entry, first.entry.unit) if not figure.counted else figure.entry.value


def _certain(one: Entry, other: Entry) -> bool:
    """Whether which is more is beyond doubt, whatever their bounds allow."""
    a, b = one.value, value_in(other, one.unit)
    high, low = (one, other) if a > b else (other, one)
    open_ended = high.bound in _OPEN_ABOVE or low.bound in _OPEN_BELOW
    vague = "about" in (one.bound, other.bound) and abs(a - b) <= _CLOSE * max(abs(a), abs(b))
    return a != b and not open_ended and not vague


def _bare(name: str) -> str:
    stripped = re.sub(r"^(?:either|in|at|by|for|the)\s", "", name.strip(), flags=re.IGNORECASE)
    stripped = re.sub(r"[’']s?$", "", stripped)
    return stripped[:1].upper() + stripped[1:]
