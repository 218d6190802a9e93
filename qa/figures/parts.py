"""A part of a whole, what is left of it, and so much of one thing for each of another."""

import re

from seedqa.qa.figures.building import result
from seedqa.qa.figures.changes import bracketed, states
from seedqa.qa.figures.comparing import in_unit, value_in
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import best_fit
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.scene import Scene, alike
from seedqa.qa.figures.words import Words, told_for

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
    figures = [f for f in scene.current if f.entry.kind not in {"percentage", "date", "age", "rate"}]
    parted = [f for f in figures if _is_part(f, scene)]

    def fits(pair: tuple[Figure, ...]) -> bool:
        part, whole = pair
        if (
            not alike(pair)
            or part.entry.document_id != whole.entry.document_id
            or any(not told_for(year, figure) for year in scene.words.years for figure in pair)
            or part.entry.value >= value_in(whole.entry, part.entry.unit)
            or part.earlier
            or whole in parted
        ):
            return False
        return part not in parted or _whole_of(part, [f for f in figures if f not in parted]) is whole

    roles = tuple(scene.words_of(text) for text in form.phrases) if len(form.phrases) > 1 else ()
    fit = best_fit((_NO_WORDS, _NO_WORDS), scene.words, (figures, figures), fits, roles)
    told = best_fit((_NO_WORDS, _NO_WORDS), scene.words, (parted, figures), fits, roles)
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
