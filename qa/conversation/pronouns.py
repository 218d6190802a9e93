"""The pronouns of a question that point back into the talk, and those that do not.

Form only; what they stand for is for ``antecedents`` to say.
"""

import re
from collections.abc import Sequence

from seedqa.qa.conversation.entities import Entity, things
from seedqa.qa.conversation.fitting import fits
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.vocabulary import ANY_CASE, AUX, CLASS_OF, PREPOSITION
from seedqa.qa.conversation.wording import OWNING

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


_INTRODUCES = re.compile(rf"(?:{AUX}|{PREPOSITION}|and|or|but|if)\W*$", ANY_CASE)
_COMPARES = re.compile(
    rf"(?:{AUX}|{PREPOSITION}|more|less|fewer|higher|lower|bigger|smaller|cheaper|compare[ds]?)\b", ANY_CASE
)
_APART = re.compile(r"[,;]|\b(?:and|but|when|where|that|who|which|if|because)\b")


def points(question: str, match: re.Match[str]) -> bool:
    """Whether a word that can point back does so: "that" may also join clauses, and "it" may stand for nothing."""
    word = match[0].lower()
    if word in ("that", "this", "these", "those"):
        return _stands_for_something(question, match)
    if word == "it":
        return not any(m.start() <= match.start() < m.end() for m in _EXPLETIVE.finditer(question))
    return True


def _stands_for_something(question: str, match: re.Match[str]) -> bool:
    """Whether "that" is a pronoun: it closes the question, or stands behind a helper and before no noun."""
    before = re.search(r"[\w’'-]+\W*$", question[: match.start()])
    rest = question[match.end() :].lstrip()
    following = re.match(r"[\w’'-]+", rest)
    if before is None or following is None:
        return before is not None
    if not _INTRODUCES.match(before[0]):
        return False
    helped = re.match(rf"{AUX}\W*$", before[0], ANY_CASE) is not None
    noun = following[0].lower() in CLASS_OF or re.match(rf"[a-z-]+\s+(?:{AUX}|of)\b", rest, ANY_CASE) is not None
    return _COMPARES.match(rest) is not None or (helped and not noun)


def stands_within(question: str, match: re.Match[str], own: Sequence[Entity], lookup: Lookup) -> bool:
    """Whether a pronoun stands for something of its own question: in an earlier clause, or as the owner of its."""
    word = match[0].lower()
    if word in ("there", "this", "that", "these", "those") or match["one"]:
        return False
    before = [entity for entity in own if entity.place < match.start() and fits(word, entity, lookup)]
    if not before:
        return _of_earlier_clause(question, match, lookup)
    between = question[before[-1].place : match.start()]
    owns = word in OWNING and re.match(r"\s+[a-z]", question[match.end() :]) is not None
    return _APART.search(between) is not None or (owns and word != "their")


def _of_earlier_clause(question: str, match: re.Match[str], lookup: Lookup) -> bool:
    """Whether the clause before has a noun that the pronoun can stand for."""
    before = [t for t in things(question) if t.place < match.start() and fits(match[0].lower(), t, lookup)]
    return bool(before) and re.search(r"[,;]", question[before[-1].place : match.start()]) is not None
