"""How long lies between two dates: in years where they are known, in days where they are asked for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from seedqa.index.ledger import Entry
from seedqa.qa.figures.building import result
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import best_fit, fit_score
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.scene import Scene
from seedqa.qa.figures.words import Words

_LEAST = 0.3
_YEARLESS = 2001
_STRETCH = 0.75
_NO_WORDS = Words({}, frozenset(), ())


def length(form: Form, scene: Scene) -> Computed | None:
    """How long lies between two dates, or from one end of a stretch of time to the other."""
    dates = [f for f in scene.figures if is_day(f.entry)]
    if len(form.phrases) == 2:
        items = [scene.words_of(text) for text in form.phrases]
        if any(not item.weights for item in items):
            return None
        fit = best_fit(
            items, scene.shared(items), (dates, dates), lambda pair: day_of(pair[0].entry) != day_of(pair[1].entry)
        )
        return _between(fit.figures[0].entry, fit.figures[1].entry, form.unit, scene, fit.score) if fit else None
    pair = best_fit((_NO_WORDS, _NO_WORDS), scene.words, (dates, dates), _in_order)
    ends = [f for f in scene.stretches if is_day(replace(f.entry, high=None))]
    stretch = max(ends, key=lambda f: fit_score((), scene.words, (f,)), default=None)
    alone = fit_score((), scene.words, (stretch,)) if stretch else 0.0
    if stretch is not None and alone >= (_STRETCH * pair.score if pair else _LEAST):
        last = replace(stretch.entry, value=stretch.entry.high or Decimal(0), high=None)
        return _between(replace(stretch.entry, high=None), last, form.unit, scene, alone)
    return _between(pair.figures[0].entry, pair.figures[1].entry, form.unit, scene, pair.score) if pair else None


def _in_order(pair: tuple[Figure, ...]) -> bool:
    one, other = pair
    return (
        len(day_of(one.entry)) == len(day_of(other.entry))
        and day_of(one.entry) < day_of(other.entry)
        and one.entry.passage_id == other.entry.passage_id
    )


def _between(one: Entry, other: Entry, unit: str | None, scene: Scene, score: float) -> Computed | None:
    """The years between two dates, whole ones where days are known; the days where they are asked for."""
    first, last = sorted((one, other), key=day_of)
    if unit == "day":
        return _days(first, last, scene, score)
    if unit not in {"year", None}:
        return None
    if min(len(day_of(first)), len(day_of(last))) == 4 and "year" not in {first.unit, last.unit}:
        return None
    entries = (_year_of(last), _year_of(first))
    expression = "a - b"
    if day_of(last)[4:8] and day_of(first)[4:8] and day_of(last)[4:8] < day_of(first)[4:8]:
        expression = "a - b - 1"
    computed = result("length", "that is {}", expression, entries, "year", scene.case.material, score)
    return computed if computed.derivation and Decimal(computed.derivation.value) > 0 else None


def _days(first: Entry, last: Entry, scene: Scene, score: float) -> Computed | None:
    """The days between two dates, worked out from the days of their months."""
    if "day" not in {first.unit} & {last.unit}:
        return None
    begin, end = _date(first), _date(last)
    whole = (end.replace(day=1) - begin.replace(day=1)).days
    entries = tuple(replace(e, value=Decimal(d.day), unit="day") for e, d in ((last, end), (first, begin)))
    return result("length", "that is {}", f"a - b + {whole}", entries, "day", scene.case.material, score)


def _date(entry: Entry) -> date:
    """A day; in a year without a leap day where the year is not told."""
    digits = day_of(entry)
    year = int(digits[:-4]) if len(digits) > 4 else _YEARLESS
    return date(year or _YEARLESS, int(digits[-4:-2]), int(digits[-2:]))


def _year_of(entry: Entry) -> Entry:
    return replace(entry, value=Decimal(day_of(entry)[:4]), unit="year")


def is_day(entry: Entry) -> bool:
    return entry.kind == "date" and entry.high is None and entry.unit in {"day", "month", "year"}


def day_of(entry: Entry) -> str:
    """A date's digits, from year to day as far as it is known; from the month where no year is told."""
    return format(entry.value, "f").zfill(4)
