"""Items of a question -> the figures that they stand for, chosen together, and how much of the question they explain.

Every item must be borne out by its own figure, and by no other of the chosen ones better; every name of the question
must stand at or around one of them. What no figure explains lowers the score.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from seedqa.qa.figures.binding import says_same
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.words import Words, held, told_for

_LEAST_OF_ITEM = 0.45
_LOOKED_AT = 26
_BEAM = 5
_CARRYING = 1.5
_OLDER = 0.88
_PAIR = 2
_MATES = 1.06
_LEAST_TOLD = 0.5
_SURE = 0.04
_DOUBT = 0.12
_FEW = 3
_MISSING = -0.4
_YEAR = 1.5
_MEANING = 0.2
_ROLE = 0.35
_LEAST_NEAR, _MOST_NEAR = 0.1, 0.7
_FAR = {"document": 0.8, "passage": 0.96, "sentence": 0.985}

Fits = Callable[[tuple[Figure, ...]], bool]


@dataclass(frozen=True, slots=True)
class Fit:
    """The figures of the items in order, how well they fit (0..1), and by how much the next best is worse."""

    figures: tuple[Figure, ...]
    score: float
    margin: float


def best_fit(
    items: Sequence[Words],
    shared: Words,
    choices: Sequence[Sequence[Figure]],
    fits: Fits,
    roles: Sequence[Words] = (),
) -> Fit | None:
    """The best choice of one figure for each item; ``choices`` are those that an item may stand for, ``roles`` the
    words that each figure should rather bear than the others."""
    asked = roles or items
    looked = [_promising(item, shared, figures, len(items)) for item, figures in zip(asked, choices, strict=True)]
    scored: list[tuple[float, tuple[Figure, ...]]] = []
    for chosen in product(*looked):
        if len({(f.entry.document_id, f.entry.span.start) for f in chosen}) == len(chosen) and fits(chosen):
            score = fit_score(items, shared, chosen) * _played(roles, chosen)
            if score > 0:
                scored.append((score, chosen))
    if not scored:
        return None
    scored.sort(key=lambda pair: (-pair[0], _places(pair[1])))
    top, best = scored[0]
    rival = next((score for score, other in scored[1:] if not _tells_same(best, other)), 0.0)
    margin = (top - rival) / top
    return Fit(best, top * (1 - _DOUBT * (1 - min(1.0, margin / _SURE))), margin)


def _played(roles: Sequence[Words], chosen: Sequence[Figure]) -> float:
    """How well each figure bears the words of its role."""
    if not roles:
        return 1.0
    shares = [_borne(words, figure) for words, figure in zip(roles, chosen, strict=True)]
    return 1 - _ROLE + _ROLE * sum(shares) / len(shares)


def _borne(words: Words, figure: Figure) -> float:
    total = sum(words.weights.values())
    got = sum(weight * held(word, figure, word in words.names) for word, weight in words.weights.items())
    return got / total if total else 1.0


def _promising(item: Words, shared: Words, figures: Sequence[Figure], items: int) -> list[Figure]:
    most = _LOOKED_AT if items < 3 else _BEAM
    scores = [
        (_alone(item, figure, 2.0) + _alone(shared, figure, 1.0) + 0.3 * figure.near, figure) for figure in figures
    ]
    return [figure for _, figure in sorted(scores, key=lambda pair: -pair[0])[:most]]


def _alone(words: Words, figure: Figure, weight: float) -> float:
    total = sum(words.weights.values()) or 1.0
    years = sum(told_for(year, figure) - 0.5 for year in words.years)
    return weight * (
        sum(w * held(word, figure, word in words.names) for word, w in words.weights.items()) / total + years
    )


def fit_score(items: Sequence[Words], shared: Words, chosen: Sequence[Figure]) -> float:
    """How much of the question the chosen figures explain; 0 where they do not bear an item, a name or a year."""
    got = total = 0.0
    for place, (item, figure) in enumerate(zip(items, chosen, strict=False)):
        own = _covered(item, figure)
        if own is None or not _is_its_own(item, place, chosen, own):
            return 0.0
        got, total = got + own[0], total + own[1]
    for word, weight in shared.weights.items():
        most = max(held(word, figure, word in shared.names) for figure in chosen)
        if not most and word in shared.names:
            return 0.0
        got, total = got + weight * (most or _MISSING), total + weight
    if not _all_named(shared, chosen):
        return 0.0
    if shared.years:
        told = _times(shared.years, chosen)
        if not told:
            return 0.0
        got, total = got + _YEAR * told, total + _YEAR
    meaning = sum(_meant(figure.near) for figure in chosen) / len(chosen)
    share = got / total if total else 0.5
    older = _OLDER if all(figure.earlier for figure in chosen) else 1.0
    return max(0.0, (1 - _MEANING) * share + _MEANING * meaning) * closeness(chosen) * older


def _all_named(shared: Words, chosen: Sequence[Figure]) -> bool:
    """Whether figures of several documents are all told of the names that the question shares among them."""
    if len({figure.entry.document_id for figure in chosen}) == 1:
        return True
    return all(held(name, figure, True) for name in shared.names for figure in chosen)


def _times(years: Sequence[str], chosen: Sequence[Figure]) -> float:
    """How surely the figures are told for the years: of two years and two figures, each has its own."""
    if len(years) == len(chosen) == _PAIR:
        ways = ((years, chosen), (years, chosen[::-1]))
        told = max(min(told_for(year, figure) for year, figure in zip(*way, strict=True)) for way in ways)
        return told if told >= _LEAST_TOLD else 0.0
    return min(max(told_for(year, figure) for figure in chosen) for year in years)


def _covered(item: Words, figure: Figure) -> tuple[float, float] | None:
    """The weight of an item's words that belong to its figure, and their whole weight; None where too few do."""
    found = {word: held(word, figure, word in item.names) for word in item.weights}
    got = sum(weight * (found[word] or _MISSING) for word, weight in item.weights.items())
    total = sum(item.weights.values())
    for year in item.years:
        told = told_for(year, figure)
        if not told:
            return None
        got, total = got + _YEAR * told, total + _YEAR
    missing = [word for word, most in found.items() if not most and item.weights[word] >= _CARRYING]
    if any(word in item.names for word in missing) or (missing and len(found) <= _FEW):
        return None
    if total and got < _LEAST_OF_ITEM * total:
        return None
    return got, total


def _is_its_own(item: Words, place: int, chosen: Sequence[Figure], own: tuple[float, float]) -> bool:
    """Whether no other of the chosen figures bears an item better."""
    others = (_covered(item, figure) for at, figure in enumerate(chosen) if at != place)
    return all(other is None or other[0] <= own[0] + 1e-9 for other in others)


def closeness(chosen: Sequence[Figure]) -> float:
    """Figures told together belong together."""
    first = chosen[0].entry
    rest = [figure.entry for figure in chosen[1:]]
    if any(entry.document_id != first.document_id for entry in rest):
        return _FAR["document"]
    if any(entry.passage_id != first.passage_id for entry in rest):
        return _FAR["passage"]
    if any(entry.sentence != first.sentence for entry in rest):
        return _FAR["sentence"]
    return _MATES if len(chosen) == _PAIR and chosen[0].earlier != chosen[1].earlier else 1.0


def _meant(near: float) -> float:
    return min(1.0, max(0.0, (near - _LEAST_NEAR) / (_MOST_NEAR - _LEAST_NEAR)))


def _tells_same(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    return all(says_same(a.entry, b.entry) for a, b in zip(one, other, strict=True))


def _places(chosen: Sequence[Figure]) -> tuple[tuple[str, int], ...]:
    return tuple((figure.entry.document_id, figure.entry.span.start) for figure in chosen)
