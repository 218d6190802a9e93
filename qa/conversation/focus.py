"""What a conversation is about at a moment: who and what is salient, what was last asked and answered.

A question that stands alone begins anew: nothing of an older topic is left to be carried over.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.conversation.entities import Entity, asked_noun, moved, named, things
from qa.conversation.exchanges import Exchange
from qa.conversation.lookup import Lookup
from qa.conversation.vocabulary import AUX, CLASS_OF

ANSWERED, SUBJECT, OTHER, TOLD, OLDER, FADED = range(6)
_KEPT = 12
_PAST = 4
_WHO = re.compile(r"^\W*(?:who(?:m|se)?\b|name the (?:person|man|woman))", re.IGNORECASE)
_INVERTED = re.compile(rf"\b(?i:which|what) [a-z-]+ (?:{AUX}) (?:the (?!\w+st\b)|its |their |his |her |[A-Z])")
_WHOSE = re.compile(r"^\W*whose\s+(?P<noun>[a-z][\w-]*)", re.IGNORECASE)
_VAGUE = frozenset(
    "total average least person month year day end beginning part number kind time way fact first second".split()
)


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
class Focus:
    """The state of a talk. ``question`` is the last one as it stood alone; ``aside`` are the entities that another
    took the place of, latest first; ``past`` the questions that were answered, latest first; ``readings`` are asked
    about where the last answer was to ask back."""

    question: str = ""
    answer: str = ""
    salient: tuple[Salient, ...] = ()
    aside: tuple[Entity, ...] = ()
    past: tuple[Told, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    readings: tuple[Reading, ...] = ()

    def entities(self, tier: int = FADED) -> tuple[Entity, ...]:
        """The entities up to a tier, nearest first."""
        return tuple(found.entity for found in self.salient if found.tier <= tier)


def entities_of(question: str, lookup: Lookup) -> tuple[Entity, ...]:
    """Whom and what a stand-alone question speaks of, in order, the longer phrase before the name within it."""
    names = [moved(name, lookup.kind(name.bare) if name.kind == "other" else name.kind) for name in named(question)]
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


def focus_after(
    focus: Focus, question: str, leaning: bool, center: Entity | None, exchange: Exchange, lookup: Lookup
) -> Focus:
    """The state after an exchange whose question was understood as ``question``."""
    about = entities_of(question, lookup)
    if exchange.refused and leaning and any(_is_unknown(entity, focus, lookup) for entity in about):
        return replace(focus, readings=())
    told = _told(exchange.answer, about, question, lookup)
    about, told = _in_full(about, focus if leaning else Focus()), _in_full(told, focus if leaning else Focus())
    nearest = _answer_entity(question, told) if not exchange.refused else None
    pinned = (_still_about(focus, about) if exchange.refused else None) or center
    salient = [
        *(
            Salient(entity, ANSWERED)
            for entity in (nearest, *_owner(question, nearest, told), pinned)
            if entity is not None
        ),
        *(Salient(entity, SUBJECT if i == 0 else OTHER) for i, entity in enumerate(about)),
        *(Salient(entity, TOLD) for entity in told),
    ]
    kept = sorted(focus.salient, key=lambda s: s.tier in (TOLD, FADED)) if leaning else []
    older = [Salient(s.entity, FADED if s.tier in (TOLD, FADED) else OLDER) for s in kept]
    gone = [e for e in focus.entities(OTHER) if e.bare.lower() not in question.lower()] if leaning else []
    past = (
        focus.past
        if exchange.refused or not exchange.answer
        else (Told(question, exchange.answer), *focus.past)[:_PAST]
    )
    return Focus(
        question=question,
        answer="" if exchange.refused else exchange.answer,
        salient=_without_repeats([*salient, *older])[:_KEPT],
        aside=distinct([*gone, *(focus.aside if leaning else ())])[:_PAST],
        past=past,
        asked=((_normal(exchange.question), question), *focus.asked)[: 2 * _PAST],
    )


def _in_full(entities: Sequence[Entity], focus: Focus) -> tuple[Entity, ...]:
    """The entities, a person's or body's short name as the talk had it in full."""
    names = [entity for entity in focus.entities() if " " in entity.bare and entity.bare[:1].isupper()]
    return tuple(
        next((replace(name, place=entity.place) for name in names if _is_short_for(entity, name)), entity)
        for entity in entities
    )


def _is_short_for(entity: Entity, name: Entity) -> bool:
    words = name.bare.split()
    return entity.bare[:1].isupper() and entity.bare in (words[0], words[-1]) and words[-1].lower() not in CLASS_OF


def repeated(focus: Focus, question: str) -> str | None:
    """How the same words were understood before in this talk."""
    return next((understood for asked, understood in focus.asked if asked == _normal(question)), None)


def _normal(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.lower()))


def _without_repeats(salient: Sequence[Salient]) -> tuple[Salient, ...]:
    kept: dict[str, Salient] = {}
    for found in salient:
        kept.setdefault(found.entity.bare.lower(), found)
    return tuple(kept.values())


def _is_unknown(entity: Entity, focus: Focus, lookup: Lookup) -> bool:
    """Whether a refused question brought in a name that the documents do not have."""
    new = entity.bare.lower() not in focus.question.lower()
    return new and entity.bare[:1].isupper() and not lookup.knows(entity.bare)


def _still_about(focus: Focus, about: Sequence[Entity]) -> Entity | None:
    """Whom the talk was about before a question that was refused, where that one speaks of them, too."""
    words = {entity.bare.lower() for entity in about}
    return next((entity for entity in focus.entities(SUBJECT) if entity.bare.lower() in words), None)


def _told(answer: str, about: Sequence[Entity], question: str, lookup: Lookup) -> tuple[Entity, ...]:
    """The names that an answer adds."""
    words = {word for entity in about for word in entity.bare.lower().split()}
    told = []
    for name in _whole_names(answer, lookup):
        if not set(name.bare.lower().split()) <= words:
            told.append(moved(name, lookup.kind(name.bare) if name.kind == "other" else name.kind))
    return tuple(told[:_KEPT])


def _whole_names(answer: str, lookup: Lookup) -> list[Entity]:
    """The names of an answer, two that "and" joins as one where the documents have them as the name of a group."""
    names: list[Entity] = []
    for name in named(answer):
        last = names[-1] if names else None
        joined = f"{last.bare} and {name.bare}" if last else ""
        if last and name.kind == "group" and last.kind == "other" and joined in answer and lookup.knows(joined):
            names[-1] = replace(name, text=joined, place=last.place)
        else:
            names.append(name)
    return names


def _owner(question: str, nearest: Entity | None, told: Sequence[Entity]) -> Sequence[Entity]:
    """The owner that "whose" asked for, beside what is owned."""
    return [replace(told[0], kind="person")] if nearest is not None and _WHOSE.match(question) else []


def _answer_entity(question: str, told: Sequence[Entity]) -> Entity | None:
    """The entity that a question asked for, as the answer names it."""
    whose = _WHOSE.match(question)
    if whose and told:
        return Entity(f"{told[0].text}'s {whose['noun']}", CLASS_OF.get(whose["noun"], "thing"))
    if _WHO.match(question):
        first = next((entity for entity in told if entity.kind == "person"), next(iter(told), None))
        return replace(first, kind="person") if first is not None and first.kind == "other" else first
    noun = asked_noun(question)
    if (
        noun is None
        or noun.endswith("s")
        or _INVERTED.search(question)
        or re.match(r"\W*(?:\w+\s)?how\b", question, re.IGNORECASE)
    ):
        return None
    kind = CLASS_OF.get(noun, "thing")
    fitting = [entity for entity in told if entity.kind == kind or entity.head == noun]
    return fitting[0] if fitting else next((e for e in told if e.kind in ("other", kind)), None)
