""" "The county", "that company" -> the name of the talk that they stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seedqa.qa.conversation.entities import Entity, things
from seedqa.qa.conversation.focus import Focus
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.vocabulary import ANY_CASE, AUX, CLASS_OF, FUNCTION, PREPOSITION, SHIPS

_LOOK = 3
_DEFINITE = re.compile(
    r"\b(?P<article>the|this|that|these|those|said|same)\s+(?:same\s+"
    r"|said\s+)?(?P<noun>[A-Za-z][a-z-]+)(?P<owns>[’']s?)?(?=\W|$)",
    ANY_CASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """What stands for a name at ``start:end`` and the words to put there."""

    start: int
    end: int
    words: str
    entity: Entity


def definite_places(
    question: str, focus: Focus, lookup: Lookup, own: Sequence[Entity]
) -> tuple[list[Place], Entity | None]:
    """The definite nouns that stand for a name of the talk, and the first one that is left open."""
    places: list[Place] = []
    phrases = {phrase.place: phrase for phrase in things(question) if phrase.place >= 0}
    unresolved: Entity | None = None
    for match in _DEFINITE.finditer(question):
        phrase = phrases.get(match.start())
        alone = phrase is None or phrase.text.lower() == f"{match['article']} {match['noun']}".lower()
        copular = re.search(r"\b(?:is|was|are|were)\s+\Z", question[: match.start()], ANY_CASE) is not None
        if not (alone or (copular and match["noun"] in CLASS_OF)) or re.match(
            r"\s+(?:of|on|in|at|for|between)\s+(?:the\s+)?[A-Z]", question[match.end() :]
        ):
            continue
        noun = match["noun"].lower()
        if noun in FUNCTION or re.fullmatch(f"{AUX}|{PREPOSITION}", noun):
            continue
        proper = re.match(r"\s[A-Z]", question[match.end() :]) is not None
        if match["noun"][0].isupper() and (proper or noun not in CLASS_OF):
            continue
        entity = None if any(noun in e.bare.lower().split()[1:] for e in own) else _carrier(noun, focus, lookup)
        if entity is None:
            continue
        owning = "'s" if match["owns"] else ""
        places.append(Place(match.start(), match.end(), entity.text + owning, entity))
    for phrase in phrases.values():
        inside = any(place.start <= phrase.place < place.end for place in places)
        if unresolved is None and not inside and re.match(r"(?:the|this|that|these|those)\s", phrase.text, ANY_CASE):
            unresolved = phrase if not re.search(r"[A-Z]", phrase.text) else None
    return places, unresolved


def _carrier(noun: str, focus: Focus, lookup: Lookup) -> Entity | None:
    """The entity of the talk that a definite noun stands for."""
    entities = focus.entities()
    names = [entity for entity in entities if entity.bare[:1].isupper() or len(entity.bare.split()) > 1]
    if noun == "couple":
        people = [entity for entity in entities if entity.kind == "person" and entity.bare[:1].isupper()]
        return Entity(f"{people[0].text} and {people[1].text}", "person", plural=True) if len(people) > 1 else None
    for entity in names:
        if entity.head == noun or (len(noun) > 3 and entity.head.endswith(noun)):
            return entity
    kind = CLASS_OF.get(noun)
    if kind in ("place", "group", "thing"):
        upper = [e for e in names if e.bare[:1].isupper() and e.kind in (kind, "other", "place")]
        for entity in upper:
            if lookup.knows(f"{entity.bare} {noun}"):
                lone = kind == "place" and len(entity.bare.split()) == 1
                return replace(entity, text=f"{entity.text} {noun.title()}", kind=kind) if lone else entity
            if lookup.knows(f"{noun} of {entity.bare}"):
                return entity
        if noun in ("company", "firm", "place", "organisation", "organization", "business", "enterprise"):
            return next((e for e in upper if e.kind == kind), None)
        if noun in ("city", "town", "country"):
            unknown = [e for e in upper if e.kind == kind or (e.kind == "other" and not lookup.knows(e.bare))]
            return next((e for e in unknown[:_LOOK] if len(e.bare.split()) < _LOOK), None)
        if noun in SHIPS:
            return next((e for e in upper if e.kind != "person" and lookup.gender(e.bare) == "she"), None)
    if kind is None:
        for entity in [e for e in names if e.bare[:1].isupper()][:_LOOK]:
            if lookup.knows(f"{entity.bare} {noun}"):
                return Entity(f"the {entity.bare} {noun}", "thing", entity.place)
    return None
