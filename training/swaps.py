"""Answerable questions made unanswerable by changing one name, number or year, in the question or in the passage.

A swap touches only what question and passage share, so that what is asked about is no longer what the passage is about.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Pool = Mapping[str, Sequence[str]]

_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s+(?:of\s+|the\s+|de\s+)?[A-Z][\w'’-]+){0,3}")
_OPENING = """
a an and as at but by during for from he her his how i if in it its many most my of on one our she since so
some such that the their then there these they this those to under was we were what when where which while
who why with you your after before although however according both each no not only all is are do does did
name
"""
_OPENERS = frozenset(_OPENING.split())
_CONTRASTS = (
    ("first", "last"),
    ("largest", "smallest"),
    ("largest", "second largest"),
    ("highest", "lowest"),
    ("more", "less"),
    ("most", "least"),
    ("before", "after"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("north", "south"),
    ("east", "west"),
    ("oldest", "youngest"),
    ("born", "married"),
    ("won", "lost"),
    ("start", "end"),
    ("began", "ended"),
    ("best", "worst"),
    ("early", "late"),
    ("win", "lose"),
    ("father", "mother"),
    ("always", "never"),
    ("can", "cannot"),
    ("male", "female"),
    ("minimum", "maximum"),
    ("buy", "sell"),
)


def kinds(text: str) -> dict[str, list[str]]:
    """The names, numbers and years a text mentions, by kind, without words that only open a sentence."""
    years = _YEAR.findall(text)
    numbers = [number for number in _NUMBER.findall(text) if number not in years]
    names = [name for name in map(_trimmed, _NAME.findall(text)) if len(name) > 2]
    return {"year": years, "number": numbers, "name": names}


def pool_of(contexts: Iterable[str]) -> Pool:
    """Every name, number and year of the contexts, to draw replacements from."""
    found: dict[str, set[str]] = defaultdict(set)
    for context in contexts:
        for kind, mentions in kinds(context).items():
            found[kind].update(mentions)
    return {kind: sorted(mentions) for kind, mentions in found.items()}


def swapped_question(question: str, context: str, pool: Pool, rng: random.Random) -> str | None:
    """The question about another name, number or year, by preference one of the same passage; or its contrary."""
    contrary = _contrary(question, rng)
    if contrary is not None and rng.random() < 0.5:
        return contrary
    shared = _shared(question, context)
    if not shared:
        return contrary
    kind, mention = rng.choice(shared)
    near = [other for other in kinds(context)[kind] if not _alike(other, question)]
    choices = near if near and rng.random() < 0.4 else pool[kind]
    return _replaced(question, mention, _another(mention, question, choices, rng))


def swapped_context(question: str, context: str, pool: Pool, rng: random.Random) -> str | None:
    """The passage about another name, number or year than the question's, or None where they share none."""
    shared = _shared(question, context)
    if not shared:
        return None
    kind, mention = rng.choice(shared)
    return _replaced(context, mention, _another(mention, context, pool[kind], rng))


def _trimmed(name: str) -> str:
    words = name.split()
    while words and words[0].lower() in _OPENERS:
        words = words[1:]
    return " ".join(words)


def _shared(question: str, context: str) -> list[tuple[str, str]]:
    asked = question.lower()
    return [
        (kind, mention)
        for kind, mentions in kinds(context).items()
        for mention in sorted(set(mentions))
        if re.search(rf"\b{re.escape(mention.lower())}\b", asked)
    ]


def _another(mention: str, text: str, choices: Sequence[str], rng: random.Random) -> str | None:
    for _ in range(20):
        other = rng.choice(choices)
        if not _alike(other, text) and abs(len(other) - len(mention)) <= 12:
            return other
    return None


def _alike(mention: str, text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in mention.lower().split() if len(word) > 2 or word.isdigit())


def _replaced(text: str, mention: str, other: str | None) -> str | None:
    if other is None:
        return None
    lowered = other.lower() if text == text.lower() else other
    changed = re.sub(rf"\b{re.escape(mention)}\b", lambda _: lowered, text, flags=re.IGNORECASE)
    return changed if changed != text else None


def _contrary(question: str, rng: random.Random) -> str | None:
    pairs = list(_CONTRASTS) + [(after, before) for before, after in _CONTRASTS]
    found = [(word, other) for word, other in pairs if re.search(rf"\b{word}\b", question)]
    return _replaced(question, *rng.choice(found)) if found else None
