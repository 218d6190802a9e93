"""A name or noun phrase -> the last question with it in the place of its like.

"In Hull?", "And the captain?", "the cumulative average?".
"""

import re
from dataclasses import dataclass

from seedqa.index.lexical import content_words
from seedqa.qa.conversation.entities import Entity, moved, named
from seedqa.qa.conversation.focus import OLDER, Focus, entities_of
from seedqa.qa.conversation.fragments import HOW_MANY
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.vocabulary import (
    ANY_CASE,
    AUX,
    CLASS_OF,
    DO,
    FUNCTION,
    IRREGULAR,
    PERSON_NOUNS,
    PREPOSITION,
    WH,
)

_PREPOSED = re.compile(rf"^(?P<preposition>{PREPOSITION})\s+(?P<rest>.+)$", ANY_CASE)
_ONE_AT = re.compile(rf"^(?:the )?ones? (?P<preposition>{PREPOSITION})\s+(?P<rest>.+)$", ANY_CASE)
_HEAD = re.compile(
    rf"^(?P<wh>(?:{PREPOSITION} )?(?:how (?:many|much)|which|what|whose))"
    rf" (?P<noun>(?!{AUX}\b)[a-z][\w’'-]*(?: (?!{AUX}\b|{IRREGULAR}\b|{PREPOSITION}\b|(?:a|an"
    rf"|the|per|each)\b|[a-z]+ed\b)[a-z][\w’'-]*)?)(?= )",
    ANY_CASE,
)
_IS_OF = re.compile(
    r"^(?P<open>(?:what|who|which|when|where|how \w+)(?:[’']s| (?:is|was|are|were)))"
    r" (?P<role>(?:the |an? )?[^?]*?)(?P<of> (?:of|in|at|for|on) [^?]*?)?\??$",
    ANY_CASE,
)
_LONGEST_TOPIC = 6
_VAGUE = re.compile(r"^what about\b", ANY_CASE)
ASKS = re.compile(rf"^\W*(?:(?:{PREPOSITION}) )?(?:{WH}|{AUX})\b", ANY_CASE)
_NUMBER_OF = re.compile(r"^(?:the )?(?:total )?(?:number|count) of (?P<noun>.+)$", ANY_CASE)


@dataclass(frozen=True, slots=True)
class Filled:
    """A fragment in full: the question, and what it is about now, None where that did not change."""

    question: str
    center: Entity | None = None


def with_phrase(text: str, frame: str, focus: Focus, lookup: Lookup) -> Filled:
    """The last question with a name or noun phrase in the place of its like."""
    one = _ONE_AT.match(text)
    if one:
        return _other_one(one["preposition"], one["rest"], frame, focus)
    preposed = _PREPOSED.match(text)
    names = [moved(n, lookup.kind(n.bare) if n.kind == "other" else n.kind) for n in named(_inside(text))]
    whole = names[0] if names and _covers(text, names[0]) and lookup.proper(names[0].bare) else None
    if names and whole is None and len(text.split()) == 1:
        return _with_noun(text.lower(), frame, focus, lookup)
    if whole is not None:
        return _with_name(whole, preposed["preposition"] if preposed else "", text, frame, focus, lookup)
    if preposed and not names:
        return Filled(f"{frame} {text}")
    return _with_noun(text, frame, focus, lookup)


def _inside(text: str) -> str:
    """The text as if inside a sentence, so that its first word counts as a name where it is capitalised."""
    return f"about {text}"


def _covers(text: str, name: Entity) -> bool:
    """Whether a phrase is a name and nothing else of weight."""
    rest = [w for w in re.findall(r"[\w’'-]+", text) if w.lower() not in FUNCTION and w not in name.text]
    return len(rest) == 0


def _with_name(name: Entity, preposition: str, text: str, frame: str, focus: Focus, lookup: Lookup) -> Filled:
    about = [entity for entity in entities_of(frame, lookup) if entity.text in frame]
    if name.bare.lower() in frame.lower():
        return Filled(frame, name)
    asks = ASKS.match(frame) is not None and not _VAGUE.match(frame)
    target = _target(name, preposition, about, frame) if asks else None
    if target is None and (not asks or (not preposition and re.match(rf"{AUX}\b", frame, ANY_CASE))):
        return _beside_topic(text, focus, lookup)
    if target is None:
        bare = re.search(rf"\b{re.escape(name.bare)}\b", text)
        words = text if preposition else f"for {name.text}" if bare else text
        return Filled(f"{frame} {words}", name)
    article = "the " if re.match(r"the\s", target.text, ANY_CASE) and name.kind not in ("person", "place") else ""
    new = name.text if name.text.startswith("the ") else article + name.text
    if re.search(rf"\b[Tt]he\s+{re.escape(target.text)}", frame) and new.startswith("the "):
        new = new[4:]
    return Filled(frame.replace(target.text, new, 1), name)


def _target(name: Entity, preposition: str, about: list[Entity], frame: str) -> Entity | None:
    """What of the last question a new name stands against: what hangs on the same preposition, or is of its kind."""
    if preposition:
        for entity in about:
            if re.search(rf"\b{preposition}\s+{re.escape(entity.text)}", frame, ANY_CASE):
                return entity
    upper = [entity for entity in about if entity.bare[:1].isupper()]
    same = [entity for entity in upper if entity.kind == name.kind]
    if same:
        return same[0]
    loose = [e for e in upper if "other" in (e.kind, name.kind) and "person" not in (e.kind, name.kind)]
    if loose:
        return loose[0]
    other = [
        e
        for e in about
        if e.text.startswith("the ")
        and not e.plural
        and not e.bare[:1].isupper()
        and e.kind in (name.kind, "thing")
        and e.kind != "person"
        and name.kind != "person"
    ]
    return other[0] if other and not upper else (upper[0] if len(upper) == 1 and name.kind != "person" else None)


def _other_one(preposition: str, rest: str, frame: str, focus: Focus) -> Filled:
    """ "The one on Lund": what hangs on the preposition in the last question is replaced."""
    match = re.search(
        rf"\b(?P<noun>(?:the )?[a-z]+ {preposition} )(?P<old>(?:the"
        rf" )?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)",
        frame,
    )
    if match is None:
        return Filled(f"{frame} {preposition} {rest}")
    text = frame[: match.start("old")] + rest + frame[match.end("old") :]
    return Filled(text, Entity(f"{match['noun']}{rest}", "thing"))


def _with_noun(text: str, frame: str, focus: Focus, lookup: Lookup) -> Filled:
    """The last question about another quantity, role or thing."""
    number = _NUMBER_OF.match(text)
    noun = re.sub(r"^(?:how (?:many|much) )", "", number["noun"] if number else text, flags=ANY_CASE)
    bare = re.sub(r"^(?:the|its|their|his|her) ", "", noun, flags=ANY_CASE)
    if _VAGUE.match(frame):
        return _beside_topic(text, focus, lookup)
    head = _HEAD.match(frame)
    plural = re.search(r"^(?:[\w’'-]+ )?[a-z’'-]+s\b", bare) is not None and not noun.lower().startswith("the ")
    amount = re.match(rf"^how much (?=(?:{DO}|has|have|had)\b)", frame, ANY_CASE)
    if amount and not number and not noun.lower().startswith(("the ", "its ", "their ")):
        return Filled(f"How {'many' if plural else 'much'} {bare} {frame[amount.end() :]}")
    counts = head is not None and HOW_MANY.search(head["wh"]) is not None
    alike = plural and head is not None and (counts or head["noun"].endswith("s"))
    if head and (alike or number or counts) and not noun.lower().startswith(("its ", "their ", "the ")):
        many = "How many" if plural or number else "How much"
        return Filled(f"{many if counts or number else head['wh']} {bare}{frame[head.end() :]}")
    if number:
        topic = topic_of(focus)
        return Filled(f"How many {bare} does {topic.text} have" if topic else f"How many {bare}")
    return _with_role(noun, bare, frame, focus, lookup)


def _with_role(noun: str, bare: str, frame: str, focus: Focus, lookup: Lookup) -> Filled:
    """ "And the librarian?", "the cumulative average?", "its turnover?"."""
    head_word = re.split(r"\s(?:of|for|in|at|on)\s", bare)[0].split()[-1].lower()
    is_of = _IS_OF.match(frame)
    person = CLASS_OF.get(head_word) == "person" or head_word in PERSON_NOUNS
    if is_of and is_of["of"] and (person == bool(re.match(r"who", is_of["open"], ANY_CASE))):
        article = noun if re.match(r"(?:the|a|an)\s", noun, ANY_CASE) else f"the {noun}"
        return Filled(f"{is_of['open']} {article}{is_of['of']}")
    swapped = _swapped_wh_noun(bare, frame)
    if swapped:
        return Filled(swapped)
    if person:
        names = list(entities_like(frame, "person", focus))
        if names:
            return Filled(frame.replace(names[0].text, noun, 1))
    subject = re.search(
        rf"^(?:what|how much|when|where|how long) (?:{DO}) (?P<subject>[a-z]+) (?=[a-z]+\b)", frame, ANY_CASE
    )
    verb = frame[subject.end() :].split()[0] if subject else ""
    if subject and subject["subject"] not in FUNCTION and verb not in FUNCTION and verb not in ("if", "when"):
        return Filled(frame[: subject.start("subject")] + bare + frame[subject.end("subject") :])
    if not person and not re.match(r"(?:the|its|their|his|her)\s", noun, ANY_CASE):
        return _beside_topic(noun, focus, lookup)
    topic = topic_of(focus)
    asked = "Who" if person else "What"
    article = (
        noun if re.match(r"(?:the|a|an|its|their|his|her)\s", noun, ANY_CASE) else f"the {noun}" if person else noun
    )
    of = f" of {topic.text}" if topic and topic.bare.lower() not in noun.lower() else ""
    return Filled(f"{asked} is {article}{of}")


def _beside_topic(text: str, focus: Focus, lookup: Lookup) -> Filled:
    """A phrase that stands against nothing in the last question: asked about with the topic of the talk."""
    topic = topic_of(focus)
    words = content_words(f"{text} {topic.bare}") if topic else []
    if topic is None or topic.bare.lower() in text.lower() or not lookup.together(words):
        return Filled(f"What about {text}")
    return Filled(f"What about {text} of {topic.text}")


def _swapped_wh_noun(bare: str, frame: str) -> str | None:
    """ "Which village ...?" and "the township": the noun that is chosen from is another one of its kind."""
    head = _HEAD.match(frame)
    if head is None:
        return None
    old = head["noun"].split()[-1].lower()
    word = bare.split()[-1].lower()
    same = CLASS_OF.get(old) is not None and CLASS_OF.get(old) == CLASS_OF.get(word)
    return frame[: head.start("noun")] + bare + frame[head.end("noun") :] if same else None


def entities_like(frame: str, kind: str, focus: Focus) -> list[Entity]:
    """The entities of a kind that the last question names."""
    return [entity for entity in focus.entities(OLDER) if entity.kind == kind and entity.text in frame]


def topic_of(focus: Focus) -> Entity | None:
    """What the talk is about: the first that is no person."""
    entities = [entity for entity in focus.entities(OLDER) if len(entity.text.split()) <= _LONGEST_TOPIC]
    return next((e for e in entities if e.kind != "person"), next(iter(entities), None))
