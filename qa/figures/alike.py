"""Whether the things that are counted may be added, compared, or be a part of one another."""

from functools import cache

from seedqa.index.quantities import read_quantities
from seedqa.index.quantities.currencies import currency_words
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.vocabulary import canonical
from seedqa.qa.question import Question
from seedqa.qa.terms import content_stems, stem

_ANYBODY = canonical(stem("people"))
_RANKED = frozenset({"larger", "whether"})
_SUMMED = _RANKED | {"total", "difference", "share"}


def unlike(computed: Computed, question: Question) -> bool:
    """Whether a figure puts together counts of different things that the question does not put together itself.

    Villages are added to towns only where both are asked for; neither is ever more or fewer than the other. "People"
    may be anybody: 15 people of 120 employees.
    """
    if computed.derivation is None or computed.form not in _SUMMED:
        return False
    counted = {noun for operand in computed.derivation.operands for noun in _noun(operand.unit)}
    if len(counted) < 2:
        return False
    asked = {canonical(term) for term in content_stems(question.text)}
    return computed.form in _RANKED or not counted - {_ANYBODY} <= asked


@cache
def _noun(unit: str) -> tuple[str, ...]:
    """The word that says what is counted; none of a measure, a currency or a bare number."""
    kinds = {quantity.kind for told in (f"2 {unit}", f"2 {unit}s") for quantity in read_quantities(told)}
    stems = content_stems(unit)
    counted = kinds == {"number", "count"} and unit not in currency_words().values()
    return (canonical(stems[-1]),) if counted and stems else ()
