"""What is left of a question when all that was said before is left out -> the question in full.

"2021?", "How many?", "And masks?": the last question, with the new words in the place of those they stand against.
"""

import re

from seedqa.qa.conversation.entities import asked_noun, things
from seedqa.qa.conversation.focus import ANSWERED, Focus
from seedqa.qa.conversation.fragments import HOW_MANY, WH_FRAGMENT
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.periods import TAIL, WHOLE, with_period
from seedqa.qa.conversation.swapping import Filled, topic_of, with_phrase
from seedqa.qa.conversation.verbs import asked_of
from seedqa.qa.conversation.vocabulary import ANY_CASE, AUX, IRREGULAR, PREPOSITION

_OPENING = re.compile(
    rf"^(?P<wh>(?:{PREPOSITION} )?(?:how (?:many|much|long|old|far|often|big|large|high|deep"
    rf"|tall|heavy|fast|powerful|\w+)|who|whom|whose|what|which|when|where|why))\b(?:"
    rf" (?P<rest>.*))?$",
    ANY_CASE,
)


def fill(text: str, focus: Focus, lookup: Lookup) -> Filled:
    """The last question with a fragment in the place of what it stands against."""
    frame = focus.question.rstrip(" ?.!")
    period = WHOLE.match(text)
    if period:
        return Filled(_asked(with_period(frame, _period(period), focus.answer)))
    tail = TAIL.search(text)
    if tail and tail.start() > 0:
        inner = fill(text[: tail.start()], focus, lookup)
        return Filled(_asked(with_period(inner.question.rstrip(" ?"), tail["all"], focus.answer)), inner.center)
    wh = WH_FRAGMENT.match(text)
    if wh:
        return Filled(_asked(_with_question_word(text, wh, frame, focus)))
    head, _, subordinate = text.partition(", ")
    filled = with_phrase(head, frame, focus, lookup)
    return Filled(_asked(filled.question + (f", {subordinate}" if subordinate else "")), filled.center)


def _period(match: re.Match[str]) -> str:
    return f"{match['led'].lower()} {match['period']}" if match["led"] else match["period"]


def _asked(text: str) -> str:
    plain = text.strip(" ?.,")
    return f"{plain[:1].upper()}{plain[1:]}?"


def _with_question_word(text: str, wh: re.Match[str], frame: str, focus: Focus) -> str:
    """The last question with other question words: "On how many acres?"."""
    words = text if not wh["of"] else text[: wh.start("of")].strip()
    noun = wh["noun"].strip()
    if HOW_MANY.match(wh["wh"]) and not noun and not wh["lead"]:
        return _counting(words, frame, focus)
    if re.match(rf"(?:{AUX})\b", frame, ANY_CASE):
        topic = topic_of(focus)
        return f"{words} of {topic.text}" if topic else f"{words} {frame}"
    opening = _OPENING.match(frame)
    if opening is None or not opening["rest"]:
        return f"{words} {frame}"
    rest = _rest_of(opening)
    if wh["last"] and not wh["lead"]:
        return f"{words[: wh.start('last')].strip()} {_inverted(rest, opening, focus)} {wh['last']}"
    return f"{words} {_inverted(rest, opening, focus)}"


def _counting(words: str, frame: str, focus: Focus) -> str:
    """ "How many (of them)?" after a question that did not count: the things it spoke of are counted."""
    plural = [entity for entity in (*things(frame), *things(focus.answer)) if entity.plural]
    opening = _OPENING.match(frame)
    verbs = (
        re.search(rf"\b(?P<helper>{AUX}) (?P<subject>{re.escape(plural[0].text)}) (?P<verb>.+)$", frame)
        if plural
        else None
    )
    if verbs:
        return f"{words} {plural[0].bare} {verbs['helper']} {verbs['verb']}"
    bare = re.search(r"\b(?P<helper>were|are|was|is|did|do) (?P<noun>[a-z]+s) (?P<verb>.+)$", frame)
    if bare:
        return f"{words} {bare['noun']} {bare['helper']} {bare['verb']}"
    if opening and opening["rest"]:
        return f"{words} {_rest_of(opening)}"
    return f"{words} {frame}"


def _rest_of(opening: re.Match[str]) -> str:
    """What follows the question words and the noun they ask about."""
    rest = opening["rest"]
    if re.match(r"(?:[\w ]+ )?(?:how (?:many|much)|which|what|whose)$", opening["wh"], ANY_CASE):
        helper = re.search(rf"\b(?:{AUX})\b", rest, ANY_CASE)
        verb = re.search(rf"\b{IRREGULAR}\b|\b[a-z]{{3,}}ed\b", rest)
        place = min((m.start() for m in (helper, verb) if m), default=0)
        return rest[place:]
    return rest


def _inverted(rest: str, opening: re.Match[str], focus: Focus) -> str:
    """The rest of the last question after other question words; its answer takes the place of a subject asked for."""
    subject_asked = rest == opening["rest"] and opening["wh"].lower() in ("who", "what")
    noun_asked = rest != opening["rest"]
    answered = next(iter(focus.entities(ANSWERED)), None)
    helper = re.match(rf"(?P<aux>{AUX})\s+(?P<tail>.+)$", rest, ANY_CASE)
    asks_subject = (subject_asked or noun_asked) and (helper is None or not _has_subject(helper["tail"]))
    if asks_subject and answered is not None:
        return f"{helper['aux']} {answered.text} {helper['tail']}" if helper else asked_of(answered.text, rest)
    noun = asked_noun(opening[0])
    if asks_subject and noun is not None and helper is None:
        return asked_of(noun, rest)
    return rest


def _has_subject(tail: str) -> bool:
    return re.match(r"(?:the|this|that|its|their|his|her|[A-Z]|[a-z]+s\b)", tail) is not None
