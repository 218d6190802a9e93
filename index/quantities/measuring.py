"""What a measure measures: the noun that "of" ties to it, that is compared with it, or that is its subject."""

import re

from seedqa.index.quantities.figures import Figure
from seedqa.index.quantities.nouns import Noun, first_phrase, object_from, phrase_before
from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.words import STOPS

_OF_AFTER = Pattern(
    r"\s(?:(?P<of>of|worth\sof)|in)\s"
    r"(?:all\s)?(?:(?:the|its|his|her|their|our|all|these|those|this|that|a|an|my|your|additional|total|each|every)\s)?",
    re.IGNORECASE,
)
_THE = Pattern(r"\s(?:the|his|her|its|their|our|my|your|this|that)\s", re.IGNORECASE)
_MORE = Pattern(r"\s(?:more|fewer|less)\s(?!than\b)", re.IGNORECASE)
_OF_BEFORE = Pattern(r"\sof\s(?:only\s|just\s|about\s|over\s|up\sto\s|a\s)?\Z", re.IGNORECASE)
_COMPARED = Pattern(
    r"([^\W\d_]{3,})\s(?:below|above|over|under|exceeding|between|up\sto|of\s(?:over|more\sthan|up\sto|about|nearly))\s\Z"
)
_SUBJECT_VERB = Pattern(
    r"\s(?:(?:will|would|can|could|may|has|have|had|is|was|are|were)\s)?"
    r"(?:(?:also|now|only|still|currently|then|already|later|expected|estimated|projected|about)\s)?(?:to\s)?"
    r"(?:be|is|was|were|are|being|been|reach|reached|reaches|totall?ed|totals?|hit|averaged?|averages|numbered|numbers"
    r"|(?:amount|amounts|amounted|stood|stands|comes|came|rose|fell|grew|dropped|climbed|increased|decreased|declined)\s(?:at|to|by)"
    r"|rose|fell|grew|increased|decreased|declined|dropped|lost|gained|measures?|measured|weighs|weighed|costs?|exceeded"
    r"|exceeds|expected\sto\sreach|remained\sat|(?:listed|estimated|reported|put|valued|priced|given|set|fixed)\s(?:as|at|to\sbe))"
    r"\s(?:only\s|just\s|a\stotal\sof\s|at\s|in\sthe\srange\sof\s)?\Z",
    re.IGNORECASE,
)
_CLAUSE = Pattern(r"[;:!?()\n\"“”]|[.,](?!\d)|\s[-–—]+\s|\b(?:and|but|that|which|while|where|when|because)\b")
_CLAUSE_WINDOW = 110
_WINDOW = 70


def measured(text: str, start: int, figure: Figure, kind: str) -> Noun | None:
    """The thing a figure measures, its bound words beginning at ``start``; of a duration only what "of" ties to it."""
    end = figure.end
    more = _MORE.match(text, end) if kind == "percentage" else None
    if more:
        return object_from(text, more.end())
    after = complement(text, end) or (_part(text, end) if kind == "fraction" else None)
    if after is not None or kind == "duration":
        return after
    if text[start - 1 : start] == "(":
        return _bracketed(text, start, end)
    if not text[max(0, start - 3) : start].rstrip()[-1:].isalpha():
        return None
    return _governing(text, start) or _compared(text, figure.start) or _subject(text, start)


def complement(text: str, end: int) -> Noun | None:
    """The complement: "10 tons of disinfectant", "$5 million in aid"; a place after "in" is none."""
    of = _OF_AFTER.match(text, end)
    noun = object_from(text, of.end()) if of else None
    return noun if noun and of and (of["of"] or (not noun.text[0].isupper() and not noun.text[0].isdigit())) else None


def _part(text: str, end: int) -> Noun | None:
    """The whole of a fraction without "of": "half the population"."""
    match = _THE.match(text, end)
    return object_from(text, match.end()) if match else None


def _bracketed(text: str, start: int, end: int) -> Noun | None:
    """The noun before a figure in brackets: "loans (8%)"."""
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or start < 3:
        return None
    return phrase_before(text, start - 2 if text[start - 2] == " " else start - 1, max(0, start - _WINDOW))


def _governing(text: str, start: int) -> Noun | None:
    """The noun that "of" ties to a figure behind it: "a growth rate of 15.8%", "a total cost of attendance of $5"."""
    window = max(0, start - _WINDOW)
    of = _OF_BEFORE.search(text, window, start)
    noun = phrase_before(text, of.start(), window) if of else None
    if noun is None or text[max(0, noun.start - 4) : noun.start] != " of ":
        return noun
    outer = phrase_before(text, noun.start - 4, window)
    return Noun(text[outer.start : noun.end], outer.start, noun.end) if outer else noun


def _compared(text: str, start: int) -> Noun | None:
    """The noun before a comparison: "incomes below $60,000"."""
    match = _COMPARED.search(text, max(0, start - 40), start)
    if match is None or match[1].lower() in STOPS or match[1].endswith(("ed", "ing", "ly", "ward", "wards")):
        return None
    return phrase_before(text, match.end(1), max(0, match.end(1) - _WINDOW))


def _subject(text: str, start: int) -> Noun | None:
    """The subject of "was", "reached" and their like right before a figure."""
    window = max(0, start - _CLAUSE_WINDOW)
    verb = _SUBJECT_VERB.search(text, window, start)
    if verb is None:
        return None
    clause = window
    for mark in _CLAUSE.finditer(text, window, verb.start()):
        clause = mark.end()
    return first_phrase(text, clause, verb.start())
