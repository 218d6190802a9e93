"""A pronoun -> the entity of the talk that it stands for, and those that fit as well."""

import re
from collections.abc import Sequence

from seedqa.qa.conversation.entities import Entity
from seedqa.qa.conversation.fitting import fits
from seedqa.qa.conversation.focus import ANSWERED, OLDER, OTHER, SUBJECT, TOLD, Focus, Salient
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.statements import statement_pointed_at
from seedqa.qa.conversation.vocabulary import FUNCTION
from seedqa.qa.conversation.wording import MANY, SEX
from seedqa.qa.terms import stem


def antecedent(
    question: str,
    match: re.Match[str],
    focus: Focus,
    lookup: Lookup,
    taken: Sequence[Entity],
    bound: dict[str, Entity],
) -> tuple[Entity | None, tuple[Entity, ...]]:
    word = match[0].lower()
    if match["one"]:
        return _ordinal(word, focus), ()
    family = "it" if word in ("it", "its", "that", "this") else "they" if word in MANY else SEX.get(word, word)
    if family in bound and word not in ("that", "this"):
        return bound[family], ()
    if word in ("that", "this"):
        return statement_pointed_at(question, focus, bound), ()
    names = {entity.bare.lower() for entity in taken}
    fitting = [s for s in focus.salient if fits(word, s.entity, lookup) and s.entity.bare.lower() not in names]
    if word in MANY:
        fitting = [s for s in fitting if s.entity.plural or s.entity.kind in ("group", "person") or s.tier <= OTHER]
    fitting = _preferred(word, fitting)
    if not fitting:
        return _both(word, focus), ()
    first = fitting[0]
    return first.entity, tuple(s.entity for s in fitting[1:] if _is_rival(question, first, s, focus))


def _preferred(word: str, fitting: list[Salient]) -> list[Salient]:
    """The candidates with those a pronoun likes best in front, the order of the talk kept otherwise."""
    if word in SEX:
        return sorted(
            fitting, key=lambda s: (not s.entity.bare[:1].isupper(), s.entity.kind != "person" and s.tier > ANSWERED)
        )
    if word in MANY:
        return sorted(fitting, key=lambda s: not s.entity.plural and s.entity.kind != "group" and s.tier > ANSWERED)
    if word == "there":
        return sorted(fitting, key=lambda s: s.entity.kind == "thing" and s.tier > SUBJECT)
    return fitting


def _is_rival(question: str, first: Salient, other: Salient, focus: Focus) -> bool:
    """Whether another entity fits as well as the first: named beside it, of its kind, and nothing tells them apart."""
    one, two = first.entity, other.entity
    if first.tier == ANSWERED or other.tier > TOLD or one.kind != two.kind or not two.bare[:1].isupper():
        return False
    if one.bare.lower() in two.bare.lower() or two.bare.lower() in one.bare.lower() or not one.bare[:1].isupper():
        return False
    if first.tier == TOLD:
        return other.tier == TOLD
    if other.tier == TOLD:
        return False
    if one.kind == "other" and not _joined(focus.question, one, two):
        return False
    return _joined(focus.question, one, two) or not _same_act(question, focus.question)


def _joined(question: str, one: Entity, two: Entity) -> bool:
    return re.search(rf"{re.escape(one.bare)},? (?:and|or) (?:the )?{re.escape(two.bare)}", question) is not None


def _same_act(question: str, last: str) -> bool:
    """Whether a question tells of the same act as the last: who acted then acts now."""
    shared = {_act(word) for word in _words(question)} & {_act(word) for word in _words(last)}
    return bool(shared)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]{3,}", text) if word not in FUNCTION]


def _act(word: str) -> str:
    return {"gave": "give", "given": "give", "giving": "give", "paid": "pay", "sent": "send", "built": "build"}.get(
        word, stem(word)
    )


def _ordinal(word: str, focus: Focus) -> Entity | None:
    """Which of those named is meant by "the second one", "the latter", "the other one", "that one"."""
    if "other" in word:
        near = {entity.bare.lower() for entity in focus.entities(ANSWERED)[:1]}
        rest = [e for e in (*focus.aside, *focus.entities(TOLD)[1:]) if e.bare.lower() not in near]
        return rest[0] if rest else None
    if re.fullmatch(r"(?:that|this) one", word):
        return next((entity for entity in focus.entities(TOLD) if entity.kind != "person"), None)
    named_last = [s.entity for s in focus.salient if s.tier in (ANSWERED, TOLD)] or list(focus.entities(OTHER))
    ordered = sorted(named_last, key=lambda entity: entity.place)
    people = [entity for entity in ordered if entity.kind == "person"]
    group = people if len(people) > 1 else ordered
    place = next((i for name, i in (("first", 0), ("former", 0), ("second", 1), ("third", 2)) if name in word), -1)
    return group[place] if -len(group) <= place < len(group) and len(group) > 1 else None


def _both(word: str, focus: Focus) -> Entity | None:
    """The two persons last named, for a "they" that nothing else fits."""
    people = [s.entity for s in focus.salient if s.entity.kind == "person" and s.tier < OLDER]
    if word not in MANY or len(people) < 2:
        return None
    return Entity(f"{people[0].text} and {people[1].text}", "person", plural=True)
