"""Names in running text, sorted into persons, places and organisations by their words and their neighbours.

Form and cue words only: a name without either is ``other``.
"""

import re
from dataclasses import dataclass

from qa.patterns import any_of

_WORD = r"(?:[A-Z][\w’'&-]*[^\W_](?<![’']s)|[A-Z])"
_LINK = r"(?:of|and|for|the|in|at|to|de|du|&)"
_JOINED = rf"(?:(?:\s+{_LINK}){{1,2}}\s+(?={_WORD})|[ ]|,\s(?=Ltd|Inc|LLC))?"
_NAME = re.compile(rf"{_WORD}{_JOINED}(?:{_WORD}{_JOINED})*")
_PLACE_WORDS = any_of(
    "County Province City Town Township Village District Prefecture Region State River Lake Mountain Valley Island "
    "Street Road Area Park Lawn Zone Base Complex Plateau Ocean Sea Bay Markets? Harbou?r Bridge Square"
)
_BODY_WORDS = any_of(
    "Bureau University College School Institute Company Corporation Group Committee Department Ministry Agency Office "
    "Association Academy Hospital Bank Council Center Centre Cooperative Party Commission Foundation Service Ltd\\.? "
    "Inc\\.? Co\\.? LLC Government Administration Branch Net Daily News Press Team Union Club Society "
    "Authority Museum Court"
)
_PLACE = re.compile(rf"\b{_PLACE_WORDS}$")
_BODY = re.compile(rf"\b{_BODY_WORDS}$")
_SAYS = any_of(
    "said says explained wrote noted added told introduced recalled stated commented remarked argued announced"
)
_ROLES = any_of(
    "secretary director dean mayor president professor head chief villager farmer chairman chairwoman manager officer "
    "minister agronomist leader founder expert doctor teacher captain author researcher engineer reporter"
)
_BEFORE_PERSON = re.compile(
    rf"(?:\b{_SAYS}|[Aa]ccording to|\b(?:Mr|Mrs|Ms|Dr|Prof)\.?|\b{_ROLES}|\b(?:husband|wife|charge|by))\s*$"
)
_AFTER_PERSON = re.compile(
    rf"\s*(?:,\s*(?:\d\d\b|(?:the |a |an )?(?:[\w-]+ ){{0,4}}(?:{_ROLES}|native|deputy))|{_SAYS}\b)"
)
_BEFORE_PLACE = re.compile(r"\b(?:in|at|from|near|to|of|across|around|between|outside|inside)\s+(?:the\s+)?$")
_NOT_FIRST = frozenset(
    (
        "The A An This That These Those It Its He She They We You I In On At By For From With As When While After "
        "Before Since If But And Or So However Many Most Some Each Among According Up During Through Using To Of "
        "Our His Her Their There What How Where Why Who Which Over Under Also Yet Then Now Both All Every Another "
        "Other More Such Not No"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``; ``kind`` is person, place, organisation or other."""

    start: int
    end: int
    kind: str


def read_names(text: str, start: int, end: int) -> list[Name]:
    """The names in ``text[start:end]``, in order."""
    names = []
    for match in _NAME.finditer(text, start, end):
        left, right = _bounds(text, match.start(), match.end(), start)
        if left < right:
            names.append(Name(left, right, _kind(text, left, right)))
    return names


def _bounds(text: str, left: int, right: int, sentence: int) -> tuple[int, int]:
    """The match without white space, the possessive, or the word that is capitalised for opening the sentence."""
    while right > left and (text[right - 1].isspace() or text[right - 1] in "’',&-"):
        right -= 1
    first = re.match(r"[\w’'-]+", text[left:right])
    while first and first[0] in _NOT_FIRST:
        left += first.end()
        while left < right and text[left].isspace():
            left += 1
        first = re.match(r"[\w’'-]+", text[left:right])
    lone = not re.search(r"\s", text[left:right])
    opens = text[sentence:left].strip("\"'“‘([ \n") == ""
    return (left, left) if lone and opens and text[left:right].islower() else (left, right)


def _kind(text: str, left: int, right: int) -> str:
    name = text[left:right]
    if _PLACE.search(name):
        return "place"
    if _BODY.search(name):
        return "organisation"
    words = name.split()
    named = 1 < len(words) <= 4 and all(word[0].isupper() for word in words)
    if named and (_BEFORE_PERSON.search(text, max(0, left - 40), left) or _AFTER_PERSON.match(text, right)):
        return "person"
    return "place" if _BEFORE_PLACE.search(text, max(0, left - 20), left) else "other"
