"""The words of a question or of one of its items that figures have to be about, each with its weight."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from seedqa.index.mentions import names_in
from seedqa.index.quantities import read_quantities
from seedqa.index.vectors import Vectors
from seedqa.qa.figures.arithmetic import plain
from seedqa.qa.figures.binding import fits_year
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.vocabulary import is_light, same_words
from seedqa.qa.question import name_words
from seedqa.qa.terms import stem

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NO_FIGURES = frozenset({"date", "ordinal", "time"})
_NAME = 1.6
_LIGHT = 0.4
_YEARS = 1.5
_CONTEXT = 0.4
_SHARED_YEAR = 0.85
_OF_WORD = (0.85, 0.5, 0.4)
_OF_NAME = (0.95, 0.85, 0.75)

Weigher = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Words:
    """Stems with their weights; ``names`` are those that belong to names; ``years`` must be those of the figures."""

    weights: dict[str, float]
    names: frozenset[str]
    years: tuple[str, ...]
    vector: Vectors | None = None
    figures: frozenset[str] = frozenset()

    def share(self, said: tuple[frozenset[str], frozenset[str]]) -> float:
        """The weighted share of the words in a sentence or, for less, around it."""
        total = sum(self.weights.values())
        here, around = said
        got = sum(
            w * (1.0 if word in here else _CONTEXT if word in around else 0.0) for word, w in self.weights.items()
        )
        return got / total if total else 0.0


def read_words(text: str, weigh: Weigher, vector: Vectors | None = None) -> Words:
    """The words of a text that carry meaning."""
    named = {stem(word.lower()) for name in names_in(text) for word in name_words(name)}
    weights = {}
    for word in same_words(text):
        weight = weigh(word) * (_LIGHT if is_light(word) else 1.0)
        weights[word] = weight * (_NAME if word in named else 1.0)
    years = tuple(dict.fromkeys(_YEAR.findall(text)))
    said = frozenset(plain(q.value) for q in read_quantities(text) if q.kind not in _NO_FIGURES)
    return Words(weights, frozenset(named) & weights.keys(), years, vector, said)


def without(words: Words, others: frozenset[str]) -> Words:
    """The words but those."""
    weights = {word: weight for word, weight in words.weights.items() if word not in others}
    return replace(words, weights=weights, names=words.names & weights.keys())


def held(word: str, figure: Figure, name: bool = False) -> float:
    """How closely a word belongs to a figure."""
    if word in figure.noun or word in figure.own:
        return 1.0
    lead, sentence, context = _OF_NAME if name else _OF_WORD
    if word in figure.lead:
        return lead
    if word in figure.sentence:
        return sentence
    return context if word in figure.context else 0.0


def told_for(year: str, figure: Figure) -> float:
    """Whether a figure is told for a year: surely, hardly, or not at all where it is told for another one."""
    if fits_year(figure.entry, year):
        return 1.0 if year in figure.own or year not in figure.sentence else _SHARED_YEAR
    if figure.entry.period is None:
        return 0.5
    return 0.4 if figure.entry.period_source in {"heading", "title"} else 0.0
