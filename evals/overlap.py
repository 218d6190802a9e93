"""How far the words of an answer are those of the gold: token F1 and exact match, as SQuAD has them.

Only words are compared; whether the answer is right is for ``evals.answers``. An answer that asserts nothing has none.
"""

from collections import Counter
from collections.abc import Sequence

from seedqa.evals.cases import Case
from seedqa.evals.given import GivenAnswer
from seedqa.evals.wording import tokens

Tokens = tuple[str, ...]


def token_f1(case: Case, answer: GivenAnswer) -> float | None:
    """The best F1 over accepted wordings, of several items that of all their words; None without a gold wording."""
    given = _said(answer)
    if case.answers:
        best = [
            max((tokens(wording) for wording in item), key=lambda wording: f1(given, wording)) for item in case.answers
        ]
        return f1(given, tuple(token for wording in best for token in wording))
    return f1(given, tokens(case.reference)) if case.reference else None


def exact_match(case: Case, answer: GivenAnswer) -> bool | None:
    """Whether the parts of the answer are word for word the gold items, in any order; None without a gold wording."""
    if not case.answers:
        return _said(answer) == tokens(case.reference) if case.reference else None
    if len(case.answers) == 1:
        return any(_said(answer) == tokens(wording) for wording in case.answers[0])
    left = [tokens(part) for part in answer.parts] if answer.asserts else []
    return len(left) == len(case.answers) and all(_take(item, left) for item in case.answers)


def f1(given: Tokens, wanted: Tokens) -> float:
    """The harmonic mean of precision and recall of tokens, each counted as often as it stands there."""
    common = sum((Counter(given) & Counter(wanted)).values())
    return 2 * common / (len(given) + len(wanted)) if common else 0.0


def _said(answer: GivenAnswer) -> Tokens:
    return tokens(answer.short_answer or answer.text) if answer.asserts else ()


def _take(item: Sequence[str], left: list[Tokens]) -> bool:
    """Whether one of the parts left is the item; it is taken away."""
    found = next((part for part in left if any(part == tokens(wording) for wording in item)), None)
    if found is not None:
        left.remove(found)
    return found is not None
