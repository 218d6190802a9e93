"""Which words of the talk before a turn it needs: those of its stand-alone form that it lacks and the talk has."""

import re
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*%?")
_COMMON = """
a an the of in on at to for by with from and or nor but is are was were be been being am do does did done has have had
having how many much what which who whom whose when where why that this these those it its they them their he she his
her him as than then into over per about after before i you me my we us our your if so not no yes there here can could
will would shall should may might must any some such also too more most less least very just only same other another one
long far old big high get got give gave go went come came make made take took tell say said know
"""
_COMMON_WORDS = frozenset(_COMMON.split())


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text as it is compared, and where it stands."""
    for match in _WORD.finditer(text):
        yield plain(match[0]), match.start(), match.end()


def plain(word: str) -> str:
    """A word in lower case, without a possessive or plural ending."""
    lowered = re.sub(r"['’]s?$", "", word.lower())
    return lowered[:-1] if len(lowered) > 3 and lowered.endswith("s") and not lowered.endswith("ss") else lowered


def needed_words(turn: str, alone: str, history: Sequence[str]) -> frozenset[str]:
    """The words to carry over, as they are compared."""
    said = {word for word, _, _ in words_of(turn)}
    told = {word for text in history for word, _, _ in words_of(text)}
    wanted = {word for word, _, _ in words_of(alone) if word not in _COMMON_WORDS}
    return frozenset((wanted - said) & told)
