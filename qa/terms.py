"""The words of a text with their places and stems, so that a question's words can be found in a sentence."""

import re
import threading
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from seedqa.index.lexical import content_words, words


class _Stemmers(threading.local):
    """A stemmer for each thread: one keeps the word that it is at, and two threads would spoil each other's."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_STEMMERS = _Stemmers()
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """A word at ``text[start:end]``."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The English (Snowball) stem of a lower-case word; figures lose their thousands separators."""
    if word[0].isdigit():
        return word.replace(",", "")
    return str(_STEMMERS.english.stemWord(word))


def terms(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """The words of ``text[start:end]`` in order."""
    limit = len(text) if end is None else end
    return [Term(stem(m[0].lower()), m.start(), m.end()) for m in _WORD.finditer(text, start, limit)]


# A document is asked about again and again: its words are looked up for every finding in it.
@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text; pairs of characters in Chinese, Japanese and Korean."""
    return frozenset(stem(word) for word in words(text))


def content_stems(text: str) -> tuple[str, ...]:
    """The distinct stems of a text's content words, in order."""
    return tuple(dict.fromkeys(stem(word) for word in content_words(text)))
