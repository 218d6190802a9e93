"""The unit that a bare number takes from the figures beside it, and coins and pounds as money."""

import re
from collections.abc import Sequence
from dataclasses import replace

from seedqa.index.ledger import Entry
from seedqa.index.passages import Span
from seedqa.qa.figures.material import Material
from seedqa.qa.terms import stem

_WEIGHT = re.compile(r"\b(?:weigh\w*|heavy|heavier|heaviest|weight|lbs?|ounces?|payload|poundage)\b", re.IGNORECASE)
_OF_STUFF = re.compile(r"\sof\s(?!it\b|that\b|this\b|which\b|the\b)", re.IGNORECASE)
_LENDING = frozenset("money mass area volume energy power distance data count duration percentage".split())
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)\s(?:only |just |some |about |nearly |over )?\(?[$€£]?\Z")
_LINKS = frozenset(
    "and or to from with by of in at against than for the a an only some about nearly was is had been as just".split()
)
_FEW = 1000
# Counted like things, as no code or sign stands beside them.
_COINS = frozenset("crown krone mark taler thaler ducat florin shilling lira peso dinar credit".split())


def lent(entry: Entry, group: Sequence[Entry], before: Sequence[Entry], material: Material) -> Entry:
    """A bare number with the unit of the figure that it stands beside."""
    if entry.kind != "number" or entry.unit:
        return entry
    text = material.document(entry.document_id).text
    parallel = _parallel(entry, [*before, *group], text)
    if parallel is not None:
        return _with_unit(entry, parallel)
    others = [e for e in group if e.kind in _LENDING and e is not entry and _may_lend(e, entry, text)]
    left = [e for e in others if e.span.end <= entry.span.start]
    right = [e for e in others if e.span.start >= entry.span.end]
    lender = next(iter([*reversed(left), *right, *(e for e in reversed(before) if e.kind in _LENDING)]), None)
    if entry.noun and lender is not None and lender.kind not in {"money", "count"}:
        return entry
    if lender is None or (lender not in others and not _continues(entry, lender)) or not _alike(entry, lender):
        return entry
    return _with_unit(entry, lender)


def _with_unit(entry: Entry, lender: Entry) -> Entry:
    """A bare number with another's unit; the quote takes in the sentence that names it."""
    begins = min(entry.sentence.start, lender.sentence.start)
    return replace(
        entry, kind=lender.kind, unit=lender.unit, noun=entry.noun or lender.noun,
        sentence=Span(begins, entry.sentence.end),
    )  # fmt: skip


def _parallel(entry: Entry, others: Sequence[Entry], text: str) -> Entry | None:
    """The last figure before that stands behind the same word: "carries 17,500 vehicles ... carries 42,000"."""
    word = _WORD_BEFORE.search(text, entry.sentence.start, entry.span.start)
    if word is None or word[1].lower() in _LINKS:
        return None
    for other in reversed(others):
        near = other.passage_id == entry.passage_id and other.span.end <= entry.span.start
        if (
            (
                near
                and other.kind in _LENDING
                and (same := _WORD_BEFORE.search(text, other.sentence.start, other.span.start))
            )
            and stem(same[1].lower()) == stem(word[1].lower())
            and _alike(entry, other)
        ):
            return other
    return None


def _may_lend(lender: Entry, entry: Entry, text: str) -> bool:
    """Whether a measure can be meant again: not where a verb of its own stands before the bare number."""
    if lender.kind in {"count", "money", "percentage"}:
        return True
    word = _WORD_BEFORE.search(text, entry.sentence.start, entry.span.start)
    return word is None or word[1].lower() in _LINKS or word[1][0].isupper() or word[1].endswith(("’s", "'s"))


def priced(entry: Entry, material: Material) -> Entry:
    """A figure in coins or pounds as money, unless its words speak of weight."""
    if entry.kind == "count" and entry.unit in _COINS:
        return replace(entry, kind="money")
    if entry.unit != "pound" or entry.kind != "mass":
        return entry
    text = material.document(entry.document_id).text
    weight = _WEIGHT.search(text, entry.sentence.start, entry.sentence.end) or _OF_STUFF.match(text, entry.span.end)
    return entry if weight else replace(entry, kind="money")


def _continues(entry: Entry, lender: Entry) -> bool:
    """Whether a bare number goes on with a sum of the sentence right before: "33 million euros. ... 24 million"."""
    told = lender.kind in {"money", "count"} and lender.passage_id == entry.passage_id
    return told and 0 <= entry.sentence.start - lender.sentence.end < 2


def _alike(entry: Entry, lender: Entry) -> bool:
    """Whether two values are of one order, so that the one can do without a unit beside the other."""
    if not entry.value or not lender.value:
        return False
    ratio = abs(entry.value / lender.value)
    return 1 < ratio * _FEW < _FEW * _FEW
