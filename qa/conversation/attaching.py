"""A question that leaves out what it is about -> the same with the topic of the talk in its place."""

import re
from dataclasses import dataclass

from seedqa.qa.conversation.entities import Entity
from seedqa.qa.conversation.focus import OLDER, OTHER, Focus
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.vocabulary import ANY_CASE, PERSON_NOUNS, PREPOSITION

_ENDS_WITH_NOUN = re.compile(
    r"^(?:who|what)(?:[’']s| is| was| are| were) (?:the |its |their )?(?:[a-z-]+ ?){1,4}$", ANY_CASE
)
_ENDS_OPEN = re.compile(rf"\b(?:{PREPOSITION}|across|along|inside|outside|out|up|down)$", ANY_CASE)


@dataclass(frozen=True, slots=True)
class Attached:
    """A question with its topic."""

    text: str
    topic: Entity | None


def attached(question: str, open_phrase: Entity | None, focus: Focus, lookup: Lookup) -> Attached:
    """The question with the topic behind the noun that lacks it, or at its end."""
    topic = _topic(focus, open_phrase, lookup)
    if topic is None or topic.bare.lower() in question.lower():
        return Attached(question, topic)
    return Attached(_with_topic(question, open_phrase, topic), topic)


def _with_topic(question: str, open_phrase: Entity | None, topic: Entity) -> str:
    plain = question.rstrip(" ?.!")
    if open_phrase is not None and open_phrase.text in plain:
        place = plain.index(open_phrase.text) + len(open_phrase.text)
        return f"{plain[:place]} of {topic.text}{plain[place:]}?"
    if _ENDS_WITH_NOUN.match(plain):
        return f"{plain} of {topic.text}?"
    if _ENDS_OPEN.search(plain):
        return f"{plain} {topic.text}?"
    return f"{plain} {_preposition(topic)} {topic.text}?"


def _preposition(topic: Entity) -> str:
    match topic.kind:
        case "group":
            return "at"
        case "person":
            return "of"
        case "thing":
            return "for" if topic.plural or topic.head in PERSON_NOUNS else "of"
        case _:
            return "in"


def _topic(focus: Focus, open_phrase: Entity | None, lookup: Lookup) -> Entity | None:
    """What the talk is about: nearest first, no person where there is anything else; of several, the first that the
    documents tell of beside the noun that lacks it."""
    every = [e for e in focus.entities(OLDER) if open_phrase is None or e.head != open_phrase.head]
    near = set(focus.entities(OTHER))
    entities = [entity for entity in every if entity in near] or every
    named = [entity for entity in entities if entity.kind != "person" and re.search(r"[A-Z]", entity.text)]
    named = named or [e for e in every if e.kind in ("other", "place", "group") and e.bare[:1].isupper()]
    plain = [entity for entity in entities if entity.kind != "person"]
    beside = [
        e for e in named if open_phrase is not None and lookup.together([open_phrase.head, *e.bare.lower().split()])
    ]
    return next(iter(beside or sorted(named, key=lambda e: not e.bare[:1].isupper()) or plain or entities), None)
