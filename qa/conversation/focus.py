"""What a conversation is about at a moment: who and what is salient, what was last asked and answered.

A question that stands alone begins anew: nothing of an older topic is left to be carried over.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from seedqa.qa.conversation.entities import Entity, asked_noun, moved, named, things
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.vocabulary import CLASS_OF

ANSWERED, SUBJECT, OTHER, TOLD, OLDER, FADED = range(6)
_VAGUE = frozenset(
    (
        "total average least person month year day end beginning part number kind time way fact first second same case "
        "thing example lot order"
    ).split()
)
_HALF_A_NAME = re.compile(r"^\w$|-(?:based|style|like|born|owned|led|made|wide|related)$")


@dataclass(frozen=True, slots=True)
class Salient:
    """An entity and how near it is: the lower the tier the nearer."""

    entity: Entity
    tier: int


@dataclass(frozen=True, slots=True)
class Told:
    """A question that was answered, as it stood alone, and the answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the ways to understand a question: whom or what it is about, and the question so understood."""

    entity: Entity
    question: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A turn as typed, which only makes sense beside what was said: ``beside`` are those questions and answers."""

    text: str
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn of the talk: its words, and how they were understood."""

    words: str
    question: str
    typed: Typed | None


@dataclass(frozen=True, slots=True)
class Focus:
    """The state of a talk. ``question`` is the last one as it stood alone; ``aside`` are the entities that another
    took the place of, latest first; ``past`` the questions that were answered, latest first; ``readings`` are asked
    about where the last answer was to ask back; ``near`` is what was last said of the topic."""

    question: str = ""
    answer: str = ""
    salient: tuple[Salient, ...] = ()
    aside: tuple[Entity, ...] = ()
    past: tuple[Told, ...] = ()
    asked: tuple[Asked, ...] = ()
    readings: tuple[Reading, ...] = ()
    near: tuple[str, ...] = ()

    def entities(self, tier: int = FADED) -> tuple[Entity, ...]:
        """The entities up to a tier, nearest first."""
        return tuple(found.entity for found in self.salient if found.tier <= tier)


def entities_of(question: str, lookup: Lookup) -> tuple[Entity, ...]:
    """Whom and what a stand-alone question speaks of, in order, the longer phrase before the name within it."""
    names = [
        moved(name, lookup.kind(name.bare) if name.kind == "other" else name.kind)
        for name in named(question)
        if not _HALF_A_NAME.search(name.bare)
    ]
    found = [*names, *(thing for thing in things(question) if thing.head not in _VAGUE)]
    noun = asked_noun(question)
    if noun and noun.endswith("s") and noun not in _VAGUE:
        found.append(Entity(f"the {noun}", CLASS_OF.get(noun, "thing"), len(question), plural=True))
    return distinct(sorted(found, key=lambda entity: (entity.place, -len(entity.text))))


def distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities without repeats: the same words, or a shorter form of a name that is there."""
    kept: dict[str, Entity] = {}
    for entity in entities:
        kept.setdefault(entity.bare.lower(), entity)
    return tuple(kept.values())


def repeated(focus: Focus, question: str) -> Asked | None:
    """How the same words were understood before in this talk."""
    return next((before for before in focus.asked if before.words == normal(question)), None)


def normal(question: str) -> str:
    """The words of a question, however it is written."""
    return " ".join(re.findall(r"\w+", question.lower()))
