"""The door: a question, what was found for it and the index -> a figure worked out from cited figures, or nothing.

The figures that explain the question best are fitted to what it asks for. Where they leave a doubt, a strict reading
of the wording, which binds phrase by phrase, goes before.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from seedqa.index.store import Store
from seedqa.qa.figures.absences import missing_operand
from seedqa.qa.figures.alike import unlike
from seedqa.qa.figures.asking import read_asked
from seedqa.qa.figures.averages import average as fitted_average
from seedqa.qa.figures.case import Case, read_case
from seedqa.qa.figures.changes import change as fitted_change
from seedqa.qa.figures.checking import problems
from seedqa.qa.figures.choices import earliest as earliest_of
from seedqa.qa.figures.choices import largest
from seedqa.qa.figures.choosing import earliest, larger, whether
from seedqa.qa.figures.comparing import average, difference, ratio, share
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.conflicts import conflict
from seedqa.qa.figures.conversions import conversion as fitted_conversion
from seedqa.qa.figures.disagreements import disagreement
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.forms import read_forms
from seedqa.qa.figures.growth import change, conversion, growth_back
from seedqa.qa.figures.levels import level_before
from seedqa.qa.figures.listing import list_all
from seedqa.qa.figures.parts import share as fitted_share
from seedqa.qa.figures.products import product
from seedqa.qa.figures.rests import rest
from seedqa.qa.figures.scene import Scene
from seedqa.qa.figures.selecting import selected
from seedqa.qa.figures.sides import difference as fitted_difference
from seedqa.qa.figures.sides import ratio as fitted_ratio
from seedqa.qa.figures.stated import stated_outright
from seedqa.qa.figures.sums import gather, mean
from seedqa.qa.figures.sums import total as fitted_total
from seedqa.qa.figures.times import length
from seedqa.qa.figures.totals import gather_all, gather_total, total
from seedqa.qa.question import Question
from seedqa.qa.reading import Finding

_STRICT: dict[str, Callable[[Form, Case], Computed | None]] = {
    "total": total,
    "gather_total": gather_total,
    "difference": difference,
    "ratio": ratio,
    "share": share,
    "average": average,
    "larger": larger,
    "whether": whether,
    "earliest": earliest,
    "growth_back": growth_back,
    "change": change,
    "conversion": conversion,
}
_FITTED: dict[str, Callable[[Form, Scene], Computed | None]] = {
    "total": fitted_total,
    "gather": gather,
    "mean": mean,
    "product": product,
    "difference": fitted_difference,
    "ratio": fitted_ratio,
    "share": fitted_share,
    "rest": rest,
    "average": fitted_average,
    "change": fitted_change,
    "level_before": level_before,
    "length": length,
    "largest": largest,
    "earliest": earliest_of,
    "conversion": fitted_conversion,
}
# "Is it more than 2 hectares?" asks about one figure: there is nothing to work out.
_THAN_FIGURE = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|will)\b.*\bthan\s+(?:\w+\s+)?\d", re.IGNORECASE
)
_LEAST = 0.47
_DOUBTFUL = 0.6
_SURE = 0.6
_SURE_OF_PAIR = 0.72
_SURE_OF_GIVING = 0.85
_PAIRED = frozenset({"difference", "ratio", "conversion", "share"})
# Of 69 figures worked out for held-back questions in people's own words 0.65 were right, at a mean fit of 0.79. The
# questions that the fitting was tuned on (0.94 of 87) would promise too much.
_CHANCE_AT_WORST = 0.1
_CHANCE_BY_FIT = 0.7


def derive(question: Question, findings: Sequence[Finding], store: Store) -> Computed | None:
    """The worked-out answer; None where the question asks for no such thing or its figures are not surely bound."""
    case = read_case(question, findings, store)
    listed = list_all(case)
    if listed is not None:
        return listed
    scene = Scene(case)
    absent = missing_operand(scene)
    if absent is not None:
        return absent
    if _THAN_FIGURE.search(question.text):
        return None
    forms = list(read_forms(question.text))
    worked_out = selected(scene) or _worked_out(forms, case, scene)
    if worked_out is not None:
        return None if stated_outright(worked_out, question, findings) else _with_chance(worked_out)
    gathered = None if forms else gather_all(case)
    if gathered is not None:
        return gathered
    disputed = (None if forms else conflict(case)) or disagreement(scene)
    return None if disputed is None else _with_chance(disputed)


def _worked_out(forms: Sequence[Form], case: Case, scene: Scene) -> Computed | None:
    """The fitted reading where its figures surely fit, else the strict one, else the fitted one after all."""
    fitted = _fitted(scene)
    if fitted is not None and fitted.score >= _sure(fitted.form, case):
        return fitted
    strict = (_STRICT[form.kind](form, case) for form in _tried(forms))
    return next((computed for computed in strict if computed is not None and _holds(computed, case)), None) or fitted


def _with_chance(computed: Computed) -> Computed:
    """The figure with the probability that it is right, from how well its figures fit the question."""
    return replace(computed, score=round(_CHANCE_AT_WORST + _CHANCE_BY_FIT * computed.score, 4))


def _fitted(scene: Scene) -> Computed | None:
    fitted = (_FITTED[form.kind](form, scene) for form in read_asked(scene.text))
    sure = (c for c in fitted if c is not None and c.score >= _needed(c.form))
    return next((computed for computed in sure if _holds(computed, scene.case)), None)


def _sure(form: str, case: Case) -> float:
    """How well figures must fit to go before the strict reading, which knows who gave what to whom."""
    if case.whole.giving and case.whole.names:
        return _SURE_OF_GIVING
    return _SURE_OF_PAIR if form in _PAIRED else _SURE


def _needed(form: str) -> float:
    """How well figures must fit: better where the wording alone hardly asks for anything to be worked out."""
    return _DOUBTFUL if form in {"rest", "level_before"} else _LEAST


def _tried(forms: Sequence[Form]) -> list[Form]:
    """The readings to try: a unit named in a comparison, share or average asks for no mere conversion."""
    compound = any(form.kind not in {"conversion", "total", "gather_total"} for form in forms)
    return [form for form in forms if not (compound and form.kind == "conversion")]


def _holds(computed: Computed, case: Case) -> bool:
    """Whether the figure replays from its quotes, and puts together only what may be."""
    replays = computed.derivation is None or not problems(computed.derivation, computed.citations)
    return replays and not unlike(computed, case.question)
