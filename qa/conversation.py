"""History and turn -> a stand-alone question: the names a follow-up leaves out are carried over.

Only names are carried, and only into a question that leans on what went before (a pronoun, "the county",
"and ...?"). Corrections and questions about the answer itself are not understood here.
"""

import re
from collections.abc import Sequence

from qa.names import read_names
from qa.patterns import any_of
from qa.question import read_question
from qa.types import Turn

_PRONOUNS = any_of("it its they them their theirs he him his she her hers that those these there one ones")
_THINGS = any_of(
    "county district city province village town township company project programme? park place couple man woman person "
    "family region conference event area group team plan model cooperative farm orchard"
)
_LEANS = re.compile(
    rf"\b{_PRONOUNS}\b|\b(?:the|this|that) (?:same |other )?{_THINGS}\b"
    r"|^\W*(?:and|but|so|also|then|or|what about|how about)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
_LEAD = re.compile(r"^\W*(?:and|but|so|also|then|or)\b[\s,]*(?!if\b)", re.IGNORECASE)
_SHORT = 3


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question as it would be asked without the turns before it; unchanged where nothing is carried over."""
    topic: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    for turn in history:
        if turn.role == "user":
            topic = _topic(turn.content, topic, people)
        elif turn.role == "assistant":
            people = _people(turn.content) or people
    carried = _carried(question, topic, people)
    if not carried:
        return question
    asked = _LEAD.sub("", question.strip()).rstrip(" ?.!")
    return f"{asked[:1].upper()}{asked[1:]} ({', '.join(carried)})?"


def _topic(question: str, topic: tuple[str, ...], people: tuple[str, ...]) -> tuple[str, ...]:
    """The names in play after a question."""
    named = read_question(question).names
    carried = _carried(question, topic, people)
    return tuple(dict.fromkeys((*named, *carried))) or topic


def _carried(question: str, topic: tuple[str, ...], people: tuple[str, ...]) -> tuple[str, ...]:
    asked = read_question(question)
    if _PERSON.search(question):
        return tuple(name for name in (people[:1] or topic) if name not in asked.names)
    if _LEANS.search(question) or (not asked.names and len(asked.terms) <= _SHORT):
        return tuple(name for name in topic if name not in asked.names)
    return ()


def _people(text: str) -> tuple[str, ...]:
    names = [text[n.start : n.end] for n in read_names(text, 0, len(text)) if n.kind == "person"]
    return tuple(dict.fromkeys(names))
