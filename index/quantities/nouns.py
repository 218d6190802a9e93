"""Noun phrases beside a figure, found from closed word classes and plural endings, without a parser."""

import re
from dataclasses import dataclass

from seedqa.index.quantities.number_words import NUMBER_WORDS
from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.words import (
    ADJECTIVES,
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NOUNS_TOO,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    is_plural,
    modifies,
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase as written, at ``text[start:end]``."""

    text: str
    start: int
    end: int


_WORD = Pattern(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W_])|(?<=\.[A-Z])\.){0,50}|\d+(?:st|nd|rd|th)?-[a-z]+|['’]\d0s")
_WORD_BEFORE = Pattern(r"[^\W_](?:[^\W_]|['’.-](?=[^\W_]))*")
_GAP = Pattern(r"(?:[ \u00a0\t]{1,3}|\s?\n[ \t]{0,8}(?=\S)|[ ]?[-‐‑](?=[^\W\d_])|[ ]?[\"“”‘*_\[](?=[^\W\d_]))")
_OTHERS = "the|these|those|its|his|her|their|our|my|your"
_SKIPPED = Pattern(
    r"(?:\s?(?:\((?:\d+|[a-z]+)\)|or so|or more|or fewer|or less|plus|odd|\+))?(?:-odd)?"
    r"(?:\s(?:more|other|fewer|less|additional|further|extra|such"
    rf"|of\s(?:{_OTHERS})(?:\s(?:\d+|{'|'.join(NUMBER_WORDS[2:13])})(?=\s))?)(?=[\s-]))*",
    re.IGNORECASE,
)
_PARTITIVE = frozenset(
    "kinds types sorts pieces pairs sets copies cases bottles kind type sort piece pair set units groups bags boxes"
    " cups cans glasses slices sheets batches bunches rounds forms varieties classes categories species tons heads"
    " head crates barrels packs packets cartons truckloads lots tablets spoons teaspoons tablespoons levels".split()
)
_ACRONYM = Pattern(r"[A-Z]{2,}s")
_VERBAL = Pattern(r"(?:ed|ly)\Z")
_LONGEST = 7
_OPENERS = DETERMINERS | (ADVERBS - ADJECTIVES) | {"given", "and", "but", "so", "where", "while"}
_BREAKING = STOPS - NOUNS_TOO - ADJECTIVES
_CLOSERS = PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES | DETERMINERS


def counted(text: str, end: int, one: bool) -> Noun | None:
    """The noun phrase counted by a figure that ends at ``end``: up to its first plural, or, for one, its noun."""
    skipped = _SKIPPED.match(text, end)
    phrase = phrase_from(text, skipped.end() if skipped else end, one)
    if phrase is not None and phrase.text.lower().split()[-1] in _PARTITIVE:
        return _extended(text, phrase)
    return phrase


def phrase_from(text: str, start: int, singular: bool, joined: bool = False) -> Noun | None:
    """The noun phrase after a gap at ``start``, ending in a plural (or ``singular``) noun; ``joined`` behind "and"."""
    first, end, position, seen = -1, -1, start, 0
    while seen < _LONGEST:
        word = _next_word(text, position)
        if word is None or not _inside(text, word, seen, singular or joined):
            break
        if singular and seen and _is_head(text, word):
            break
        first = word.start() if first < 0 else first
        end, position, seen = word.end(), word.end(), seen + 1
        if _is_head(text, word):
            return Noun(text[first:end], first, end)
    return Noun(text[first:end], first, end) if singular and first >= 0 else None


def object_from(text: str, start: int) -> Noun | None:
    """The bare noun phrase that begins right at ``start``, whatever its number."""
    position, end = start, -1
    for _ in range(5):
        word = _WORD.match(text, position)
        if word is None or not _open(text, word):
            break
        end = word.end()
        gap = _GAP.match(text, end)
        if gap is None or _is_head(text, word):
            break
        position = gap.end()
    return Noun(text[start:end], start, end) if end > start else None


def phrase_before(text: str, end: int, floor: int) -> Noun | None:
    """The noun phrase that ends at ``end``, back to the first word that cannot be part of it."""
    first = -1
    for word in reversed(list(_WORD_BEFORE.finditer(text, floor, end))):
        between = text[word.end() : first if first >= 0 else end]
        lower = word.group().lower()
        if between not in ("", " ", "-", "\n") or (lower in _BREAKING and not _per_capita(text, word)):
            break
        first = word.start()
    return Noun(text[first:end], first, end) if 0 <= first < end else None


def first_phrase(text: str, start: int, end: int) -> Noun | None:
    """The first noun phrase of a clause: from its first open word to the next closed one."""
    words = list(_WORD_BEFORE.finditer(text, start, end))
    begin = next((i for i, word in enumerate(words) if word.group().lower() not in _OPENERS), None)
    if begin is None or (words[begin].group().lower() in _CLOSERS and not _per_capita(text, words[begin])):
        return None
    last = begin
    while last + 1 < len(words) and words[last + 1].group().lower() not in _CLOSERS and last - begin < 6:
        if not text[words[last].end() : words[last + 1].start()].isspace():
            break
        last += 1
    return Noun(text[words[begin].start() : words[last].end()], words[begin].start(), words[last].end())


def _per_capita(text: str, word: re.Match[str]) -> bool:
    return text.startswith(" capita", word.end())


def _next_word(text: str, position: int) -> re.Match[str] | None:
    gap = _GAP.match(text, position)
    return _WORD.match(text, gap.end()) if gap else None


def _is_head(text: str, word: re.Match[str]) -> bool:
    lower = word.group().lower()
    plural = is_plural(lower) or modifies(lower) or _ACRONYM.fullmatch(word.group()) is not None
    return plural and not _goes_on(text, word.end(), lower)


def _goes_on(text: str, end: int, plural: str) -> bool:
    """Whether a word in plural form modifies the noun behind it: "Rhodes Scholars", "sales staff"."""
    if plural.endswith(("'s", "s'", "’s", "s’")):
        return True
    word = _next_word(text, end)
    if word is None or word.group().lower() in STOPS:
        return False
    return is_plural(word.group().lower()) or modifies(plural)


def _inside(text: str, word: re.Match[str], seen: int, singular: bool) -> bool:
    """Whether a word goes on with the noun phrase begun."""
    lower = word.group().lower()
    if lower == "and":
        return seen > 0 and not singular and _plural_follows(text, word.end())
    if lower in ADJECTIVES:
        return _open_follows(text, word.end())
    if lower in STOPS and not (lower in NOUNS_TOO and (seen or singular)):
        return False
    return not (singular and seen and (_VERBAL.search(lower) or seen >= 3))


def _open(text: str, word: re.Match[str]) -> bool:
    lower = word.group().lower()
    return lower not in STOPS or lower in NOUNS_TOO or (lower in ADJECTIVES and _open_follows(text, word.end()))


def _open_follows(text: str, position: int) -> bool:
    """Whether a word of an open class follows, so that the one before it is an adjective."""
    word = _next_word(text, position)
    return word is not None and word.group().lower() not in STOPS - ADJECTIVES


def _plural_follows(text: str, position: int) -> bool:
    """Whether "and" joins two modifiers of a plural ("Party and government cadres")."""
    word = _next_word(text, position)
    if word is None or word.group().lower() in STOPS:
        return False
    return phrase_from(text, position, False, joined=True) is not None


def _extended(text: str, phrase: Noun) -> Noun:
    """A partitive with what it parts: "kinds of flowers"."""
    inner = object_from(text, phrase.end + 4) if text.startswith(" of ", phrase.end) else None
    return Noun(text[phrase.start : inner.end], phrase.start, inner.end) if inner else phrase
