"""A question's words and the figures near it: what every kind of working out starts from."""

import re
from collections.abc import Sequence
from functools import cached_property

from seedqa.qa.figures.binding import actor_stems
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.chosen import chosen_figures
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.gathering import same_telling
from seedqa.qa.figures.units import same_dimension
from seedqa.qa.figures.vocabulary import same_words
from seedqa.qa.figures.words import Words, held, read_words

_NAMED = 0.85
_HOW_MANY = re.compile(
    r"\b(?:how many|number of) (?:(?:more|fewer|less|other|different|extra|of the|of its) )*(?P<noun>[\w’'-]+)",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"\b(?:before|earlier|previous\w*|last (?:year|season|time)|ago|prior|preceding|used to|had (?:been|\w+ed))\b",
    re.IGNORECASE,
)
_NOT_ADDED = frozenset("percentage age date rate ordinal time multiple".split())


class Scene:
    """The words and figures of one question, each read once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.text = case.question.text

    @cached_property
    def words(self) -> Words:
        """The words of the whole question."""
        return read_words(self.text, self.case.material.weight, self.case.material.vector)

    @cached_property
    def _chosen(self) -> list[Figure]:
        return chosen_figures(self.case, self.words)

    @cached_property
    def figures(self) -> list[Figure]:
        """All figures near the question, ranges left out."""
        return [figure for figure in self._chosen if figure.entry.high is None]

    @cached_property
    def stretches(self) -> list[Figure]:
        """The stretches of time near the question: "from 1996 to 2011"."""
        return [figure for figure in self._chosen if figure.entry.high is not None and figure.entry.kind == "date"]

    @cached_property
    def amounts(self) -> list[Figure]:
        """The figures of the kinds asked for."""
        return [figure for figure in self.figures if self.asks_for(figure) and self.plays(figure)]

    @cached_property
    def current(self) -> list[Figure]:
        """All figures near the question but those of earlier years, unless it asks for a time."""
        return self.figures if self.words.years or _OF_BEFORE.search(self.text) else _newest(self.figures)

    @cached_property
    def asked_noun(self) -> frozenset[str]:
        """The words for what is counted in "how many ..."."""
        match = _HOW_MANY.search(self.text)
        return frozenset(same_words(match["noun"])) if match else frozenset()

    @cached_property
    def dates(self) -> list[Figure]:
        """The figures that are dates."""
        return [figure for figure in self.figures if figure.entry.kind == "date"]

    def asks_for(self, figure: Figure) -> bool:
        """Whether the question's wording allows a figure of this kind."""
        kinds = self.case.kinds
        if figure.entry.kind in kinds:
            return True
        if figure.entry.kind == "number":
            return "count" in kinds
        return "money" in kinds and is_pounds(figure)

    @cached_property
    def giver(self) -> frozenset[str] | None:
        """Who gives, where the question says so."""
        whole = self.case.whole
        return whole.giver if whole.giving and whole.taker else None

    def plays(self, figure: Figure) -> bool:
        """Whether a figure is not told of another giver than the one asked about."""
        who = actor_stems(figure.entry.who)
        if not self.giver or not figure.entry.whom or figure.entry.carried:
            return True
        return self.giver <= who or who <= self.giver

    def words_of(self, text: str) -> Words:
        """The words of a part of the question."""
        return read_words(text, self.case.material.weight)

    def standing_for(self, item: Words) -> list[Figure]:
        """The amounts that an item may stand for: only those that name it, where any alike does."""
        if not item.names:
            return self.amounts
        named = [f for f in self.figures if all(held(name, f, True) >= _NAMED for name in item.names)]
        likes = {(f.entry.kind, f.entry.unit) for f in named}
        return [f for f in self.amounts if f in named or (f.entry.kind, f.entry.unit) not in likes]

    def shared(self, items: Sequence[Words]) -> Words:
        """The words of the question that are not an item's own."""
        own = {word for item in items for word in item.weights}
        weights = {word: weight for word, weight in self.words.weights.items() if word not in own}
        years = tuple(y for y in self.words.years if not any(y in item.years for item in items))
        return Words(weights, self.words.names & weights.keys(), years)


def _newest(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if not figure.older]


def kindred(chosen: Sequence[Figure], words: Words) -> bool:
    """Whether figures that count things count the same, or things that the question itself puts side by side."""
    if not chosen[0].counted:
        return True
    known = [figure for figure in chosen if figure.entry.kind == "count"]
    if not known:
        return True
    if len(known) == len(chosen) and all(
        one.entry.unit == known[0].entry.unit or one.noun & known[0].noun for one in known[1:]
    ):
        return True
    asked = words.weights.keys() - words.names
    return all((figure.noun | figure.own) & asked for figure in chosen)


def is_pounds(figure: Figure) -> bool:
    """Whether a figure is in pounds, which are money as well as weight."""
    return figure.entry.unit == "pound"


def alike(chosen: Sequence[Figure]) -> bool:
    """Whether figures can be put together: things counted, or one dimension."""
    first = chosen[0]
    return all(_like(first, other) for other in chosen[1:])


def addable(chosen: Sequence[Figure]) -> bool:
    """Whether figures can be added up: alike, of a kind that adds up, and no sum told twice."""
    if any(figure.entry.kind in _NOT_ADDED for figure in chosen) or not alike(chosen):
        return False
    return not any(
        same_telling(one.entry, other.entry) for place, one in enumerate(chosen) for other in chosen[place + 1 :]
    )


def _like(one: Figure, other: Figure) -> bool:
    if one.counted or other.counted:
        return one.counted and other.counted
    return one.entry.kind == other.entry.kind and same_dimension(one.entry.unit, other.entry.unit)
