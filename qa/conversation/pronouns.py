"""The pronouns of a question that point back into the talk, and those that do not.

Form only; what they stand for is for ``antecedents`` to say.
"""

import re
from collections.abc import Sequence

from qa.conversation.entities import Entity
from qa.conversation.fitting import fits
from qa.conversation.lookup import Lookup
from qa.conversation.vocabulary import ANY_CASE, AUX, CLASS_OF, PREPOSITION
from qa.conversation.wording import OWNING

_EXISTS = r"there (?=is|are|was|were|will|has|have|be)" + "".join(
    rf"|(?<={helper} )there" for helper in "is are was were will has have".split()
)
_PLACE = r"(?:other|first|second|third|last|former|latter)"
_FOLLOWS = r"(?=\W*$|\s+(?:say|said|is|was|did|does|has|have|had|in|on|at|cost)\b)"
PRONOUN = re.compile(
    rf"\b(?:(?P<existential>{_EXISTS})"
    rf"|(?P<one>(?:the |that |this )?{_PLACE} one\b|(?:the |that |this ){_PLACE}{_FOLLOWS}|(?:that|this) one\b)"
    r"|(?P<pronoun>he|him|his|she|her|hers|it|its|they|them|their|theirs|there|these|those|this|that))\b(?![’']\w{3,})",
    ANY_CASE,
)
EVENT = re.compile(r"\bit (?:take|takes|took|taken|last|lasts|lasted|happen|happened)\b(?! to\b)", ANY_CASE)
_EXPLETIVE = re.compile(
    r"\bit (?:rain|snow|take to)\w*\b|\b(?:is|was) it (?:true|possible|likely|known|the case"
    r"|raining)\b|\bdoes it (?:take|cost) to\b",
    ANY_CASE,
)


def points(question: str, match: re.Match[str]) -> bool:
    """Whether a word that can point back does so: "that" may also join clauses, and "it" may stand for nothing."""
    word = match[0].lower()
    rest = question[match.end() :].lstrip()
    if word in ("that", "this", "these", "those"):
        following = re.match(r"[\w’'-]+", rest)
        before = re.search(r"[\w’'-]+\W*$", question[: match.start()])
        if following is None:
            return before is not None
        after_helper = before is not None and re.match(rf"{AUX}\W*$", before[0], ANY_CASE) is not None
        helps = (
            re.match(
                rf"(?:{AUX}|{PREPOSITION}|more|less|fewer|higher|lower|bigger|cheaper"
                rf"|compare[ds]?)\b",
                rest,
                ANY_CASE,
            )
            is not None
        )
        return helps or (after_helper and following[0].lower() not in CLASS_OF and not _is_noun_phrase(rest))
    if word == "it":
        return not any(m.start() <= match.start() < m.end() for m in _EXPLETIVE.finditer(question))
    return True


def _is_noun_phrase(rest: str) -> bool:
    return re.match(rf"[a-z-]+\s+(?:{AUX}|of)\b", rest, ANY_CASE) is not None


def stands_within(question: str, match: re.Match[str], own: Sequence[Entity], lookup: Lookup) -> bool:
    """Whether a pronoun stands for a name of its own question: one before it, in an earlier clause or as owner."""
    word = match[0].lower()
    before = [entity for entity in own if entity.place < match.start() and fits(word, entity, lookup)]
    if not before or word in ("there", "this", "that", "these", "those"):
        return False
    between = question[before[-1].place : match.start()]
    apart = re.search(r"[,;]|\b(?:and|but|when|where|that|who|which|if|because)\b", between) is not None
    owns = word in OWNING and re.match(r"\s+[a-z]", question[match.end() :]) is not None
    return apart or (owns and word not in ("their",))
