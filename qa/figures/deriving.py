"""The door: a question, what was found for it and the index -> a figure worked out from cited figures, or nothing."""

from collections.abc import Callable, Sequence

from index.store import Store
from qa.figures.case import Case, read_case
from qa.figures.checking import problems
from qa.figures.choosing import earliest, larger, whether
from qa.figures.comparing import average, difference, ratio, share
from qa.figures.computed import Computed
from qa.figures.conflicts import conflict
from qa.figures.form import Form
from qa.figures.forms import read_forms
from qa.figures.growth import change, conversion, growth_back
from qa.figures.listing import list_all
from qa.figures.totals import gather_all, gather_total, total
from qa.question import Question
from qa.reading import Finding

_WORKERS: dict[str, Callable[[Form, Case], Computed | None]] = {
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


def derive(question: Question, findings: Sequence[Finding], store: Store) -> Computed | None:
    """The worked-out answer; None where the question asks for no such thing or its figures are not surely bound."""
    forms = list(read_forms(question.text))
    case = read_case(question, findings, store)
    listed = list_all(case)
    if listed is not None:
        return listed
    for form in _tried(forms):
        worker = _WORKERS.get(form.kind)
        computed = worker(form, case) if worker else None
        if computed is not None and _holds(computed):
            return computed
    return (gather_all(case) or conflict(case)) if not forms else None


def _tried(forms: Sequence[Form]) -> list[Form]:
    """The readings to try: a unit named in a comparison, share or average asks for no mere conversion."""
    compound = any(form.kind not in {"conversion", "total", "gather_total"} for form in forms)
    return [form for form in forms if not (compound and form.kind == "conversion")]


def _holds(computed: Computed) -> bool:
    return computed.derivation is None or not problems(computed.derivation, computed.citations)
