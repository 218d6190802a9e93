"""Whether a text states an accepted wording, by rule.

Case, punctuation, articles, accents and word joins do not matter; quantities are compared as quantities and
dates as dates. It does not know synonyms: a gold case lists every wording it accepts.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from seedqa.evals.dates import Date, read_dates
from seedqa.evals.quantities import Quantity, plain, read_quantities

_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|\d+(?:[.,]\d+)*|[^\W\d_\u3400-\u9fff\uf900-\ufaff]+")
_POSSESSIVE = re.compile(r"['’`]s\b")
_APOSTROPHES = re.compile(r"['’‘`]")
_ARTICLES = frozenset({"a", "an", "the"})
_UNTELLING = _ARTICLES | frozenset(
    "about above almost and approximately around as at by each for from in least less fewer many more most nearly "
    "not no of on or over per some than to under up".split()
)
_BEFORE, _AFTER = 60, 120


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is compared."""

    body: str
    tokens: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """An accepted wording taken apart: its quantities, its dates and the words that tell something."""

    tokens: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]
    nouns: frozenset[str]


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text without articles, accents, possessives and punctuation."""
    body = _APOSTROPHES.sub("", _POSSESSIVE.sub("", plain(text)))
    bare = "".join(mark for mark in unicodedata.normalize("NFD", body) if not unicodedata.combining(mark))
    return tuple(token for token in _TOKEN.findall(bare) if token not in _ARTICLES)


@lru_cache(maxsize=4096)
def read_words(text: str) -> Words:
    """A text taken apart once."""
    return Words(plain(text), tokens(text), tuple(read_quantities(text)), tuple(read_dates(text)[0]))


@lru_cache(maxsize=4096)
def read_wording(text: str) -> Wording:
    """An accepted wording taken apart once; a bare year is a date and not a quantity."""
    dates, rest = read_dates(text)
    quantities = [quantity for quantity in read_quantities(rest) if not quantity.year_like]
    for quantity in quantities:
        rest = rest[: quantity.start] + " " * (quantity.end - quantity.start) + rest[quantity.end :]
    nouns = {_singular(token) for token in tokens(rest) if token not in _UNTELLING and not token.isdigit()}
    return Wording(tokens(text), tuple(quantities), tuple(dates), frozenset(nouns))


def states(text: str, wording: str) -> bool:
    """Whether the text states the wording."""
    words, wanted = read_words(text), read_wording(wording)
    if not wanted.quantities and not wanted.dates:
        return holds(words.tokens, wanted.tokens)
    if wanted.nouns and holds(words.tokens, wanted.tokens):
        return True
    return all(_dated(words, date, wanted.nouns) for date in wanted.dates) and all(
        _counted(words, quantity, wanted.nouns) for quantity in wanted.quantities
    )


def is_verdict(item: Sequence[str]) -> bool:
    """Whether an item is a bare yes or no, which stands in no quote."""
    return all(wording.casefold() in ("yes", "no") for wording in item)


def agrees(short: str, item: Sequence[str]) -> bool:
    """Whether a short answer says what one of the accepted wordings says and nothing against it.

    It may be shorter than a wording, but not miss its core: the shorter wordings that are part of that one.
    """
    words = read_words(short)
    return any(_agrees(words, wording, [other for other in item if other != wording]) for wording in item)


def holds(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether ``part`` occurs in ``whole`` in order and without a gap; joins of words do not matter."""
    if not part:
        return False
    glued, starts, ends = _glue(whole)
    sought, _, _ = _glue(part)
    at = glued.find(sought)
    while at >= 0:
        if at in starts and at + len(sought) in ends:
            return True
        at = glued.find(sought, at + 1)
    return False


def same_quantity(expected: Quantity, given: Quantity, any_unit: bool) -> bool:
    """Whether two quantities are equal; one above a number never equals one below it."""
    units = expected.unit == given.unit or (any_unit and "" in (expected.unit, given.unit))
    return units and expected.value == given.value and {expected.bound, given.bound} != {"<", ">"}


def _agrees(words: Words, wording: str, others: Sequence[str]) -> bool:
    wanted = read_wording(wording)
    if wanted.quantities:
        return _agreeing_quantities(words, wanted)
    if wanted.dates and words.dates:
        return all(any(not date.conflicts(given) for date in wanted.dates) for given in words.dates)
    if holds(words.tokens, wanted.tokens):
        return True
    cores = [core for core in map(tokens, others) if holds(wanted.tokens, core)]
    return holds(wanted.tokens, words.tokens) and all(_overlap(words.tokens, core) for core in cores)


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return holds(one, other) or holds(other, one)


def _glue(parts: tuple[str, ...]) -> tuple[str, set[int], set[int]]:
    glued, starts, ends = "", set[int](), set[int]()
    for token in parts:
        if glued and (glued[-1].isdigit() or token[0].isdigit()):
            glued += " "
        starts.add(len(glued))
        glued += token
        ends.add(len(glued))
    return glued, starts, ends


def _singular(token: str) -> str:
    if token.endswith("ies") and len(token) > 4:
        return token[:-3] + "y"
    return token[:-1] if token.endswith("s") and not token.endswith("ss") and len(token) > 3 else token


def _counted(words: Words, expected: Quantity, nouns: frozenset[str]) -> bool:
    same = [given for given in words.quantities if same_quantity(expected, given, any_unit=False)]
    if nouns:
        return any(nouns <= _near(words, given) for given in same)
    bare = [given for given in words.quantities if not expected.unit and same_quantity(expected, given, any_unit=True)]
    return bool(same or bare)


def _near(words: Words, quantity: Quantity) -> set[str]:
    window = words.body[max(0, quantity.start - _BEFORE) : quantity.end + _AFTER]
    return {_singular(token) for token in tokens(window)}


def _dated(words: Words, expected: Date, nouns: frozenset[str]) -> bool:
    fits = any(expected.fits(given) for given in words.dates)
    return fits and nouns <= {_singular(token) for token in words.tokens}


def _agreeing_quantities(words: Words, wanted: Wording) -> bool:
    pairs = [
        (expected, given)
        for expected in wanted.quantities
        for given in words.quantities
        if same_quantity(expected, given, any_unit=True)
    ]
    units = {given.unit for _, given in pairs}
    agreeing = {given.value for _, given in pairs}
    rivals = [
        given
        for given in words.quantities
        if given.unit in units and given.value not in agreeing and not given.year_like and not given.spelled
    ]
    return bool(pairs) and not rivals
