"""What a model proposes: a verdict, and claims with the quotes and formulas that are to prove them."""

from dataclasses import dataclass

from seedqa.qa.types import Reason, Status


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that are said to stand in the passage of that number; 0 where none is named."""

    passage: int
    text: str


@dataclass(frozen=True, slots=True)
class FormulaOperand:
    """A figure or date of a formula: ``value`` stands in the quote; ``unit_quote`` tells its unit or scale elsewhere in
    the passage, as a table's header does."""

    name: str
    quote: Quoted
    value: str
    unit_quote: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure of a claim is worked out."""

    expression: str
    operands: tuple[FormulaOperand, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with its proof."""

    text: str
    quotes: tuple[Quoted, ...]
    formula: Formula | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole reply. ``missing`` is what the passages do not say, in the question's words; ``search`` are queries that
    the model wants looked up before it decides; ``language`` is that of the question; ``cut`` tells that the reply
    broke off."""

    verdict: Status = "not_found"
    reason: Reason | None = None
    claims: tuple[Claim, ...] = ()
    short_answer: str | None = None
    parts: tuple[str, ...] = ()
    missing: str = ""
    search: tuple[str, ...] = ()
    language: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """A turn as the model understands it: ``about`` is "question", or what else the turn is."""

    question: str
    queries: tuple[str, ...]
    about: str = "question"
