"""The reader's operation over its operands -> a computed figure with its derivation, and how sure it is.

A figure is worked out only from one reading of the question: the passage that most surely bears the operands, and
where an operand is missing there, the others.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, DecimalException

from seedqa.qa.figures.arithmetic import NotArithmeticError, bound_of, evaluate, plain, rounded, shortened
from seedqa.qa.figures.checking import problems
from seedqa.qa.figures.comparing import Comparison, compared, comparison_of
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.durations import digits_of, duration_of
from seedqa.qa.figures.operands import Operand, cited, operands_of
from seedqa.qa.figures.operations import NAMES, Formula, Slots, formula_of
from seedqa.qa.figures.wording import figure_words, one_line
from seedqa.qa.reader.calculation import Calculation, calculation_of
from seedqa.qa.reading import PassageReading
from seedqa.qa.types import Derivation
from seedqa.qa.types import Operand as Named

_WAYS = {
    "more_than": ROUND_FLOOR, "at_least": ROUND_FLOOR, "less_than": ROUND_CEILING, "at_most": ROUND_CEILING,
    "nearly": ROUND_CEILING,
}  # fmt: skip
_KINDS = frozenset({"compute", "compare"})
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class BoundCalculation:
    """An operation over parsed operands: a formula to work out, or a comparison; ``features`` as ``features_of``."""

    operation: str
    operands: tuple[Operand, ...]
    worked_out: Formula | Comparison
    features: tuple[float, ...]


def bound_calculation(read: Sequence[PassageReading]) -> BoundCalculation | None:
    """The calculation that the reader finds likeliest; None where its operands are no figures that go together."""
    found = calculation_of([one.reading for one in read])
    if found is None:
        return None
    operands = operands_of(found.operands, read)
    comparison = comparison_of(found.operation, operands, read)
    put = (comparison, operands) if comparison is not None else _put_together(found.operation, operands)
    return None if put is None else BoundCalculation(found.operation, put[1], put[0], features_of(found, read))


def features_of(found: Calculation, read: Sequence[PassageReading]) -> tuple[float, ...]:
    """What tells how sure a calculation is: log probabilities of its least sure part, of there being something to work
    out and of the question's kind, the log odds that its passage answers (clipped, divided by ten), and how many
    operands it has (of four)."""
    lead = read[found.operands[0].passage].reading
    kind = sum(guess.probability for guess in lead.kinds if guess.name in _KINDS)
    logs = [math.log(max(chance, _LEAST)) for chance in (found.probability, found.computes, kind)]
    return (*logs, max(-1.5, min(1.5, lead.answerable / 10)), min(len(found.operands), 4) / 4)


def _put_together(operation: str, operands: tuple[Operand, ...]) -> tuple[Formula, tuple[Operand, ...]] | None:
    """The formula of an operation, and its operands in the order in which the formula names them."""
    dated = duration_of(operation, [operand.quantity for operand in operands])
    if dated is not None:
        formula, parts = dated
        latest_first = sorted(operands, key=lambda operand: digits_of(operand.quantity), reverse=True)
        return formula, tuple(replace(o, quantity=part) for o, part in zip(latest_first, parts, strict=True))
    by_slot = [tuple(o for o in operands if o.slot == slot) for slot in ("first", "second", "member")]
    made = formula_of(operation, Slots(*(tuple(o.quantity for o in chosen) for chosen in by_slot)))
    return None if made is None else (made, tuple(o for chosen in by_slot for o in chosen))


def computed_of(calculation: BoundCalculation, chance: float) -> Computed | None:
    """The figure or the winner in words, with its citations; None where a figure does not replay from its quotes."""
    if isinstance(calculation.worked_out, Comparison):
        return compared(calculation.worked_out, chance)
    citations, markers = cited(calculation.operands)
    try:
        derivation = _derivation(calculation.operands, calculation.worked_out, markers)
    except (NotArithmeticError, DecimalException):
        return None
    if problems(derivation, citations):
        return None
    told = "; ".join(f"{one_line(o.words)} [{m}]" for o, m in zip(calculation.operands, markers, strict=True))
    return Computed(
        form=calculation.operation,
        status="answered",
        reason=None,
        answer=f"{derivation.rounded[:1].upper()}{derivation.rounded[1:]}: worked out from {told}.",
        short_answer=derivation.rounded,
        parts=(),
        citations=citations,
        derivation=derivation,
        score=round(chance, 4),
    )


def _derivation(used: Sequence[Operand], formula: Formula, markers: Sequence[int]) -> Derivation:
    figures = [operand.quantity for operand in used]
    values = {name: figure.value for name, figure in zip(NAMES, figures, strict=False)}
    bounds = {name: figure.bound for name, figure in zip(NAMES, figures, strict=False)}
    operands = tuple(
        Named(name, plain(figure.value), figure.unit, marker)
        for name, figure, marker in zip(NAMES, figures, markers, strict=False)
    )
    value, bound = evaluate(formula.expression, values), bound_of(formula.expression, values, bounds)
    near = shown_value(value, formula.expression, list(values.values()), bound)
    words = figure_words(near, formula.unit, "about" if near != value and bound == "exact" else bound)
    return Derivation(formula.expression, operands, plain(value), formula.unit, words)


def shown_value(value: Decimal, expression: str, operands: Sequence[Decimal], bound: str) -> Decimal:
    """The value as it is told: sums and differences bear all their digits, others as many as their operands."""
    exact = "/" not in expression and "*" not in expression
    way = _WAYS.get(bound, ROUND_HALF_UP)
    return shortened(value, way) if exact else rounded(value, operands, way)
