"""A turn of a talk with what it leaves out put in: the question as it stands alone."""

import re
from dataclasses import replace

from seedqa.index.lexical import content_words
from seedqa.qa.conversation.attaching import attached
from seedqa.qa.conversation.comparisons import compared
from seedqa.qa.conversation.entities import Entity, named
from seedqa.qa.conversation.filling import fill
from seedqa.qa.conversation.focus import Asked, Focus, Reading, Salient, Typed, entities_of, repeated
from seedqa.qa.conversation.fragments import dislocated, is_fragment
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.periods import WHOLE, with_period
from seedqa.qa.conversation.references import Resolved, resolve
from seedqa.qa.conversation.scoping import scoped
from seedqa.qa.conversation.understood import Understood
from seedqa.qa.conversation.vocabulary import ABOUT, ANY_CASE, FUNCTION, LEAD, SWITCH
from seedqa.qa.conversation.written import given, written

_FEW = 2


def carried_over(question: str, focus: Focus, lookup: Lookup) -> Understood:
    """The turn with what it leaves out put in from the talk."""
    focus, text, corrected = scoped(question, focus, lookup)
    if SWITCH.search(question) and not corrected:
        return Understood(question)
    before = repeated(focus, question)
    text = ABOUT.sub("", LEAD.sub("", text)).strip()
    plain = text.rstrip(" ?.!")
    if not plain:
        return Understood(question)
    split = dislocated(plain)
    if split is not None and WHOLE.match(split[0]):
        read = resolve(re.sub(r"\s+then\b", "", split[1]), focus, lookup)
        return given(
            question, with_period(read.text, split[0], ""), focus, leaning=True, center=next(iter(read.used), None)
        )
    if split is not None:
        return _dislocated(question, split, focus, lookup)
    if is_fragment(plain):
        return _filled(question, plain, focus, lookup)
    comparison = compared(plain, focus, lookup)
    if comparison is not None:
        return given(question, comparison, focus, leaning=True)
    resolved = resolve(text, focus, lookup)
    if before is not None and not resolved.pointed and not corrected:
        return _again(question, before, focus)
    return _resolved(question, text, resolved, focus, lookup, corrected)


def _again(question: str, before: Asked, focus: Focus) -> Understood:
    """A turn in the same words as one before, understood as that was."""
    if before.question == question:
        return Understood(question)
    return given(question, before.question, focus, leaning=True, typed=before.typed)


def _dislocated(question: str, split: tuple[str, str], focus: Focus, lookup: Lookup) -> Understood:
    """ "The boat itself, how old is she?": the clause is about its topic."""
    topic = resolve(split[0], focus, lookup)
    head = re.sub(r"^(?:and|but|so)\s+", "", topic.text.strip(), flags=ANY_CASE)
    names = entities_of(f"about {head}", lookup)
    entity = (
        names[0]
        if names and names[0].bare.lower() == re.sub(r"^the ", "", head.lower())
        else Entity(head, _any_kind(head))
    )
    nearer = replace(focus, salient=(Salient(replace(entity, kind=entity.kind), 0), *focus.salient))
    resolved = resolve(split[1], nearer, lookup)
    if not resolved.used:
        resolved = _forced(split[1], head)
    own = entities_of(resolved.text, lookup)
    text = resolved.text
    if topic.pointed is False and not any(e.bare[:1].isupper() for e in own) and not lookup.knows(head):
        text = attached(text, resolved.open, focus, lookup).text
    return given(question, text, focus, leaning=True, center=entity)


def _any_kind(head: str) -> str:
    return "other" if head[:1].isupper() else "thing"


def _forced(clause: str, head: str) -> Resolved:
    """The clause with its first pronoun replaced by its topic, or the topic put behind it."""
    match = re.search(r"\b(?:it|that|this|they|them|he|him|she|her|those|these)\b", clause, ANY_CASE)
    possessive = re.search(r"\b(?:its|his|their)\b", clause, ANY_CASE)
    if possessive and not match:
        return Resolved(clause[: possessive.start()] + f"{head}'s" + clause[possessive.end() :], pointed=True)
    if match:
        return Resolved(clause[: match.start()] + head + clause[match.end() :], pointed=True)
    return Resolved(f"{clause.rstrip(' ?.')} ({head})?", pointed=True)


def _filled(question: str, plain: str, focus: Focus, lookup: Lookup) -> Understood:
    """A fragment written out in full."""
    resolved = resolve(plain, focus, lookup)
    used = resolved.used[0] if resolved.used else None
    whole = used is not None and resolved.text.strip(" ?.").lower() == used.text.lower()
    filled = fill(resolved.text.rstrip(" ?.!"), focus, lookup)
    center = filled.center or (used if whole else None)
    if center is None and used is not None:
        center = used
    return given(question, filled.question, focus, leaning=True, center=center)


def _resolved(
    question: str, text: str, resolved: Resolved, focus: Focus, lookup: Lookup, corrected: bool
) -> Understood:
    if resolved.rivals and resolved.used:
        return _ambiguous(question, text, resolved, focus, lookup)
    stands = not resolved.pointed and not corrected and _stands_alone(text, lookup)
    typed = Typed(written(text), focus.near) if focus.near and not corrected else None
    if stands:
        beside = typed if resolved.open is not None and not any(e.bare[:1].isupper() for e in named(text)) else None
        return Understood(question, leaning=_goes_on(text, focus, lookup), typed=beside)
    full = resolved.text
    has_name = any(entity.bare[:1].isupper() for entity in entities_of(full, lookup))
    center = next(iter(resolved.used), None)
    if not has_name and not resolved.used:
        added = attached(full, resolved.open, focus, lookup)
        full, center = added.text, added.topic
    if full == text and center is None:
        return Understood(question)
    return given(question, full, focus, leaning=True, center=center, typed=typed)


def _ambiguous(question: str, text: str, resolved: Resolved, focus: Focus, lookup: Lookup) -> Understood:
    """Two ways to understand a pronoun."""
    first, second = resolved.used[0], resolved.rivals[0]
    readings = []
    for entity, other in ((first, second), (second, first)):
        without = tuple(s for s in focus.salient if s.entity != other)
        read = resolve(text, replace(focus, salient=(Salient(entity, 0), *without)), lookup)
        readings.append(Reading(entity, written(read.text)))
    return Understood(question, readings=tuple(readings), leaning=True)


def _stands_alone(text: str, lookup: Lookup) -> bool:
    """Whether a question without a pointing word needs nothing: it has a name, or the documents speak of it all."""
    if any(entity.bare[:1].isupper() for entity in named(text)) or re.search(r"[^\x00-\u024f]", text):
        return True
    words = [word for word in content_words(text) if word not in FUNCTION]
    return len(words) >= _FEW and lookup.together(words)


def _goes_on(text: str, focus: Focus, lookup: Lookup) -> bool:
    """Whether a question that stands alone is about the topic of the talk: a passage tells of both."""
    if any(entity.bare[:1].isupper() for entity in named(text)):
        return False
    words = [word for word in content_words(text) if word not in FUNCTION]
    names = [entity for entity in focus.entities() if entity.bare[:1].isupper()][:_FEW]
    return any(lookup.together([*words, *content_words(entity.bare)]) for entity in names)
