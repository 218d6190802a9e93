"""The thing a figure counts or measures, found beside it without a parser.

After a count it is the noun phrase up to its first plural noun; around a measure it is what "of" ties to it,
or the subject of the verb the figure completes.
"""

import re
from dataclasses import dataclass

from index.quantities.words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
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


_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W_])|(?<=\.[A-Z])\.)*|\d+(?:st|nd|rd|th)?-[a-z]+|['’]\d0s")
_GAP = re.compile(r"(?:[ \u00a0\t]{1,3}|\s?\n[ \t]{0,8}(?=\S)|[ ]?[-‐‑](?=[^\W\d_])|[ ]?[\"“”‘*_\[](?=[^\W\d_]))")
_SKIPPED = re.compile(
    r"(?:\s?(?:\((?:\d+|[a-z]+)\)|or so|or more|or fewer|or less|plus|odd|\+))?(?:-odd)?"
    r"(?:\s(?:more|other|additional|further|extra|different|separate|such|new|distinct|of\s(?:the|these|those|its|his|her|their|our|my|your)"
    r"|consecutive|straight|individual|total|remaining|or more|or so|full|entire|whole)(?=[\s-]))*",
    re.IGNORECASE,
)
_PARTITIVE = frozenset(
    ["kinds", "types", "sorts", "pieces", "pairs", "sets", "copies", "cases", "bottles", "kind", "type", "sort", "piece", "pair", "set", "units", "groups", "bags", "boxes", "cups", "cans", "glasses", "slices", "sheets", "batches", "bunches", "rounds", "forms", "varieties", "classes", "categories", "species", "members", "tons", "series", "head", "heads", "crates", "barrels", "litres", "packs", "packets", "cartons", "truckloads", "lots", "tablets", "spoons", "teaspoons", "tablespoons", "acres", "mu", "hectares", "areas", "levels", "counts", "bits", "instances"]
)
_OF = re.compile(
    r"\s(?:of|in|worth\sof|'\sworth\sof)\s(?:(?:the|its|his|her|their|our|all|these|those|this|that|a|an|my|your|additional)\s)?",
    re.I,
)
_ONLY_OF = re.compile(r"\sof\s", re.I)
_ENDING = re.compile(r"(?:ed|ly)\Z")
_LONGEST = 7
_SUBJECT_VERB = re.compile(
    r"\s(?:(?:will|would|can|could|may|has|have|had|is|was|are|were)\s)?(?:(?:also|now|only|still|currently|then|already|later|expected|estimated|projected|about)\s)?"
    r"(?:(?:to\s)?(?:be|is|was|were|are|being|been|reach|reached|reaches|totaled|totalled|totals|hit|averaged|averages|average|amounts?\sto|amounted\sto|stood\sat|stands\sat"
    r"|comes\sto|came\sto|rose\sto|fell\sto|grew\sto|dropped\sto|climbed\sto|increased\sto|decreased\sto|rose\sby|fell\sby|grew\sby|rose|fell|grew|increased|decreased"
    r"|increased\sby|decreased\sby|dropped\sby|declined\sby|declined|dropped|measures|measured|weighs|weighed|costs?|exceeded|exceeds|expected\sto\sreach|remained\sat))\s(?:only\s|just\s|a\stotal\sof\s|at\s)?\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.,;:!?()\n\"“”]|\s[-–—]+\s|\b(?:and|but|that|which|while|where|when|because)\b")
_CLAUSE_WINDOW = 110
_WORDS = re.compile(r"[^\W_](?:[^\W_]|['’.-](?=[^\W_]))*")


def counted(text: str, end: int, value_is_one: bool) -> Noun | None:
    """The noun phrase counted by a figure that ends at ``end``."""
    skipped = _SKIPPED.match(text, end)
    start = skipped.end() if skipped else end
    phrase = _phrase(text, start, value_is_one)
    if phrase is None:
        return None
    if phrase.text.lower().split()[-1] in _PARTITIVE:
        return _extended(text, phrase)
    return phrase


def _phrase(text: str, start: int, singular: bool) -> Noun | None:
    first, end, position, seen = -1, -1, start, 0
    while seen < _LONGEST:
        gap = _GAP.match(text, position)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or not _inside(text, word, seen, singular):
            break
        first = word.start() if first < 0 else first
        end, position, seen = word.end(), word.end(), seen + 1
        lower = word.group().lower()
        if is_plural(lower) and not modifies(lower):
            return Noun(text[first:end], first, end)
    if not singular or first < 0:
        return None
    return Noun(text[first:end], first, end)


def _inside(text: str, word: re.Match[str], seen: int, singular: bool) -> bool:
    """Whether a word goes on with the noun phrase begun."""
    lower = word.group().lower()
    if lower == "and":
        return seen > 0 and not singular and _plural_follows(text, word.end())
    if lower in STOPS and not (lower in _NOUNS_TOO and seen):
        return False
    return not (singular and seen and (_ENDING.search(lower) or seen >= 3))


_NOUNS_TOO = frozenset(["need", "use", "work", "hit", "run", "round", "report", "set", "overall", "high", "long", "old", "total"]) | {"like"}


def _plural_follows(text: str, position: int) -> bool:
    """Whether "and" joins two modifiers of a plural ("Party and government cadres")."""
    gap = _GAP.match(text, position)
    word = _WORD.match(text, gap.end()) if gap else None
    if word is None or word.group().lower() in STOPS:
        return False
    return _phrase(text, position, False) is not None


def _extended(text: str, phrase: Noun) -> Noun:
    """A partitive with what it parts: "kinds of flowers"."""
    of = _ONLY_OF.match(text, phrase.end)
    inner = _object(text, of.end()) if of else None
    return Noun(text[phrase.start : inner.end], phrase.start, inner.end) if inner else phrase


def measured(text: str, start: int, end: int) -> Noun | None:
    """What a measure at ``text[start:end]`` measures: "10 tons of disinfectant", "income was 300 yuan"."""
    of = _OF.match(text, end)
    after = _object(text, of.end()) if of else None
    if after and of and (of.group().strip().lower().startswith(("of", "worth")) or not after.text[0].isupper()):
        return after
    return _governing(text, start) or _subject(text, start)


def _object(text: str, start: int) -> Noun | None:
    """The bare noun phrase that begins at ``start``."""
    position, end, seen = start, -1, 0
    while seen < 5:
        word = _WORD.match(text, position)
        if word is None or word.group().lower() in STOPS - _NOUNS_TOO:
            break
        end, seen = word.end(), seen + 1
        if is_plural(word.group().lower()) and not modifies(word.group().lower()):
            break
        gap = _GAP.match(text, end)
        if gap is None:
            break
        position = gap.end()
    return Noun(text[start:end], start, end) if end > start else None


def _governing(text: str, start: int) -> Noun | None:
    """The noun that "of" ties to a figure behind it: "a growth rate of 15.8%"."""
    window = max(0, start - 70)
    match = re.search(r"\s(?:of|at)\s(?:only\s|just\s|a\s|about\s|over\s|up\sto\s)?\Z", text[window:start])
    if match is None:
        return None
    if match.group().split()[0] == "at":
        return None
    return _phrase_before(text, window + match.start(), window)


def _subject(text: str, start: int) -> Noun | None:
    """The subject of "was", "reached" and their like right before a figure."""
    window = max(0, start - _CLAUSE_WINDOW)
    verb = _SUBJECT_VERB.search(text[window:start])
    if verb is None:
        return None
    clause = window
    for mark in _CLAUSE.finditer(text, window, window + verb.start()):
        clause = mark.end()
    return _first_phrase(text, clause, window + verb.start())


def _phrase_before(text: str, end: int, floor: int) -> Noun | None:
    """The noun phrase that ends at ``end``, back to the word that cannot be part of it."""
    first = -1
    for word in reversed(list(_WORDS.finditer(text, floor, end))):
        tail = text[word.end() : first if first >= 0 else end]
        if tail not in ("", " ", "-", "\n") or word.group().lower() in STOPS - _NOUNS_TOO:
            break
        first = word.start()
    return Noun(text[first:end], first, end) if 0 <= first < end else None


def _first_phrase(text: str, start: int, end: int) -> Noun | None:
    """The first noun phrase of a clause: from its first open word to its first closed one."""
    words = list(_WORDS.finditer(text, start, end))
    begin = next((i for i, word in enumerate(words) if word.group().lower() not in _OPENERS), None)
    if begin is None or words[begin].group().lower() in PRONOUNS:
        return None
    last = begin
    while last + 1 < len(words) and words[last + 1].group().lower() not in _CLOSERS and last - begin < 6:
        if not text[words[last].end() : words[last + 1].start()].isspace():
            break
        last += 1
    if words[begin].group().lower() in _CLOSERS:
        return None
    first, final = words[begin].start(), words[last].end()
    return Noun(text[first:final], first, final)


_OPENERS = DETERMINERS | ADVERBS | {"and", "but", "so", "today", "where", "while"}
_CLOSERS = PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES | DETERMINERS
