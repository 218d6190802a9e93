"""Words that exclude each other: growth and decline, success and failure; and things that are counted apart."""

import re

from seedqa.index.quantities import read_quantities
from seedqa.qa.patterns import any_of
from seedqa.qa.question import Question
from seedqa.qa.terms import stem

_PAIRS = tuple(
    (re.compile(rf"\b{any_of(one)}\b", re.IGNORECASE), re.compile(rf"\b{any_of(other)}\b", re.IGNORECASE))
    for one, other in (
        (
            "drop(?:s|ped)? f[ae]ll(?:s|en|ing)? declin(?:es?|ed|ing) decreas(?:es?|ed|ing) sh[rau]nk slump(?:s|ed)? "
            "plunge[sd]? lost losing shortfall",
            "up rise[sn]? rose rising increas(?:es?|ed|ing) grew growth grow(?:s|n|ing)? climb(?:s|ed)? higher "
            "gain(?:s|ed)?",
        ),
        ("fail(?:s|ed|ure)? unsuccessful(?:ly)?", "succe(?:ss|ssful|ssfully|eds?|eded) achiev(?:es?|ed)"),
    )
)
_CLASSES = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "people person persons inhabitants residents population villagers visitors tourists workers employees staff "
        "households families farmers officials cadres students graduates individuals men women children patients "
        "members passengers guests citizens locals volunteers migrants learners pupils teachers players nurses doctors "
        "soldiers attendees participants spectators customers voters",
        "counties provinces cities villages towns townships districts countries regions states municipalities",
        "yuan dollars euros pounds",
        "years months weeks days hours minutes",
    )
)

_SUPPOSES = re.compile(r"^\W*(?:why|when|how) (?:did|does|do|was|were|is|are|has|have|had)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:(?:did|does|do|was|were|is|are|has|have|had|will|would) (?:not|never)|(?:did|does|do|was|were|is|are)n[’']t)"
    r"\s+(?:yet\s+|been\s+)?(?:(?:for|in|on|at|of|to|under|an?|the|any)\s+){0,2}(?P<done>[a-z]+)",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:until|till|before)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.IGNORECASE)
_HEADS = frozenset(stem(word) for word in "population inhabitants headcount attendance turnout".split())


def opposed(question: str, quote: str) -> bool:
    """Whether the question supposes one thing and the quote tells only its opposite."""
    for one, other in _PAIRS:
        for supposed, contrary in ((one, other), (other, one)):
            if supposed.search(question) and not contrary.search(question):
                return bool(contrary.search(quote)) and not supposed.search(quote)
    return False


def denied(question: Question, quote: str) -> bool:
    """Whether the question asks why, when or how a thing was done of which the quote says that it was not."""
    if not _SUPPOSES.match(question.text) or _NOT.search(question.text):
        return False
    told = [match for match in _DENIES.finditer(quote) if not _LATER.search(quote, match.end())]
    return any(stem(match["done"].lower()) in question.terms for match in told)


def counts_others(question: Question, stated: str) -> bool:
    """Whether people are asked for and counties are counted, or the like."""
    if question.expected != "count":
        return False
    asked = _class_of(question.noun) if question.noun else (0 if _HEADS & set(question.terms) else None)
    if asked is None:
        return False
    counted = [
        _class_of(stem(word)) for q in read_quantities(stated) for word in re.findall(r"[a-z]+", (q.noun or "").lower())
    ]
    known = {which for which in counted if which is not None}
    return bool(known) and asked not in known


def _class_of(word: str) -> int | None:
    return next((place for place, words in enumerate(_CLASSES) if word in words), None)
