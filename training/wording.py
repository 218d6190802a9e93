"""Questions as people type them: lower case, no question mark, few words, a slip of the finger."""

import random
from collections.abc import Callable

_FUNCTION = """
a an the is are was were am be been being do does did has have had of to in on at by for that this there it
its his her their would could should will can
"""
_FUNCTION_WORDS = frozenset(_FUNCTION.split())


def roughened(question: str, rng: random.Random) -> str:
    """The question in one of the ways people type it in a hurry."""
    return rng.choice(_HABITS)(question, rng)


def _lowered(question: str, rng: random.Random) -> str:
    return question.lower()


def _unmarked(question: str, rng: random.Random) -> str:
    return question.rstrip(" ?")


def _typed(question: str, rng: random.Random) -> str:
    return question.lower().rstrip(" ?")


def _terse(question: str, rng: random.Random) -> str:
    words = question.rstrip(" ?").split()
    kept = [word for word in words if word.lower() not in _FUNCTION_WORDS]
    return " ".join(kept) if len(kept) >= 2 else question


def _slipped(question: str, rng: random.Random) -> str:
    words = question.split()
    places = [place for place, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not places:
        return question
    place = rng.choice(places)
    word, at = words[place], rng.randrange(1, len(words[place]) - 2)
    words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


_HABITS: tuple[Callable[[str, random.Random], str], ...] = (
    _lowered,
    _unmarked,
    _typed,
    _typed,
    _terse,
    _slipped,
)
