"""A part of a question that stands for one figure or for all of a kind: its names, years, roles and words."""

import re
from dataclasses import dataclass, replace

from seedqa.index.actors import actors
from seedqa.index.mentions import names_in
from seedqa.index.quantities import read_quantities
from seedqa.qa.figures.arithmetic import plain
from seedqa.qa.figures.vocabulary import canonical, same_words
from seedqa.qa.question import name_words
from seedqa.qa.terms import stem

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")

_NO_FIGURES = frozenset({"date", "ordinal", "time"})
_GIVING = frozenset(map(canonical, map(stem, ("give", "receive"))))


@dataclass(frozen=True, slots=True)
class Phrase:
    """``names`` are sets of stems, one a name; ``giver`` and ``taker`` are names with a part in a giving;
    ``figures`` are the values that stand in it; ``counts`` where it asks how many."""

    text: str
    names: tuple[frozenset[str], ...]
    years: tuple[str, ...]
    words: tuple[str, ...]
    giver: frozenset[str] | None = None
    taker: frozenset[str] | None = None
    giving: bool = False
    figures: tuple[str, ...] = ()
    counts: bool = False

    def with_context(self, whole: "Phrase") -> "Phrase":
        """The phrase with the names, years and roles of the whole question where it has none of its own."""
        own = self if self.words else replace(self, words=whole.words)
        return replace(
            own,
            names=own.names or whole.names,
            years=own.years or whole.years,
            giver=own.giver or (whole.giver if not own.names else None),
            taker=own.taker or (whole.taker if not own.names else None),
        )


def read_phrase(text: str) -> Phrase:
    """Takes a phrase apart."""
    names = names_in(text)
    own = {word for name in names for word in same_words(name)}
    acting = actors(text, 0, len(text), len(text), None)
    years = tuple(dict.fromkeys(_YEAR.findall(text)))
    return Phrase(
        text=text,
        names=tuple(dict.fromkeys(filter(None, map(name_stems, names)))),
        years=years,
        words=tuple(word for word in same_words(text) if word not in own and not (acting.giving and word in _GIVING)),
        giver=name_stems(acting.who) if acting.giving else None,
        taker=name_stems(acting.whom) if acting.giving else None,
        giving=acting.giving,
        figures=tuple(plain(q.value) for q in read_quantities(text) if q.kind not in _NO_FIGURES),
        counts=re.search(r"\b(?:how many|number of)\b", text, re.IGNORECASE) is not None,
    )


def name_stems(name: str | None) -> frozenset[str] | None:
    """The stems that tell a name from others; None for no name."""
    if not name:
        return None
    own = name_words(name) or tuple(name.lower().split())
    return frozenset(stem(word) for word in own if word) or None
