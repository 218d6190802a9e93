"""The formulas of authored calculations (``a/b*100``) as the reader's operations, with a slot for each operand."""

import re

_AB, _BA = ("first", "second"), ("second", "first")
_ORDERED = {
    "a/b": ("ratio", _AB),
    "b/a": ("ratio", _BA),
    "a/b*100": ("share", _AB),
    "a*100/b": ("share", _AB),
    "b/a*100": ("share", _BA),
    "(a-b)/b*100": ("change", _AB),
    "(b-a)/b*100": ("change", _AB),
    "(a-b)/a*100": ("change", _BA),
    "(b-a)/a*100": ("change", _BA),
    "a/(1+b/100)": ("before rise", _AB),
    "a/(1+b)": ("before rise", _AB),
    "a/(1-b/100)": ("before fall", _AB),
    "a/(1-b)": ("before fall", _AB),
    "b/(1-a)": ("before fall", _BA),
    "a*(1+b/100)": ("after rise", _AB),
    "a*(1+b)": ("after rise", _AB),
    "a*(1-b/100)": ("after fall", _AB),
    "a*(1-b)": ("after fall", _AB),
    "b*(1-a/100)": ("after fall", _BA),
    "b-a": ("difference", _BA),
    "days(a,b)": ("days", _AB),
    "years(a,b)": ("years", _AB),
}
_UNORDERED = (
    (re.compile(r"[a-h](\+[a-h])+"), "sum"),
    (re.compile(r"\([a-h](\+[a-h])+\)/\d"), "average"),
    (re.compile(r"a\*b/100|a/100\*b"), "part"),
    (re.compile(r"[a-h](\*[a-h])+"), "product"),
    (re.compile(r"1(?:00)?(-[a-h])+|\(1(-[a-h])+\)\*100"), "rest"),
    (re.compile("max"), "highest"),
    (re.compile("min"), "lowest"),
)
_LESS = re.compile(r"a(-[b-h])+")
# A scale in a table's head is the parser's business, not the reader's.
_SCALE = re.compile(r"\*10{3,}\b(?!\.)")


def read_formula(formula: str, count: int) -> tuple[str, tuple[str, ...]]:
    """The operation, and the slot of each of ``count`` operands; ``other`` for what the reader cannot name."""
    plain = re.sub(r"\(([a-h])\)", r"\1", _SCALE.sub("", formula.replace(" ", "")))
    if plain in _ORDERED and count == 2:
        return _ORDERED[plain]
    for shape, operation in _UNORDERED:
        if shape.fullmatch(plain):
            return operation, ("member",) * count
    if _LESS.fullmatch(plain):
        return "difference", ("first", *("second",) * (count - 1))
    return "other", lettered(count)


def lettered(count: int) -> tuple[str, ...]:
    """The slots of operands known only by their order."""
    return ("first", "second", *("member",) * count)[:count]
