"""Does a figure of a claim tell what a formula gives: rounded no further than it shows, in its unit, with its bound?"""

import re
from dataclasses import replace
from decimal import Decimal

from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.figures.arithmetic import bound_of
from seedqa.qa.figures.units import same_dimension
from seedqa.qa.llm.formulas import Worked
from seedqa.qa.llm.proof import Proof
from seedqa.qa.llm.table_units import declared
from seedqa.qa.llm.unit_algebra import factor_between, is_counted

_LITERAL = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_HALF = Decimal("0.5")
_ABOUT = Decimal("0.006")
_COUNTED = frozenset({"count", "number", "multiple", "ordinal"})
_UPWARD = frozenset({"more_than", "at_least"})
_DOWNWARD = frozenset({"less_than", "at_most", "nearly"})


def told_results(claim: str, worked: Worked, proof: Proof) -> tuple[list[Quantity], str]:
    """The figures of a claim that tell the result, and those that tell its steps; where none tells the result, why the
    nearest does not."""
    figures = read_quantities(claim)
    near = [figure for figure in figures if _tells(figure, claim, worked, proof)]
    if not near:
        return [], f"the sentence does not state the formula's result, which is {_said(worked)}"
    bound = bound_of(worked.expression, values_of(worked), {one.name: one.bound for one in worked.operands})
    fitting = [figure for figure in near if _same_bound(bound, figure.bound)]
    if not fitting:
        return [], f"the operands are {bound.replace('_', ' ')}, and so is the result"
    steps = [replace(worked, value=step.value, unit=step.unit) for step in worked.steps]
    return [*fitting, *(f for f in figures if f not in near and any(_tells(f, claim, s, proof) for s in steps))], ""


def values_of(worked: Worked) -> dict[str, Decimal]:
    """The operands' values by name."""
    return {one.name: one.value for one in worked.operands}


def _said(worked: Worked) -> str:
    return f"{worked.value.normalize():f} {worked.unit}".strip()[:60]


def _tells(figure: Quantity, claim: str, worked: Worked, proof: Proof) -> bool:
    value = _in_unit(figure, worked, proof)
    if value is None or figure.high is not None:
        return False
    off = abs(abs(figure.value) - abs(value))
    if (figure.value < 0) != (value < 0) and not _says_fall(claim):
        return False
    if figure.bound == "about":
        return off <= _ABOUT * abs(value)
    return off <= _HALF * _step(figure, claim)


def _says_fall(claim: str) -> bool:
    """Whether words tell the sign: "fell by 5 percent", "5 fewer"."""
    return re.search(
        r"\b(?:f[ae]ll\w*|decreas\w+|declin\w+|dropp?\w*|down|less|fewer|lower|loss\w*|shr[aiu]nk\w*|short\w*|below|cut|reduc\w+|"
        r"minus|negative|behind|smaller|cheaper|deficit)\b|下降|减少|少", claim, re.IGNORECASE,
    ) is not None  # fmt: skip


def _step(figure: Quantity, claim: str) -> Decimal:
    """One in the last place that a figure shows."""
    literal = _LITERAL.search(claim, figure.start, figure.end)
    if literal is None:
        return Decimal(1) if figure.value else Decimal(0)
    shown = Decimal(literal[0].replace(",", ""))
    scale = abs(figure.value / shown) if shown else Decimal(1)
    return scale * Decimal(1).scaleb(-len(literal[1] or ""))


def _in_unit(figure: Quantity, worked: Worked, proof: Proof) -> Decimal | None:
    """The result in the figure's unit; None where it cannot be told in it."""
    unit, value = worked.unit, worked.value
    if figure.unit == unit and figure.kind != "date":
        return value
    if figure.kind == "percentage":
        return _in_percent(worked)
    if figure.kind == "number" and not figure.unit:
        return value if unit != "percent" else None
    if unit == "":
        return value if figure.kind in _COUNTED or _lent(figure.unit, proof) else None
    if same_dimension(figure.unit, unit):
        factor = factor_between(unit, figure.unit)
        # An expression that converts by itself gives the value in the other unit already.
        return value if f"{factor.normalize():f}" in re.findall(r"[\d.]+", worked.expression) else value * factor
    amount, _, per = figure.unit.partition("/")
    if amount == unit.partition("/")[0] and (per or "/" in unit):
        return value
    return value if figure.kind in _COUNTED and is_counted(unit) else None


def _in_percent(worked: Worked) -> Decimal | None:
    """A ratio in percent; one whose operands are partly bare has the unit of the others and is one all the same."""
    if worked.unit == "percent":
        return worked.value
    bare = any(not operand.unit for operand in worked.operands) or is_counted(worked.unit)
    if worked.unit and not ("/" in worked.expression and "100" in worked.expression and bare):
        return None
    return worked.value if "100" in worked.expression else worked.value * 100


def _lent(unit: str, proof: Proof) -> bool:
    """Whether bare operands have a unit that their surroundings tell."""
    near = f"{proof.before}\n{proof.above}"
    return any(read.unit == unit for read in read_quantities(near)) or any(
        one.unit.partition("/")[0] == unit for line in near.splitlines() for one in declared(line)
    )


def _same_bound(expected: str, told: str) -> bool:
    if expected == "exact":
        return told in {"exact", "about"}
    if expected in _UPWARD:
        return told in _UPWARD
    return told in _DOWNWARD | {"about"} if expected in _DOWNWARD else told == expected
