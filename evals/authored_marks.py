"""Whether an answer to an authored question is right, by the kind of the question.

Spans are compared as words and quantities, figures by value within a hundredth, lists by the F1 of their items.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from seedqa.evals.given import GivenAnswer
from seedqa.evals.quantities import read_quantities
from seedqa.evals.wording import agrees, states, tokens

_COMPLETE = 0.75
_CLOSE = Decimal("0.01")
_REMARK = re.compile(r"\s*\([^()]*\)$")
_LONGEST_NAME = 25
_SAYING = ("answered", "partial", "conflict")


@dataclass(frozen=True, slots=True)
class Mark:
    """``score`` 0..1 (between them for lists only); ``said_wrong`` where something wrong was put forward as true."""

    score: float
    said_wrong: bool


def mark(item: Mapping[str, Any], answer: GivenAnswer) -> Mark:
    """The mark of one answer."""
    if item["k"] == "none":
        return _refusal(item, answer)
    if answer.status not in _SAYING:
        return Mark(0.0, False)
    score = _SCORES[item["k"]](item, answer)
    return Mark(score, score < 0.5)


def _refusal(item: Mapping[str, Any], answer: GivenAnswer) -> Mark:
    """A refusal is right; so is the word that a premise is false, with what stands against it."""
    corrected = item.get("why") == "premise" and (answer.short_answer or "").lower().startswith("no")
    right = answer.status not in _SAYING or corrected
    return Mark(float(right), not right)


def _short(answer: GivenAnswer) -> str:
    return answer.short_answer or answer.text


def _fact(item: Mapping[str, Any], answer: GivenAnswer) -> float:
    return float(_says(_short(answer), item["a"][0]))


def _says(short: str, gold: str) -> bool:
    """Whether a short answer is the span: nothing of weight missing, nothing said against it, not a page."""
    given, wanted = tokens(short), tokens(gold)
    shared = sum(token in given for token in wanted)
    recall = shared / max(1, len(wanted))
    brief = len(given) <= 2 * len(wanted) + 6
    return brief and agrees(short, (gold,)) and (recall >= _COMPLETE or states(short, gold))


def _list(item: Mapping[str, Any], answer: GivenAnswer) -> float:
    given = list(answer.parts) or [part for part in _short(answer).split("; ") if part]
    wanted: Sequence[str] = item["a"]
    recall = sum(any(_says(part, gold) for part in given) for gold in wanted) / len(wanted)
    precision = sum(any(_says(part, gold) for gold in wanted) for part in given) / max(1, len(given))
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _computed(item: Mapping[str, Any], answer: GivenAnswer) -> float:
    """Whether the figure is told: in the short answer, or as the value of the derivation, rounded."""
    wanted = [quantity.value for quantity in read_quantities(item["v"])]
    if not wanted:
        return float(agrees(_short(answer), (item["v"],)))
    given = [quantity.value for quantity in read_quantities(_short(answer))]
    if answer.derivation is not None:
        given.append(_decimal(answer.derivation.value))
    right = any(is_near(one, wanted[0]) for one in given)
    return float(right and len({*given}) <= 2)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


def is_near(given: Decimal, wanted: Decimal) -> bool:
    """Whether a figure is the one wanted, within a hundredth: people round."""
    return not given.is_nan() and abs(given - wanted) <= max(abs(wanted) * _CLOSE, Decimal("0.005"))


def _compared(item: Mapping[str, Any], answer: GivenAnswer) -> float:
    return float(names_winner(item, _short(answer)))


def names_winner(item: Mapping[str, Any], short: str) -> bool:
    """Whether a short answer names the winner of a comparison, with or without the figure that wins."""
    bare = _REMARK.sub("", item["v"])
    return len(tokens(short)) <= _LONGEST_NAME and (agrees(short, (item["v"],)) or agrees(short, (bare,)))


def _yes_no(item: Mapping[str, Any], answer: GivenAnswer) -> float:
    return float(_short(answer).lower().startswith(item["k"]))


def _conflict(item: Mapping[str, Any], answer: GivenAnswer) -> float:
    return float(all(states(answer.text, gold) for gold in item["a"]))


_SCORES = {
    "fact": _fact,
    "list": _list,
    "compute": _computed,
    "compare": _compared,
    "count": _computed,
    "yes": _yes_no,
    "no": _yes_no,
    "conflict": _conflict,
}
