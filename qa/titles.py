"""The words by which a document can be told from others: of its title, its address and its date."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from seedqa.index.quantities import read_dates
from seedqa.index.scope import Address
from seedqa.qa.terms import stem

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SEGMENTS = re.compile(r"[:,;.()\[\]|–—]| - ")
_COMPLEMENT = re.compile(r"\b(?:of|on|for|with|between|from|by|about|in|at|to|and)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_BESIDE_WORD = re.compile(r"(?<=[^\W\d_])[-_]|[-_](?=[^\W\d_])|/")
_DATE = re.compile(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS = (
    "january february march april may june july august september october november december"
).split()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``start:end`` of a text as it is compared: the stem, or the number without leading zeros."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """What a document is called: all its words; those that say what it is ("policy" of "Travel policy 2024"), and
    beside them the words of its path that may say so; its title and file name as sets of words."""

    words: frozenset[str]
    heads: frozenset[str]
    loose_heads: frozenset[str]
    whole: tuple[frozenset[str], ...]


def read_words(text: str) -> list[Word]:
    """The words and numbers of a text in order; "14th" is 14, and "v2" a word and a number."""
    spaced = _ORDINAL.sub(lambda match: " " * len(match[0]), text)
    return [Word(_key(match[0].lower()), match.start(), match.end()) for match in _TOKEN.finditer(spaced)]


def read_names(address: Address) -> Names:
    """What a document is called."""
    path = re.sub(r"\.\w+$", "", address.uri)
    title, names = _keys(address.title), _keys(path)
    dated = [address.title, path]
    if not any(_is_year(word) for word in title | names):
        dated.append(address.published or "")
    days = frozenset(word for text in dated for word in _date_words(text))
    spaced = [re.sub(r"[-_]", " ", name) for name in path.split("/")]
    heads = frozenset(_heads(address.title)) | frozenset(_heads(spaced[-1]))
    loose = heads.union(*(_keys(_COMPLEMENT.split(name, maxsplit=1)[0]) for name in spaced))
    return Names(title | names | days, heads, loose, (title, _keys(path.rpartition("/")[2])))


class Catalogue:
    """The documents of an index by their words."""

    def __init__(self, addresses: Sequence[Address]) -> None:
        self.addresses = tuple(addresses)

    @cached_property
    def _names(self) -> dict[str, Names]:
        return {address.id: read_names(address) for address in self.addresses}

    @cached_property
    def _holding(self) -> dict[str, set[str]]:
        holding: dict[str, set[str]] = defaultdict(set)
        for key, names in self._names.items():
            for word in names.words:
                holding[word].add(key)
        return dict(holding)

    def having(self, words: Sequence[str]) -> frozenset[str]:
        """The ids of the documents that have all of these words."""
        found = [self._holding.get(word, set()) for word in words]
        return frozenset(set.intersection(*found)) if found else frozenset()

    def called(self, words: frozenset[str]) -> frozenset[str]:
        """The ids of the documents whose title or file name is these words and no others."""
        return frozenset(key for key in self.having(sorted(words)) if words in self._names[key].whole)

    def headed(self, documents: frozenset[str], head: str, strictly: bool) -> frozenset[str]:
        """Those of the documents that are what a word says, by their titles and file names alone or by their paths."""
        named = [(key, self._names[key]) for key in documents]
        return frozenset(key for key, names in named if head in (names.heads if strictly else names.loose_heads))


def _keys(text: str) -> frozenset[str]:
    return frozenset(word.key for word in read_words(text))


def _key(word: str) -> str:
    return str(int(word)) if word.isdecimal() else stem(word)


def _is_year(word: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", word) is not None


def _date_words(text: str) -> Iterator[str]:
    """The year, the month by name and by number, and the day of the dates of a text."""
    for date in read_dates(_BESIDE_WORD.sub(" ", text)):
        found = _DATE.match(date.value)
        year, month, day = found.groups() if found else (None, None, None)
        yield from [year] if year and year.isdecimal() else []
        yield from [stem(_MONTHS[int(month) - 1]), str(int(month))] if month else []
        yield from [str(int(day))] if day else []


def _heads(name: str) -> Iterator[str]:
    """What each part of a name says it is: "minutes" of "Board minutes of 14 May: the quay"."""
    for segment in _SEGMENTS.split(name):
        phrase = _COMPLEMENT.split(segment, maxsplit=1)[0]
        words = [word.key for word in read_words(phrase) if not word.key.isdecimal() and len(word.key) > 1]
        yield from words[-1:]
