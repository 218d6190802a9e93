"""Names in running text, sorted into persons, places and organisations by their words and their neighbours.

Form and cue words only: a name without either is ``other``.
"""

import re
from dataclasses import dataclass

from seedqa.qa.patterns import ROLES, any_of

_WORD = r"(?:[A-Z][\w’'&-]*[^\W_](?<![’']s)|[A-Z])"
_LINK = r"(?:of|and|for|the|de|du|la|al|van|von|&)"
_JOINED = rf"(?:(?:\s+{_LINK}){{1,2}}\s+(?={_WORD})|[ ]|\.?,\s(?=Ltd|Inc|LLC))?"
_NAME = re.compile(rf"{_WORD}{_JOINED}(?:{_WORD}{_JOINED})*")
_PLACE_WORDS = any_of(
    "County Province City Town Township Village District Prefecture Region State River Lake Mountain Valley "
    "Island Street Road Area Park Lawn Zone Base Complex Plateau Ocean Sea Bay Markets? Harbou?r Bridge Square "
    "Stadium Airport Port Station Peninsula Strait Canal Docks? Pier Quay Arena Terminal Reserve Forest Desert "
    "Coast Cape Hills? Peak Avenue Lane Palace Castle Gorge Falls Gardens? Glacier Dam Tunnel Tower Isle Gulf "
    "Republic Kingdom Mount Fort"
)
_BODY_WORDS = any_of(
    "Bureau University College School Institute Company Corporation Group Committee Department Ministry Agency Office "
    "Association Academy Hospital Bank Council Center Centre Cooperative Party Commission Foundation Service Ltd\\.? "
    "Inc\\.? Co\\.? LLC Government Administration Branch Net Daily News Press Team Union Club Society "
    "Authority Museum Court Federation League Trust Fund Board Church Library Orchestra Theatre Theater Laboratory "
    "Post Times Herald Tribune Gazette Airlines Airways Motors Brewery Shipyard Holdings Partners Brothers Industries "
    "Insurance Chamber Police Parliament Senate Congress Army Navy Cross United FC Faculty"
)
_PLACE = re.compile(rf"\b{_PLACE_WORDS}$|^(?:{_PLACE_WORDS} of (?:the )?|(?:Mount|Lake|Fort|Cape|Port|River) )[A-Z]")
_BODY = re.compile(rf"\b{_BODY_WORDS}$|^(?:[A-Z]\w+ ){{0,2}}{_BODY_WORDS} (?:of|for) ")
_HEAD = re.compile(rf"\b(?:{_PLACE_WORDS}|{_BODY_WORDS}|House)\Z")
_PARTED = re.compile(r"\s+(?:and|of(?:\s+the)?|for(?:\s+the)?)\s+(?=[A-Z])")
_SAYS = any_of(
    "said says explained wrote noted added told introduced recalled stated commented remarked argued announced"
)
_ROLES = any_of(ROLES)
_RANKS = any_of("Judge Captain President Professor Senator Governor Colonel Lieutenant Sergeant Bishop Minister Coach")
_TITLE = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lord|Lady|Dame|Rev)\.?|King|Queen|Prince|Princess|{_RANKS}"
    rf"|(?:(?:Vice|Deputy|Former|Prime|Assistant)\s+)?{any_of(ROLES.title())}(?=\s+[A-Z]\S*\s+[A-Z]))\s+(?=[A-Z])"
)
_ROLE_WORD = re.compile(rf"\b{any_of(ROLES.title())}\b")
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
        for left, right in _parted(text, match.start(), match.end()):
            left, right = _bounds(text, left, right)
            if left < right:
                names.append(_named(text, left, right))
    return names


def _parted(text: str, left: int, right: int) -> list[tuple[int, int]]:
    """A run of capitalised words cut where "and", "of" or "for" joins two names rather than the words of one."""
    for joint in _PARTED.finditer(text, left, right):
        if not _is_one(text[left : joint.start()], joint[0].strip(), text[joint.end() : right]):
            return [(left, joint.start()), *_parted(text, joint.end(), right)]
    return [(left, right)]


def _is_one(before: str, link: str, after: str) -> bool:
    """Whether both sides of a link make one name: "Bank of England", "Ministry of Trade and Industry"."""
    if link == "and":
        within = re.search(rf"\b{_BODY_WORDS} (?:of|for) ", before) is not None
        return within or (len(before.split()) == 1 and _BODY.search(after) is not None)
    return _HEAD.search(before) is not None or (link.startswith("of") and len(before.split()) == 1)


def _bounds(text: str, left: int, right: int) -> tuple[int, int]:
    """The match without white space, the possessive, or the words that are capitalised for opening the sentence."""
    while right > left and (text[right - 1].isspace() or text[right - 1] in "’',&-"):
        right -= 1
    first = re.match(r"[\w’'-]+", text[left:right])
    while first and (first[0] in _NOT_FIRST or re.fullmatch(_LINK, first[0])):
        left += first.end()
        while left < right and text[left].isspace():
            left += 1
        first = re.match(r"[\w’'-]+", text[left:right])
    return left, right


def _named(text: str, left: int, right: int) -> Name:
    """The name with its kind; the title or role before a person's name is no part of it."""
    if _PLACE.search(text[left:right]):
        return Name(left, right, "place")
    if _BODY.search(text[left:right]):
        return Name(left, right, "organisation")
    title = _TITLE.match(text, left, right)
    if title is not None and not _ROLE_WORD.search(text, title.end(), right):
        return Name(title.end(), right, "person")
    words = text[left:right].split()
    named = 1 < len(words) <= 4 and all(word[0].isupper() for word in words)
    if named and (_BEFORE_PERSON.search(text, max(0, left - 40), left) or _AFTER_PERSON.match(text, right)):
        return Name(left, right, "person")
    return Name(left, right, "place" if _BEFORE_PLACE.search(text, max(0, left - 20), left) else "other")
