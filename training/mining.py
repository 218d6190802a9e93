"""The best wrong passages for a question: BM25 over all contexts, those that hold an accepted answer left out."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.records import Record

_WORD = re.compile(r"\w+")
_SATURATION = 1.2
_LENGTH_WEIGHT = 0.75


@dataclass(frozen=True, slots=True)
class Posting:
    """The contexts a word occurs in, by place, and its BM25 weight in each."""

    places: NDArray[np.int64]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Miner:
    """The distinct contexts and their words' postings."""

    contexts: tuple[str, ...]
    postings: Mapping[str, Posting]

    @classmethod
    def over(cls, contexts: Sequence[str]) -> "Miner":
        """A miner over the distinct contexts, in their first order."""
        distinct = tuple(dict.fromkeys(contexts))
        return cls(distinct, _postings([Counter(_words(context)) for context in distinct]))

    def wrong(self, records: Sequence[Record], keep: int) -> list[list[str]]:
        """For each record up to ``keep`` contexts, best first, that do not hold any of its answers."""
        return [self._best(record, keep) for record in records]

    def scores(self, question: str) -> NDArray[np.float64]:
        """BM25 of every context."""
        scores = np.zeros(len(self.contexts))
        for word in _words(question):
            if word in self.postings:
                scores[self.postings[word].places] += self.postings[word].weights
        return scores

    def _best(self, record: Record, keep: int) -> list[str]:
        answers = [text.lower() for text in record.texts]
        best: list[str] = []
        for place in np.argsort(-self.scores(record.question), kind="stable")[: keep + 20]:
            context = self.contexts[place]
            lowered = context.lower()
            if context != record.context and not any(answer in lowered for answer in answers):
                best.append(context)
        return best[:keep]


def mined_for(records: Sequence[Record], contexts: Sequence[str], keep: int) -> dict[str, list[str]]:
    """The best wrong contexts of each record, by its id."""
    wrong = Miner.over(contexts).wrong(records, keep)
    return {record.id: found for record, found in zip(records, wrong, strict=True)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _postings(counts: Sequence[Counter[str]]) -> dict[str, Posting]:
    lengths = np.array([count.total() for count in counts], dtype=np.float64)
    norms = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * lengths / lengths.mean())
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, count in enumerate(counts):
        for word, times in count.items():
            held[word].append((place, times))
    return {word: _posting(np.array(entries), norms) for word, entries in held.items()}


def _posting(entries: NDArray[np.int64], norms: NDArray[np.float64]) -> Posting:
    places, times = entries.T
    rarity = np.log1p((len(norms) - len(places) + 0.5) / (len(places) + 0.5))
    return Posting(places, times * (_SATURATION + 1) / (times + norms[places]) * rarity)
