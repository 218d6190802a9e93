"""Pronouns and definite nouns of a question -> the names they stand for, written into the question.

Reads a question against the focus of the talk. Where two names fit a pronoun equally well, both readings are given.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seedqa.qa.conversation.antecedents import antecedent
from seedqa.qa.conversation.definites import Place, definite_places
from seedqa.qa.conversation.entities import Entity, named
from seedqa.qa.conversation.focus import Focus
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.pronouns import EVENT, PRONOUN, points, stands_within
from seedqa.qa.conversation.vocabulary import ANY_CASE, PREPOSITION
from seedqa.qa.conversation.wording import MANY, SEX

_ITS = re.compile(
    r"^(?P<open>(?:what|who)(?:[’']s| is| was| are| were)) (?P<owner>its|their) (?P<noun>[a-z]+(?: [a-z]+)?)(?=\W*$)",
    ANY_CASE,
)
_OBJECT = {"its": "it", "their": "them"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question with names in the place of what stood for them; ``used`` are those names. ``rivals`` fit as well as
    the first of ``used`` at ``start:end``; ``open`` is a definite noun phrase for which no name was found."""

    text: str
    used: tuple[Entity, ...] = ()
    rivals: tuple[Entity, ...] = ()
    open: Entity | None = None
    pointed: bool = False


def resolve(question: str, focus: Focus, lookup: Lookup) -> Resolved:
    """The question with its pronouns and definite nouns replaced by what they stand for in the talk."""
    question = _ITS.sub(lambda m: f"{m['open']} the {m['noun']} of {_OBJECT[m['owner'].lower()]}", question)
    own = list(named(question))
    definite, unresolved = definite_places(question, focus, lookup, own)
    taken = [place.entity for place in definite]
    places, rivals, pointed = _pronoun_places(question, focus, lookup, own, taken)
    every = sorted([*definite, *places], key=lambda place: place.start)
    text = question
    for place in reversed(every):
        text = text[: place.start] + place.words + text[place.end :]
    used = tuple(dict.fromkeys(place.entity for place in [*places, *definite]))
    return Resolved(text, used, rivals, unresolved, pointed or bool(every))


def _pronoun_places(
    question: str, focus: Focus, lookup: Lookup, own: Sequence[Entity], taken: list[Entity]
) -> tuple[list[Place], tuple[Entity, ...], bool]:
    places: list[Place] = []
    rivals: tuple[Entity, ...] = ()
    pointed = False
    matches = [m for m in PRONOUN.finditer(question) if not m["existential"] and points(question, m)]
    bound: dict[str, Entity] = {}
    for match in matches:
        word = match[0].lower()
        if match["pronoun"] and stands_within(question, match, own, lookup):
            continue
        pointed = True
        if word == "it" and EVENT.match(question, match.start()):
            continue
        entity, others = antecedent(question, match, focus, lookup, [*taken, *own], bound)
        if entity is None:
            continue
        family = "it" if word in ("it", "its", "that", "this") else "they" if word in MANY else SEX.get(word, word)
        if family in ("he", "she") and entity.kind == "other":
            entity = replace(entity, kind="person" if lookup.gender(entity.bare) or family == "he" else entity.kind)
        bound.setdefault(family, entity)
        rivals = rivals or (others if len(matches) == 1 and not taken else ())
        taken = [*taken, entity]
        places.append(Place(match.start(), match.end(), _words_for(question, match, entity), entity))
    return places, rivals, pointed


def _words_for(question: str, match: re.Match[str], entity: Entity) -> str:
    """The words for an entity in the place of what stood for it."""
    word = match[0].lower()
    rest = question[match.end() :]
    owning = word in ("his", "its", "their") or (
        word == "her" and re.match(r"\s+(?!(?:and|or|in|at|on|to|from|for|by|with|as|of)\b)[a-z]", rest)
    )
    if owning:
        return f"{entity.text}'s"
    if word == "there":
        before = re.search(rf"\b{PREPOSITION}\s+\Z", question[: match.start()], ANY_CASE)
        return entity.text if before else (f"{'in' if entity.kind in ('place', 'other') else 'at'} {entity.text}")
    return entity.text
