"""Arithmetic that replays: expressions over named operands, evaluated exactly, with bounds and rounding.

Only + - * / and parentheses over names and decimal numbers are evaluated, to 28 significant digits.
"""

import ast
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException, localcontext

PRECISION = 28
_UP = frozenset({"more_than", "at_least"})
_DOWN = frozenset({"less_than", "at_most", "nearly"})
_STEP = Decimal("1.000001")
_FEWEST_DIGITS = 4
_MOST_DIGITS = 4


class NotArithmeticError(Exception):
    """The expression is not plain arithmetic over the given names."""


def evaluate(expression: str, values: Mapping[str, Decimal]) -> Decimal:
    """The value of an arithmetic expression; raises ``NotArithmeticError``."""
    try:
        tree = ast.parse(expression.strip(), mode="eval")
        with localcontext(Context(prec=PRECISION)):
            return _value(tree.body, values, expression.strip())
    except (SyntaxError, RecursionError, DecimalException) as error:
        raise NotArithmeticError(f"{type(error).__name__}: {error}") from None


def bound_of(expression: str, values: Mapping[str, Decimal], bounds: Mapping[str, str]) -> str:
    """The bound of a result: each operand is moved as its own bound allows, to see which way the result goes."""
    base = evaluate(expression, values)
    names: list[str] = []
    ways: set[int] = set()
    for name, bound in bounds.items():
        if bound == "exact":
            continue
        moved = evaluate(expression, {**values, name: values[name] * _STEP})
        slope = (moved > base) - (moved < base)
        if slope:
            names.append(bound if slope > 0 else _flipped(bound))
            ways.add(_way(names[-1]))
    return _joined(names, ways)


def _joined(names: Sequence[str], ways: set[int]) -> str:
    if not names:
        return "exact"
    if len(ways) > 1 or 0 in ways:
        return "about"
    if len(set(names)) == 1:
        return names[0]
    return "more_than" if ways == {1} else "less_than"


def _way(bound: str) -> int:
    return 1 if bound in _UP else -1 if bound in _DOWN else 0


def _flipped(bound: str) -> str:
    flips = {"more_than": "less_than", "at_least": "at_most", "less_than": "more_than", "at_most": "at_least"}
    return flips.get(bound, "more_than" if bound == "nearly" else bound)


def rounded(value: Decimal, operands: Sequence[Decimal], way: str = ROUND_HALF_UP) -> Decimal:
    """The value with no more digits than its operands bear: three or four where it does not end by itself."""
    digits = max(_FEWEST_DIGITS, min([_MOST_DIGITS, *(_digits(operand) for operand in operands)]))
    if value == 0 or _digits(value) <= _MOST_DIGITS:
        return value
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return value.quantize(step, rounding=way, context=Context(prec=PRECISION + 10))


def shortened(value: Decimal, way: str = ROUND_HALF_UP) -> Decimal:
    """The value with no long tail: beyond four decimals it keeps four significant digits, and all of its whole part."""
    if len(plain(value).partition(".")[2]) <= _MOST_DIGITS:
        return value
    step = Decimal(1).scaleb(min(0, value.adjusted() - _MOST_DIGITS + 1))
    return value.quantize(step, rounding=way, context=Context(prec=PRECISION + 10))


def plain(value: Decimal) -> str:
    """A decimal string without exponent or idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(value: Decimal) -> int:
    return len(plain(value).replace(".", "").replace("-", "").strip("0")) or 1


def _value(node: ast.expr, values: Mapping[str, Decimal], source: str) -> Decimal:
    match node:
        case ast.BinOp(left, operator, right):
            return _apply(operator, _value(left, values, source), _value(right, values, source))
        case ast.Name(name) if name in values:
            return values[name]
        case ast.Constant(int() | float()):
            return Decimal(ast.get_source_segment(source, node) or "")
        case _:
            raise NotArithmeticError(f"{type(node).__name__} is not arithmetic over the operands")


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
            raise NotArithmeticError(f"{type(operator).__name__} is not one of + - * /")
