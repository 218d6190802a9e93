"""What a property of a client's schema asks for, told by the words of its name."""

import re
from collections.abc import Iterable

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_NO_PLURALS = frozenset(("status", "success", "address", "is", "has", "was"))
Meanings = tuple[tuple[str, frozenset[str]], ...]


def meanings(*told: tuple[str, str]) -> Meanings:
    """Meanings with the words that tell of them. The first that shares a word with a name is meant, so that
    "answer_confidence" is a confidence."""
    return tuple((meaning, frozenset(words.split())) for meaning, words in told)


def words_of(name: str) -> frozenset[str]:
    """The words of a name in snake, kebab or camel case, in lower case and singular."""
    return frozenset(_singular(word.lower()) for word in _WORDS.findall(name))


def meaning_of(words: Iterable[str], known: Meanings) -> str | None:
    """What a name of these words means; None for one that tells nothing."""
    told = frozenset(words)
    return next((meaning for meaning, named in known if told & named), None)


def _singular(word: str) -> str:
    if word in _NO_PLURALS or not word.endswith("s") or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
