"""What an exchange adds to the state of a talk: whom it asked about, whom the answer told of, what fades.

A question that stands alone begins anew: nothing of an older topic is left to be carried over.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from seedqa.qa.conversation.entities import Entity, asked_noun, moved, named
from seedqa.qa.conversation.exchanges import Exchange
from seedqa.qa.conversation.focus import (
    ANSWERED,
    FADED,
    OLDER,
    OTHER,
    SUBJECT,
    TOLD,
    Asked,
    Focus,
    Salient,
    Told,
    distinct,
    entities_of,
    normal,
)
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.understood import Understood
from seedqa.qa.conversation.vocabulary import AUX, CLASS_OF

_KEPT = 12
_PAST = 4
_NEAR = 1
_WHO = re.compile(r"^\W*(?:who(?:m|se)?\b|name the (?:person|man|woman))", re.IGNORECASE)
_INVERTED = re.compile(rf"\b(?i:which|what) [a-z-]+ (?:{AUX}) (?:the (?!\w+st\b)|its |their |his |her |[A-Z])")
_WHOSE = re.compile(r"^\W*whose\s+(?P<noun>[a-z][\w-]*)", re.IGNORECASE)


def focus_after(focus: Focus, understood: Understood, exchange: Exchange, lookup: Lookup) -> Focus:
    """The state after an exchange whose question was understood."""
    question, leaning = understood.question, understood.leaning
    about = entities_of(question, lookup)
    if exchange.refused and leaning and any(_is_unknown(entity, focus, lookup) for entity in about):
        return replace(focus, readings=())
    told = _told(exchange.answer, about, question, lookup)
    about, told = _in_full(about, focus if leaning else Focus()), _in_full(told, focus if leaning else Focus())
    nearest = _answer_entity(question, told) if not exchange.refused else None
    pinned = (_still_about(focus, about) if exchange.refused else None) or understood.center
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
        asked=(Asked(normal(exchange.question), question, understood.typed), *focus.asked)[: 2 * _PAST],
        near=_near(focus, question, leaning, exchange),
    )


def _near(focus: Focus, question: str, leaning: bool, exchange: Exchange) -> tuple[str, ...]:
    """What was last said of the topic, the latest first."""
    before = focus.near if leaning else ()
    return before if exchange.refused or not exchange.answer else (f"{question} {exchange.answer}", *before)[:_NEAR]


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
