"""Replaying a derivation: the expression over the operands, in decimal arithmetic, and nothing else.

Only + - * /, parentheses, names and numbers are evaluated; anything else is refused before it is looked at.
"""

import ast
import re
from collections.abc import Mapping
from decimal import Context, Decimal, DecimalException, localcontext

from seedqa.evals.given import GivenAnswer, GivenDerivation, GivenOperand
from seedqa.evals.quantities import read_quantities, to_base

PRECISION = 28
_LONGEST = 2000
_FORM = re.compile(r"[\w\s.+\-*/()]+", re.ASCII)


class NotEvaluableError(Exception):
    """The expression is not plain arithmetic over the given names."""


def evaluate(expression: str, values: Mapping[str, Decimal]) -> Decimal:
    """The value of an arithmetic expression, to 28 significant digits; raises ``NotEvaluableError``."""
    if len(expression) > _LONGEST or not _FORM.fullmatch(expression):
        raise NotEvaluableError("too long, or holds something that is not arithmetic")
    try:
        tree = ast.parse(expression.strip(), mode="eval")
        with localcontext(Context(prec=PRECISION)):
            return _value(tree.body, values, expression.strip())
    except (SyntaxError, RecursionError, MemoryError, DecimalException) as error:
        raise NotEvaluableError(f"{type(error).__name__}: {error}") from None


def replays(derivation: GivenDerivation) -> bool:
    """Whether the expression over the operands gives exactly the value."""
    try:
        values = {operand.name: Decimal(operand.value) for operand in derivation.operands}
        return bool(values) and evaluate(derivation.expression, values) == Decimal(derivation.value)
    except (NotEvaluableError, DecimalException):
        return False


def operands_cited(answer: GivenAnswer) -> bool:
    """Whether the quote of every operand's citation holds the operand's figure."""
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    operands = answer.derivation.operands if answer.derivation else ()
    return all(_cited(operand, quotes.get(operand.citation, "")) for operand in operands)


def _cited(operand: GivenOperand, quote: str) -> bool:
    try:
        value, unit = to_base(Decimal(operand.value), operand.unit)
    except DecimalException:
        return False
    return any(
        value == figure.value and (unit == figure.unit or "" in (unit, figure.unit) or figure.year_like)
        for figure in read_quantities(quote)
    )


def _value(node: ast.expr, values: Mapping[str, Decimal], source: str) -> Decimal:
    match node:
        case ast.BinOp(left, operator, right):
            return _apply(operator, _value(left, values, source), _value(right, values, source))
        case ast.UnaryOp(ast.USub(), operand):
            return -_value(operand, values, source)
        case ast.Name(name) if name in values:
            return values[name]
        case ast.Constant(int() | float()):
            return Decimal(ast.get_source_segment(source, node) or "")
        case _:
            raise NotEvaluableError(f"{type(node).__name__} is not arithmetic over the operands")


def _apply(operator: ast.operator, left: Decimal, right: Decimal) -> Decimal:
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case _:
            raise NotEvaluableError(f"{type(operator).__name__} is not one of + - * /")
