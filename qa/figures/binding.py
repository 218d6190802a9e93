"""A phrase -> the ledger entries it can stand for, best first, each with how surely it does (0..1).

A name, a year or a role that an entry does not bear rules it out; words only rank.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.ledger import Entry
from seedqa.qa.figures.arithmetic import plain
from seedqa.qa.figures.material import Material
from seedqa.qa.figures.phrase import Phrase
from seedqa.qa.figures.units import same_dimension
from seedqa.qa.figures.vocabulary import canonical, is_light, same_words
from seedqa.qa.terms import stem

SURE = 0.45
_NEAR = 10.0
_LONE = 50.0
_ELSEWHERE = 0.2
_OTHERS_NOUN = 0.4
_CLEAR = 0.93
_UNNAMED = 0.6
_LIGHT = 0.4
_ALONE = 0.7
_BESIDE_COUNT = 0.8
_NAMED = 0.55
_MONEY = canonical(stem("money"))


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a phrase may stand for."""

    entry: Entry
    score: float


def matches(phrase: Phrase, entries: Sequence[Entry], material: Material) -> list[Match]:
    """The entries that fit, best first."""
    found = [Match(entry, score) for entry in entries if (score := _score(phrase, entry, material)) > 0]
    return sorted(found, key=lambda m: (-m.score, m.entry.document_id, m.entry.span.start))


def only(found: Sequence[Match], least: float = SURE) -> Match | None:
    """The one match that is sure, and clearly better than all that say something else."""
    if not found:
        return None
    best = found[0]
    if all(says_same(m.entry, best.entry) for m in found):
        least *= _ALONE
    if best.score < least:
        return None
    rivals = [m for m in found[1:] if m.score >= _CLEAR * best.score and not says_same(m.entry, best.entry)]
    return None if rivals else best


def says_same(one: Entry, other: Entry) -> bool:
    """Whether two entries have the same value in the same unit."""
    return (one.value, one.unit, one.high) == (other.value, other.unit, other.high)


def comparable(one: Entry, other: Entry) -> bool:
    """Whether two figures can be added or compared: the same kind, in units of one dimension."""
    if one.high is not None or other.high is not None or one.kind != other.kind:
        return False
    return one.kind == "count" or same_dimension(one.unit, other.unit)


def fits_year(entry: Entry, year: str) -> bool:
    """Whether an entry is told for a year, or for a time within it."""
    if entry.period is None:
        return False
    first, ranged, last = entry.period.partition("..")
    return first[:4] == year or (bool(ranged) and first[:4] <= year <= (last[:4] or first[:4]))


def bears_name(entry: Entry, name: frozenset[str], material: Material) -> float:
    """How directly an entry is about a name: in its sentence or its actors, around it, or not at all (0)."""
    own = material.words(entry).names | actor_stems(entry.who) | actor_stems(entry.whom)
    if name <= own:
        return 1.0
    if entry.who and not entry.carried:
        return 0.0
    return 0.75 if name <= own | material.context(entry) else 0.0


def actor_stems(name: str | None) -> frozenset[str]:
    """All the stems of an actor's name."""
    return frozenset(stem(word.lower()) for word in name.replace("’", "'").split()) if name else frozenset()


def _score(phrase: Phrase, entry: Entry, material: Material) -> float:
    if not all(fits_year(entry, year) for year in phrase.years) or not _plays(phrase, entry):
        return 0.0
    named = min((bears_name(entry, name, material) for name in phrase.names), default=1.0)
    if not named:
        return 0.0
    if phrase.counts and entry.kind == "count" and not noun_words(entry) & set(phrase.words):
        named *= _UNNAMED
    carried = 0.92 if phrase.years and entry.period_source != "sentence" else 1.0
    return named * carried * _coverage(phrase, entry, material)


def _plays(phrase: Phrase, entry: Entry) -> bool:
    """Whether the giver and receiver asked for are those of the entry."""
    if phrase.giver and not phrase.giver <= actor_stems(entry.who):
        return False
    return not (phrase.taker and not phrase.taker <= actor_stems(entry.whom))


def _coverage(phrase: Phrase, entry: Entry, material: Material) -> float:
    """The weighted share of the phrase's words found at the figure; a word nearby counts for more than one far off."""
    if plain(entry.value) in phrase.figures:
        return 1.0
    if not phrase.words:
        return 0.6
    near = {word: _nearness(word, entry, material) for word in phrase.words}
    weights = {word: material.weight(word) * (_LIGHT if is_light(word) else 1.0) for word in near}
    share = sum(weights[word] * near[word] for word in near) / sum(weights.values())
    named = bool(noun_words(entry) & near.keys()) and all(near.values())
    return max(share, _NAMED) if named else share


def _nearness(word: str, entry: Entry, material: Material) -> float:
    nouns = noun_words(entry)
    if word in nouns or (word == _MONEY and entry.kind == "money"):
        return 1.0
    most = _BESIDE_COUNT if nouns and entry.kind == "count" else 1.0
    found = material.words(entry)
    starts = [term.start for term in found.terms]
    here = bisect_left(starts, entry.span.start - entry.sentence.start)
    last = bisect_left(starts, entry.span.end - entry.sentence.start)
    places = [i for i, same in enumerate(found.same) if same == word and not here <= i < last]
    if places:
        away = min(here - i if i < here else i - last for i in places)
        return most * max(_OTHERS_NOUN, 1.0 / (1.0 + away / (_NEAR if material.is_crowded(entry) else _LONE)))
    return _ELSEWHERE if word in material.context(entry) else 0.0


def noun_words(entry: Entry) -> frozenset[str]:
    """The stems of the thing an entry measures or counts."""
    words = f"{entry.noun or ''} {entry.unit if entry.kind == 'count' else ''}"
    return frozenset(canonical(one) for one in same_words(words))


def nameable(phrase: Phrase, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that a phrase can name: a count only by the thing it counts."""
    return [e for e in entries if e.kind != "count" or not phrase.words or noun_words(e) & set(phrase.words)]
