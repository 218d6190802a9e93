"""The reader's operation over its operands -> a computed figure with its derivation, and how sure it is.

A figure is worked out only from one reading of the question: the passage that most surely bears the operands, and
where an operand is missing there, the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, DecimalException
from math import log

from seedqa.qa.composition import cite
from seedqa.qa.figures.arithmetic import NotArithmeticError, bound_of, evaluate, plain, rounded
from seedqa.qa.figures.checking import problems
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.operands import Operand, operands_of
from seedqa.qa.figures.operations import NAMES, Formula, Slots, formula_of
from seedqa.qa.figures.wording import figure_words, one_line
from seedqa.qa.model import probability
from seedqa.qa.reading import PassageReading
from seedqa.qa.types import Citation, Derivation
from seedqa.qa.types import Operand as Named

CALCULATED = frozenset({"compute", "compare"})
_WAYS = {
    "more_than": ROUND_FLOOR, "at_least": ROUND_FLOOR, "less_than": ROUND_CEILING, "at_most": ROUND_CEILING,
    "nearly": ROUND_CEILING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calculation:
    """An operation bound to operands, with what tells how sure it is (see ``features``)."""

    operation: str
    operands: tuple[Operand, ...]
    formula: Formula
    chances: tuple[float, ...]

    @property
    def features(self) -> tuple[float, ...]:
        """Log probabilities of kind, operation and least sure operand; the log odds that the passage answers; whether
        the operands stand in one passage; how many there are."""
        kind, operation, answerable = self.chances
        least = min(operand.probability for operand in self.operands)
        together = len({id(operand.evidence) for operand in self.operands}) == 1
        return (
            log(max(kind, 1e-6)),
            log(max(operation, 1e-6)),
            log(max(least, 1e-6)),
            max(-1.5, min(1.5, answerable / 10)),
            float(together),
            min(len(self.operands), 4) / 4,
        )


def calculation_of(read: Sequence[PassageReading]) -> Calculation | None:
    """The calculation that the passages bear out best; None where the question asks for none, or it cannot be bound."""
    asking = [one for one in read if one.reading.kind.name in CALCULATED and one.reading.operands]
    if not asking:
        return None
    lead = max(asking, key=_weight)
    own = operands_of(lead)
    if own is None:
        return None
    reading = lead.reading
    for operands in (own, *_completed(own, [one for one in asking if one is not lead])):
        slots, ordered = _slotted(operands)
        formula = formula_of(reading.operation.name, slots)
        if formula is not None:
            chances = (reading.kind.probability, reading.operation.probability, reading.answerable)
            return Calculation(reading.operation.name, ordered, formula, chances)
    return None


def _weight(read: PassageReading) -> float:
    """How much a passage speaks of the calculation: its operands' probabilities, and that it answers."""
    reading = read.reading
    return probability(reading.answerable) * sum(operand.probability for operand in reading.operands)


def _completed(own: Sequence[Operand], others: Sequence[PassageReading]) -> list[list[Operand]]:
    """The operands with the surest one that another passage adds, surest first; what stands twice is not added."""
    known = {(o.quantity.value, o.quantity.unit) for o in own}
    found = [operand for other in others for operand in operands_of(other) or []]
    added = [o for o in found if (o.quantity.value, o.quantity.unit) not in known]
    return [[*own, operand] for operand in sorted(added, key=lambda operand: -operand.probability)]


def _slotted(operands: Sequence[Operand]) -> tuple[Slots, tuple[Operand, ...]]:
    """The operands by slot, and in the order of the expression's letters."""
    by_slot = {slot: [o for o in operands if o.slot == slot] for slot in ("first", "second", "member")}
    slots = Slots(*(tuple(o.quantity for o in by_slot[slot]) for slot in ("first", "second", "member")))
    return slots, tuple(o for slot in ("first", "second", "member") for o in by_slot[slot])


def computed_of(calculation: Calculation, chance: float) -> Computed | None:
    """The figure in words, with its citations; None where it does not replay from its quotes."""
    citations, markers = _cited(calculation.operands)
    try:
        derivation = _derivation(calculation, markers)
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


def _cited(operands: Sequence[Operand]) -> tuple[tuple[Citation, ...], tuple[int, ...]]:
    """Each sentence cited once, and the marker of each operand."""
    places: dict[tuple[str, int], Citation] = {}
    for operand in operands:
        key = (operand.evidence.document.id, operand.sentence.start)
        if key not in places:
            places[key] = cite(len(places) + 1, operand.evidence, operand.sentence)
    return tuple(places.values()), tuple(places[o.evidence.document.id, o.sentence.start].marker for o in operands)


def _derivation(calculation: Calculation, markers: Sequence[int]) -> Derivation:
    figures = [operand.quantity for operand in calculation.operands]
    values = {name: figure.value for name, figure in zip(NAMES, figures, strict=False)}
    bounds = {name: figure.bound for name, figure in zip(NAMES, figures, strict=False)}
    operands = tuple(
        Named(name, plain(figure.value), figure.unit, marker)
        for name, figure, marker in zip(NAMES, figures, markers, strict=False)
    )
    formula = calculation.formula
    value, bound = evaluate(formula.expression, values), bound_of(formula.expression, values, bounds)
    near = _near(value, formula, list(values.values()), bound)
    words = figure_words(near, formula.unit, "about" if near != value and bound == "exact" else bound)
    return Derivation(formula.expression, operands, plain(value), formula.unit, words)


def _near(value: Decimal, formula: Formula, operands: Sequence[Decimal], bound: str) -> Decimal:
    """The value as it is shown: sums and differences bear all their digits, others as many as their operands."""
    exact = "/" not in formula.expression and "*" not in formula.expression
    return value if exact else rounded(value, operands, _WAYS.get(bound, ROUND_HALF_UP))
