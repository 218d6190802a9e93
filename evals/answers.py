"""Whether an answer says what the gold asks for, by rule.

A short answer, parts or a concise text speak for themselves. A long text without a short answer counts only
through the gold sentence it quotes, so that reciting a page is not answering. It does not look at the verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from seedqa.evals.cases import Case, Figure
from seedqa.evals.given import GivenAnswer
from seedqa.evals.quantities import Quantity, read_quantities, to_base
from seedqa.evals.wording import agrees, holds, read_wording, states, tokens

CONCISE_WORDS = 30


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """What was found; ``stated`` has one entry for each gold item, ``fitting`` one for each claim."""

    stated: tuple[bool, ...]
    fitting: tuple[bool, ...]
    complaint: str | None

    @property
    def right(self) -> bool:
        """Whether nothing is missing and nothing speaks against it."""
        return self.complaint is None


def check_answer(case: Case, answer: GivenAnswer, quoted: Sequence[str]) -> AnswerCheck:
    """Judge the content; ``quoted`` are the cited quotes that overlap a proving quote."""
    texts = _speaking(answer, quoted)
    computed = case.value is not None and _states_figure(case, case.value, answer, texts)
    stated = tuple(_item_stated(item, texts, case.value if computed else None) for item in case.answers)
    fitting = tuple(_fits_any(claim, case) for claim in _claims(answer))
    return AnswerCheck(stated, fitting, _complaint(case, answer, stated, fitting, computed))


def _speaking(answer: GivenAnswer, quoted: Sequence[str]) -> tuple[str, ...]:
    """The texts that count as said."""
    bare = [text for text in (answer.short_answer, *answer.parts) if text and _concise(text)]
    if bare or _concise(answer.text):
        return (*bare, answer.text)
    words = tokens(answer.text)
    return tuple(quote for quote in quoted if holds(words, tokens(quote)))


def _concise(text: str) -> bool:
    return len(tokens(text)) <= CONCISE_WORDS


def _item_stated(item: Sequence[str], texts: Sequence[str], computed: Figure | None) -> bool:
    named = any(states(text, wording) for text in texts for wording in item)
    return named or (computed is not None and any(names_figure(wording, computed) for wording in item))


def _complaint(
    case: Case, answer: GivenAnswer, stated: Sequence[bool], fitting: Sequence[bool], computed: bool
) -> str | None:
    if case.value is not None and not computed:
        return f"the figure {case.value.value} {case.value.unit} is not stated".replace("  ", " ")
    missing = [item[0] for item, found in zip(case.answers, stated, strict=True) if not found]
    if missing:
        return f"not stated: {'; '.join(missing)}"
    if _contradicts(case, fitting):
        return f"the short answer says otherwise: {answer.short_answer or '; '.join(answer.parts)}"
    return None


def _contradicts(case: Case, fitting: Sequence[bool]) -> bool:
    """A single fact allows no other claim; of several items at least half the claims have to be asked for."""
    if len(case.answers) > 1 or case.kind == "list":
        return 2 * sum(fitting) < len(fitting)
    return not all(fitting)


def _claims(answer: GivenAnswer) -> tuple[str, ...]:
    """What the answer puts forward as the bare answer."""
    claims = answer.parts or ((answer.short_answer,) if answer.short_answer else ())
    return tuple(claim for claim in claims if _concise(claim))


def _fits_any(text: str, case: Case) -> bool:
    if case.value is not None and _near(case, case.value, read_quantities(text)):
        return True
    return any(agrees(text, item) for item in case.answers)


def _states_figure(case: Case, figure: Figure, answer: GivenAnswer, texts: Sequence[str]) -> bool:
    shown = [quantity for text in texts for quantity in read_quantities(text)]
    return _near(case, figure, shown) or _derives(figure, answer)


def _derives(figure: Figure, answer: GivenAnswer) -> bool:
    """Whether the derivation gives the figure and the reader is shown it, rounded."""
    derivation = answer.derivation
    if derivation is None or not holds(tokens(answer.text), tokens(derivation.rounded)):
        return False
    try:
        return _within(figure, *to_base(Decimal(derivation.value), derivation.unit))
    except DecimalException:
        return False


def _near(case: Case, figure: Figure, shown: Sequence[Quantity]) -> bool:
    """Whether one of the quantities is the figure; it may lack the unit only where the gold lists such a wording."""
    loose = any(_bare(wording) for item in case.answers for wording in item)
    return any(is_figure(quantity, figure, bare_too=loose) for quantity in shown)


def _bare(wording: str) -> bool:
    return any(not quantity.unit for quantity in read_wording(wording).quantities)


def _within(figure: Figure, value: Decimal, unit: str) -> bool:
    wanted, base = to_base(figure.value, figure.unit)
    return unit == base and abs(value - wanted) <= to_base(figure.tolerance, figure.unit)[0]


def names_figure(wording: str, figure: Figure) -> bool:
    """Whether the wording is the figure itself, so that stating the one states the other."""
    return any(is_figure(quantity, figure, bare_too=True) for quantity in read_wording(wording).quantities)


def is_figure(quantity: Quantity, figure: Figure, bare_too: bool) -> bool:
    """Whether a quantity is the figure; ``bare_too`` lets a number without a unit count in the figure's own."""
    if bare_too and not quantity.unit:
        return abs(quantity.value - figure.value) <= figure.tolerance
    return _within(figure, quantity.value, quantity.unit)
