"""A figure that a formula gives: its operands read from their quotes, the sum replayed, its unit worked out.

``max`` and ``min`` become what they choose, ``count`` a sum of ones, ``days`` and ``years`` differences, so that what
is left always replays as plain arithmetic.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from seedqa.index.quantities import read_quantities
from seedqa.qa.figures.arithmetic import NotArithmeticError, evaluate
from seedqa.qa.llm.excerpts import Excerpt
from seedqa.qa.llm.faults import NotProvenError
from seedqa.qa.llm.intervals import Interval, interval
from seedqa.qa.llm.operands import Operand, read_day, read_figure, value_place
from seedqa.qa.llm.proposal import Formula, FormulaOperand
from seedqa.qa.llm.unit_algebra import Measured, NotMeasurableError, conversions, measure

_FUNCTIONS = frozenset({"days", "years", "max", "min", "count", "abs"})
_CONSTANTS = frozenset(map(Decimal, "1 2 7 10 12 24 30 52 60 100 365 1000 3600 10000 1000000 1000000000".split()))
_LONGEST = 200
_PARTS = {"hal(?:f|ves)": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "dozen": 12}
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Worked:
    """A formula that holds: ``expression`` over the operands gives ``value`` exactly; ``steps`` are the values of its
    parts."""

    expression: str
    operands: tuple[Operand, ...]
    value: Decimal
    unit: str
    steps: tuple[Measured, ...] = ()


def work_out(formula: Formula, excerpts: Sequence[Excerpt], question: str) -> Worked:
    """Replays a formula; raises ``NotProvenError``."""
    tree = _parsed(formula.expression)
    operands = _named_operands(tree, formula.operands)
    function = tree.func.id if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) else ""
    if function == "count":
        return _counted(operands, excerpts)
    if isinstance(tree, ast.Call) and function in ("days", "years"):
        return _spanned(function, tree, operands, excerpts)
    read = [read_figure(operand, excerpts) for operand in operands]
    _check_constants(tree, read, question)
    return _evaluated(tree, read)


def _parsed(expression: str) -> ast.expr:
    try:
        return ast.parse(expression.translate(_SIGNS).strip()[:_LONGEST], mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise NotProvenError(f"{expression[:60]!r} is not an expression over the operands") from None


def _named_operands(tree: ast.expr, given: Sequence[FormulaOperand]) -> list[FormulaOperand]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - _FUNCTIONS
    operands = [operand for operand in given if operand.name in names]
    if not operands or sorted(names) != sorted(operand.name for operand in operands):
        raise NotProvenError("every name of the expression needs one operand of that name")
    return operands


def _check_constants(tree: ast.expr, operands: Sequence[Operand], question: str) -> None:
    """Numbers of an expression are conversions, the number of operands, parts that a quote tells in words ("a fifth"),
    or the question's own."""
    count, quoted = len(operands), " ".join(operand.place.sentence_text for operand in operands)
    known = _CONSTANTS | {read.value for read in read_quantities(question)} | {Decimal(count)}
    known |= {Decimal(number) for word, number in _PARTS.items() if re.search(rf"\b{word}", quoted, re.IGNORECASE)}
    known |= {factor for operand in operands for factor in conversions(operand.unit)}
    divisors = [n.right for n in ast.walk(tree) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div)]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant):
            continue
        number = Decimal(str(node.value)) if type(node.value) in (int, float) else None
        # A mean is of as many as there are.
        mean = number == 2 and count != 2 and node in divisors
        if number is None or number not in known or mean:
            raise NotProvenError(f"the number {node.value!r} of the expression stands in no passage")


def _evaluated(tree: ast.expr, operands: Sequence[Operand]) -> Worked:
    values = {operand.name: Measured(operand.value, operand.unit) for operand in operands}
    try:
        plain = _plain(tree, values)
        used = {node.id for node in ast.walk(plain) if isinstance(node, ast.Name)}
        unit = measure(plain, values).unit
        expression = ast.unparse(plain)
        value = evaluate(expression, {name: values[name].value for name in used})
    except (NotArithmeticError, NotMeasurableError) as error:
        raise NotProvenError(f"{ast.unparse(tree)!r}: {error}") from None
    steps = tuple(measure(node, values) for node in ast.walk(plain) if isinstance(node, ast.BinOp))
    return Worked(expression, tuple(operands), value, unit, steps)


def _plain(tree: ast.expr, values: dict[str, Measured]) -> ast.expr:
    """The expression with the argument that ``max`` or ``min`` chooses in its place."""
    match tree:
        case ast.BinOp(left, operator, right):
            return ast.BinOp(_plain(left, values), operator, _plain(right, values))
        case ast.UnaryOp(ast.USub(), operand):
            return _negated(_plain(operand, values))
        case ast.Call(ast.Name("max" | "min" | "abs" as function), [_, *_], []):
            arguments = [_plain(argument, values) for argument in tree.args]
            return _chosen(function, arguments, [measure(argument, values) for argument in arguments])
        case ast.Call():
            raise NotProvenError(f"{ast.unparse(tree)!r} is not known")
    return tree


def _chosen(function: str, arguments: Sequence[ast.expr], measured: Sequence[Measured]) -> ast.expr:
    if function == "abs":
        return arguments[0] if measured[0].value >= 0 else _negated(arguments[0])
    if len({one.unit for one in measured}) != 1:
        raise NotProvenError("only figures of one unit can be compared")
    pick = max if function == "max" else min
    return arguments[list(measured).index(pick(measured, key=lambda one: one.value))]


def _negated(tree: ast.expr) -> ast.expr:
    return ast.BinOp(ast.Constant(0), ast.Sub(), tree)


def _counted(operands: Sequence[FormulaOperand], excerpts: Sequence[Excerpt]) -> Worked:
    """How many things are named, each at its own place."""
    places = [value_place(operand, excerpts) for operand in operands]
    if len({(value.document.id, value.start, value.end) for _, value in places}) != len(places):
        raise NotProvenError("the same thing is counted twice")
    ones = tuple(
        Operand(operand.name, Decimal(1), "", "exact", place)
        for operand, (place, _) in zip(operands, places, strict=True)
    )
    return Worked(" + ".join(one.name for one in ones), ones, Decimal(len(ones)), "")


def _spanned(function: str, call: ast.Call, operands: Sequence[FormulaOperand], excerpts: Sequence[Excerpt]) -> Worked:
    by_name = {operand.name: operand for operand in operands}
    names = [argument.id for argument in call.args if isinstance(argument, ast.Name)]
    if len(names) != 2 or len(call.args) != 2:
        raise NotProvenError(f"{function} needs two dates")
    told: Interval = interval(function, *(read_day(by_name[name], excerpts) for name in names))
    return Worked(told.expression, told.operands, told.value, told.unit)
