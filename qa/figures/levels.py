"""What a figure was before a change that the documents state."""

import re
from dataclasses import replace

from seedqa.index.ledger import Entry
from seedqa.qa.figures.arithmetic import plain
from seedqa.qa.figures.building import result
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.earlier import compared_year
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import fit_score
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.scene import Scene, alike
from seedqa.qa.figures.units import converted
from seedqa.qa.figures.words import Words

_LEADS_TO = re.compile(r"\bto\b[^.;]{0,30}\Z")
_OTHER_THING = re.compile(r";|\b(?:while|but|whereas|and)\b")
_MORE = re.compile(
    r"\s?(?:[\w-]+\s){0,2}?(?P<way>more|higher|longer|larger|above|over|less|fewer|lower|shorter|smaller|below|under)\s(?:than|that)\b",
    re.IGNORECASE,
)
_LESS = frozenset("less fewer lower shorter smaller below under".split())
_CHANGE_OF = re.compile(
    r"\b(?:an? (?:increase|rise|growth|gain|jump|decrease|fall|drop|decline|reduction|cut|loss) of|"
    r"(?:rose|risen|raised|grew|grown|increased|up|fell|fallen|dropped|declined|decreased|cut|reduced|lowered|down|"
    r"shortened|lengthened|extended|widened|expanded) by)\s(?:only |just |some |about |nearly |more than )?\Z",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:fell|fall\w*|loss|lowered|shortened|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|down|cut|reduc\w*|slipp?\w*|slump\w*|less|fewer|lower)\b",
    re.IGNORECASE,
)
_LEAST = 0.3
_TOLD = 0.8


def level_before(form: Form, scene: Scene) -> Computed | None:
    """What a figure was before the change that is told with it."""
    words = scene.words_of(form.phrases[0])
    asked = _without_years(words)
    best: tuple[float, Figure, Figure] | None = None
    for figure in scene.figures:
        mate = (
            change_of(figure, scene)
            if scene.asks_for(figure) and figure.entry.kind not in {"percentage", "date"}
            else None
        )
        score = _before_score(figure, mate, asked, words) if mate else 0.0
        if mate and words.years and (told := _compared(figure, scene)):
            score = score if told in words.years else 0.0
        if mate and score > _LEAST and (best is None or score > best[0]):
            best = (score, figure, mate)
    if best is not None and form.either and not _fits_before(best[1], words, scene):
        return None
    if best is None or _told_before(words, scene, best[0]):
        return None
    score, figure, mate = best
    return _undone(figure, mate, scene, score)


def _compared(figure: Figure, scene: Scene) -> str | None:
    """The year that a figure is told against."""
    text = scene.case.material.document(figure.entry.document_id).text
    return compared_year(text, figure.entry)


def _before_score(figure: Figure, mate: Figure, asked: Words, words: Words) -> float:
    year = figure.entry.period[:4] if figure.entry.period else None
    sure = figure.entry.period_source == "sentence"
    if (
        words.years
        and sure
        and year is not None
        and year.isdigit()
        and not any(int(y) == int(year) - 1 for y in words.years)
    ):
        return 0.0
    stated = 0.08 if plain(mate.entry.value) in asked.figures else 0.0
    return min(1.0, fit_score((), asked, (figure, mate)) + stated)


def _fits_before(figure: Figure, words: Words, scene: Scene) -> bool:
    """Whether a figure is surely told for the year after the one asked, or against the one asked."""
    if words.years == (_compared(figure, scene),):
        return True
    year = figure.entry.period[:4] if figure.entry.period else ""
    return year.isdigit() and words.years == (str(int(year) - 1),)


def _without_years(words: Words) -> Words:
    return replace(words, years=())


def _told_before(words: Words, scene: Scene, score: float) -> bool:
    """Whether the documents tell the figure itself for the year asked."""
    if not words.years:
        return False
    told = [
        f
        for f in scene.amounts
        if f.entry.period and f.entry.period[:4] in words.years and f.entry.period_source in {"sentence", "before"}
    ]
    return any(
        fit_score((), words, (f,)) >= _TOLD * score and change_of(f, scene) is None and _way(f.entry, scene) is None
        for f in told
    )


def _undone(figure: Figure, mate: Figure, scene: Scene, score: float) -> Computed:
    entries = (figure.entry, mate.entry)
    fell = is_down(mate, scene)
    if mate.entry.kind == "percentage":
        expression = f"a / (1 {'-' if fell else '+'} b / 100)"
    else:
        told = "b" if figure.counted else converted("b", mate.entry.unit, figure.entry.unit)
        expression = f"a {'+' if fell else '-'} {told}"
    lead = "before that it was {}"
    return result("level_before", lead, expression, entries, figure.entry.unit, scene.case.material, score)


def change_of(figure: Figure, scene: Scene) -> Figure | None:
    """The change told with a figure: "up 8 percent", "61 fewer than in 2022", "fell by 8 percent to 69 million"."""
    entry = figure.entry
    inside = [
        f for f in scene.figures
        if (f.entry.document_id, f.entry.passage_id) == (entry.document_id, entry.passage_id)
        and f.entry.kind not in {"date", "ordinal", "time"}
    ]  # fmt: skip
    after = sorted((f for f in inside if f.entry.span.start >= entry.span.end), key=lambda f: f.entry.span.start)
    before = sorted((f for f in inside if f.entry.span.end <= entry.span.start), key=lambda f: f.entry.span.start)
    if before and _same_sentence(before[-1], figure) and _leads_to(before[-1], figure, scene):
        return before[-1]
    if not after or after[0].entry.span.start - entry.span.end > 120:
        return None
    mate = after[0]
    between = _between(entry, mate.entry, scene)
    if _same_sentence(mate, figure) and _is_rate(mate) and not _OTHER_THING.search(between):
        return mate
    absolute = alike((figure, mate)) and mate.entry.value < entry.value and _way(mate.entry, scene) is not None
    return mate if absolute else None


def _leads_to(mate: Figure, figure: Figure, scene: Scene) -> bool:
    """Whether a change leads to a figure: "fell by 8 percent to 69 million", "raised by 12 metres to 86 metres"."""
    if not _LEADS_TO.search(_between(mate.entry, figure.entry, scene)):
        return False
    return _is_rate(mate) or (alike((mate, figure)) and _way(mate.entry, scene) is not None)


def _way(entry: Entry, scene: Scene) -> bool | None:
    """Whether a figure is told as a loss against another, or a gain; None where it is told as neither."""
    match = _MORE.match(_behind(entry, scene))
    if match is not None:
        return match["way"].lower() in _LESS
    text = scene.case.material.document(entry.document_id).text
    noun = _CHANGE_OF.search(text, entry.sentence.start, entry.span.start)
    return None if noun is None else _FELL.search(noun[0]) is not None


def _same_sentence(one: Figure, other: Figure) -> bool:
    return one.entry.sentence == other.entry.sentence


def _is_rate(figure: Figure) -> bool:
    return figure.entry.kind == "percentage" and figure.entry.direction is not None and figure.entry.unit == "percent"


def is_down(mate: Figure, scene: Scene) -> bool:
    if mate.entry.kind == "percentage":
        return mate.entry.direction != "up"
    return bool(_way(mate.entry, scene))


def _behind(entry: Entry, scene: Scene) -> str:
    text = scene.case.material.document(entry.document_id).text
    return text[entry.span.end : entry.sentence.end]


def _between(one: Entry, other: Entry, scene: Scene) -> str:
    return scene.case.material.document(one.document_id).text[one.span.end : other.span.start]
