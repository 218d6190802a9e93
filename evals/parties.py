"""Who gives and who receives: the two exchanged in a sentence or a question.

Parties are known names and bodies such as "the county". It knows verbs of giving by form, not what is given.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seedqa.evals.gazetteer import Mention

_GIVING = re.compile(
    r"\b(?:gave|give[sn]?|giving|pa(?:y|ys|id|ying)|len[dt]s?|lending|offer(?:s|ed|ing)?|"
    r"provid(?:e|es|ed|ing)\b(?! that)|s(?:old|ells?|elling)|donat(?:e|es|ed|ing)|sen[dt]s?|sending|"
    r"help(?:s|ed|ing)?|contribut(?:e|es|ed|ing)|support(?:s|ed|ing)?|b(?:ought|uys?|uying)|let|acquired?|presented|invest(?:s|ed|ing)?|"
    r"assist(?:s|ed|ing)?|supplie[sd])\b"
)
_BODY = re.compile(
    r"\b[Tt]he (?:[A-Z]\w+ )*(?:[Cc]ity|[Cc]ounty|[Dd]istrict|[Ss]tate|[Cc]ompany|[Ff]oundation|[Hh]ospital|[Mm]useum|"
    r"[Uu]niversity|[Cc]lub|[Aa]uthority|[Ii]nstitute|[Gg]overnment|[Vv]illage|[Tt]own|[Pp]rovince|[Ss]chool|[Bb]oard|"
    r"[Cc]ourt|[Yy]ard|[Bb]rewery|[Cc]ouncil|[Cc]ooperative)\b(?! of\b)"
)
_BEFORE, _AFTER = 60, 90

Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gift:
    """A verb of giving with the party before it and the party after it."""

    giver: Part
    verb: Part
    taker: Part


def gifts(text: str, mentions: Sequence[Mention]) -> Iterator[Gift]:
    """Every verb of giving with a party on either side; both are named differently."""
    found = parties(text, mentions)
    for verb in _GIVING.finditer(text):
        givers = [part for part in found if verb.start() - _BEFORE < part[1] <= verb.start()]
        takers = [part for part in found if verb.end() <= part[0] < verb.end() + _AFTER]
        if givers and takers and _distinct(text, givers[-1], takers[0]):
            yield Gift(givers[-1], verb.span(), takers[0])


def exchange_parties(text: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """Giver and receiver are in each other's place."""
    for gift in gifts(text, mentions):
        yield exchange(text, gift.giver, gift.taker)


def exchange(text: str, first: Part, second: Part) -> str:
    """The text with two of its parts in each other's place; an article is written as its new place wants it."""
    one, other = text[slice(*first)], text[slice(*second)]
    opening = other[:1].upper() + other[1:] if first[0] == 0 else other
    inner = "the" + one[3:] if one[:4] == "The " else one
    return text[: first[0]] + opening + text[first[1] : second[0]] + inner + text[second[1] :]


def parties(text: str, mentions: Sequence[Mention]) -> list[Part]:
    """Names, with their article, and bodies such as "the county", in order and without overlap."""
    found = [body.span() for body in _BODY.finditer(text)]
    for mention in mentions:
        article = 4 if text[: mention.start].lower().endswith("the ") else 0
        start = mention.start - article
        if not any(left < mention.end and start < right for left, right in found):
            found.append((start, mention.end))
    return sorted(found)


def _distinct(text: str, giver: Part, taker: Part) -> bool:
    """Whether the two cannot be one: "Ebber Line ..., and the company" may be, across a comma."""
    one, other = text[slice(*giver)], text[slice(*taker)]
    between = text[giver[1] : taker[0]]
    stops = "[.;:]" if (_BODY.match(one) is None) == (_BODY.match(other) is None) else "[.;:,]"
    shared = set(one.casefold().split()) & set(other.casefold().split()) - {"the"}
    return not shared and re.search(stops, between) is None
