"""What "that" points at: what was asked for, what was told, or the whole statement."""

import re

from seedqa.qa.conversation.entities import Entity
from seedqa.qa.conversation.focus import ANSWERED, OTHER, SUBJECT, TOLD, Focus
from seedqa.qa.conversation.vocabulary import ANY_CASE

_SAYS = re.compile(
    r"\b(?:said|says?|told|claim(?:ed|s)?|stated?|wrote|mention(?:ed)?)\s+(?:that|so|this|it)\W*$", ANY_CASE
)
_IS = re.compile(r"^(?:what|how much) (?:is|was|are|were) (?P<phrase>.*[a-z].*)$", ANY_CASE)
_COUNTS = re.compile(r"^how many (?P<phrase>(?!are|were|is|was)[a-z]+s .+)$", ANY_CASE)
_FIGURE = re.compile(r"(?:[$£€]\s?)?\d[\d,.]*\d?(?: (?:million|billion|thousand|percent|per cent|%)|%)?(?: [a-z]+)?")


def says_that(question: str) -> bool:
    """Whether a question is for whoever made the last statement ("Who said that?")."""
    return _SAYS.search(question) is not None


def statement_pointed_at(question: str, focus: Focus, bound: dict[str, Entity]) -> Entity | None:
    """What "that" points at: the entity that was asked for, the figure told, or what the last question asked for."""
    figure = _FIGURE.search(focus.answer)
    if bound and figure:
        return Entity(figure[0], "figure")
    asked = _nominal(focus.question)
    if asked is not None and figure:
        return Entity(asked, "figure")
    near = [s.entity for tiers in ((ANSWERED,), (TOLD,), (SUBJECT, OTHER)) for s in focus.salient if s.tier in tiers]
    return next((entity for entity in near if entity.kind != "person"), None)


def _nominal(question: str) -> str | None:
    """What a question asks for as a noun phrase: "the area of Hull" of "What is the area of Hull?"."""
    match = _IS.match(question.rstrip(" ?."))
    if match:
        return match["phrase"]
    match = _COUNTS.match(question.rstrip(" ?."))
    return f"the number of {match['phrase']}" if match else None
