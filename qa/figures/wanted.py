"""What a question wants listed or counted: givings, or those who take part in them, within what limit."""

import re
from dataclasses import dataclass, replace

from seedqa.index.mentions import HEADS
from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.figures.limits import WAYS
from seedqa.qa.figures.phrase import Phrase, read_phrase

_GIFTS = r"grants?|donations?|gifts?|payments?|loans?|investments?|subsid(?:y|ies)|contributions?|awards?|transfers?"
_THINGS = (
    rf"(?P<noun>{_GIFTS}|{HEADS.replace('|', 's?|')}s?|counties|cities|companies|universities|agencies|charities|"
    "factories|libraries|recipients|donors)"
)
_FORMS = (
    (True, re.compile(rf"^how many (?:different )?{_THINGS}\b", re.IGNORECASE)),
    (
        False,
        re.compile(
            rf"^(?:please )?(?:list|name|give|show)(?: me)?(?: all| every)?(?: of)?(?: the)? {_THINGS}\b", re.IGNORECASE
        ),
    ),
    (False, re.compile(rf"^(?:which|what)(?: are| were)?(?: all)?(?: the)? {_THINGS}\b", re.IGNORECASE)),
)
_IS_GIFT = re.compile(rf"(?:{_GIFTS})\Z", re.IGNORECASE)
_MAKES = re.compile(
    r"\b(?:make|made|makes|give|gave|given|award|awarded|grant|granted|by|from|pay|paid|donate|donated|of)\b",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\b(?:receive|received|get|got|obtain|obtained|to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is listed or counted: a ``noun``, who took part, when, and within what limit."""

    noun: str
    counts: bool
    phrase: Phrase
    limit: Quantity | None

    @property
    def of_gifts(self) -> bool:
        """Whether givings are listed, and not those who take part in them."""
        return _IS_GIFT.match(self.noun) is not None


def read_wanted(text: str) -> Wanted | None:
    """What a question wants listed or counted; None where it wants nothing of the kind."""
    for counts, pattern in _FORMS:
        match = pattern.search(text)
        if match is None:
            continue
        limits = [q for q in read_quantities(text) if q.bound in WAYS and q.kind != "date"]
        phrase = _with_roles(read_phrase(text), text, match)
        noun = match["noun"].lower()
        return Wanted(noun, counts, phrase, limits[0] if limits else None) if phrase.names else None
    return None


def _with_roles(phrase: Phrase, text: str, match: re.Match[str]) -> Phrase:
    """The roles of "grants did A make": the one name gives, or takes, as the verb says."""
    if phrase.giver or phrase.taker or len(phrase.names) != 1 or not _IS_GIFT.match(match["noun"]):
        return phrase
    rest = text[match.end() :]
    name = phrase.names[0]
    if _TAKES.search(rest):
        return replace(phrase, taker=name, giving=True)
    return replace(phrase, giver=name, giving=True) if _MAKES.search(rest) else phrase
