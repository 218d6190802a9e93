"""Two phrases -> the two entries they stand for, chosen together, so that one helps to tell the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from seedqa.index.ledger import Entry
from seedqa.qa.figures.binding import Match, matches, says_same
from seedqa.qa.figures.material import Material
from seedqa.qa.figures.phrase import Phrase

_LOOKED_AT = 8
_LEAST = 0.3
_LEAST_MEAN = 0.4
_CLEAR = 0.94


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries and how surely the phrases stand for them."""

    first: Entry
    second: Entry
    score: float


def bind_pair(
    first: Phrase,
    second: Phrase,
    entries: tuple[Sequence[Entry], Sequence[Entry]],
    material: Material,
    fits: Callable[[Entry, Entry], bool],
) -> Pair | None:
    """The one pair that is sure and clearly better than any that says something else."""
    ones = matches(first, entries[0], material)
    others = matches(second, entries[1], material)
    pairs = sorted(_pairs(_kept(ones), _kept(others), fits), key=lambda pair: -pair.score)
    if not pairs or pairs[0].score < _LEAST_MEAN:
        return None
    best = pairs[0]
    for rival in pairs[1:]:
        if rival.score < _CLEAR * best.score:
            break
        if not (says_same(rival.first, best.first) and says_same(rival.second, best.second)):
            return None
    return best


def elliptic(first: Phrase, second: Phrase) -> Iterator[Phrase]:
    """What the second phrase of a comparison can mean when it leaves out what the first one has said."""
    own = bool(second.names or second.years)
    joined = tuple(dict.fromkeys((*first.words, *second.words)))
    words = joined if own or not second.words else second.words
    base = replace(second, words=words, years=second.years or first.years)
    if second.giving and (second.giver or second.taker):
        yield base
        return
    if not second.names:
        yield replace(base, names=first.names, giver=first.giver, taker=first.taker)
        return
    name = second.names[-1]
    if first.giver and first.taker:
        yield replace(base, names=(name, first.taker), giver=name, taker=first.taker)
        yield replace(base, names=(first.giver, name), giver=first.giver, taker=name)
    elif first.giver or first.taker:
        yield replace(base, giver=name if first.giver else None, taker=name if first.taker else None)
    elif len(first.names) > 1:
        yield replace(base, names=(*first.names[:-1], *second.names))
        yield replace(base, names=(*second.names, *first.names[1:]))
    yield base
    if own and second.words and second.words != words:
        yield replace(base, words=second.words)


def _kept(found: Sequence[Match]) -> list[Match]:
    return [match for match in found[:_LOOKED_AT] if match.score >= _LEAST]


def _pairs(ones: Sequence[Match], others: Sequence[Match], fits: Callable[[Entry, Entry], bool]) -> Iterator[Pair]:
    for one in ones:
        for other in others:
            a, b = one.entry, other.entry
            if (a.document_id, a.span) != (b.document_id, b.span) and fits(a, b):
                yield Pair(a, b, (one.score + other.score) / 2 * closeness(a, b))


def closeness(one: Entry, other: Entry) -> float:
    """Figures told together belong together."""
    if one.document_id != other.document_id:
        return 0.94
    return 1.0 if one.sentence == other.sentence else 0.98 if one.passage_id == other.passage_id else 0.95
