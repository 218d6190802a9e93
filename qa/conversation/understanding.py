"""A turn of a conversation, understood: history and question -> the question as it stands alone.

Reads top to bottom. It looks at a fixed number of earlier exchanges, calls no model, and is the same every time.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from seedqa.qa.conversation.acts import about_answer, courtesy
from seedqa.qa.conversation.carrying import carried_over
from seedqa.qa.conversation.entities import named
from seedqa.qa.conversation.exchanges import Exchange, last_exchanges
from seedqa.qa.conversation.focus import Focus, Reading
from seedqa.qa.conversation.fragments import is_fragment
from seedqa.qa.conversation.lookup import Lookup, NoDocuments
from seedqa.qa.conversation.pronouns import PRONOUN
from seedqa.qa.conversation.remembering import focus_after
from seedqa.qa.conversation.statements import says_that
from seedqa.qa.conversation.understood import Understood
from seedqa.qa.conversation.vocabulary import ABOUT, ANY_CASE, DO, LEAD
from seedqa.qa.types import Turn

_QUOTED = 240


def understand(question: str, history: Sequence[Turn], lookup: Lookup = NoDocuments()) -> Understood:
    """A question in the light of the turns before it."""
    focus = Focus()
    for exchange in _of_last_topics(last_exchanges(history)):
        understood = _read(exchange.question, focus, lookup)
        if understood.readings and _asks_back(exchange.answer, understood):
            focus = replace(focus, readings=understood.readings)
        elif understood.reply is None and understood.about is None:
            focus = focus_after(focus, understood, exchange, lookup)
    return _with_sources(_read(question, focus, lookup), lookup)


def _with_sources(understood: Understood, lookup: Lookup) -> Understood:
    """What was understood, with the documents that it may be read in as typed."""
    beside = understood.typed.beside if understood.typed else ()
    found = [source for said in beside if (source := lookup.source(said))]
    return replace(understood, sources=tuple(dict.fromkeys(found)))


def _of_last_topics(exchanges: list[Exchange]) -> list[Exchange]:
    """The exchanges from the last question but one that began a topic: nothing older can be meant."""
    begun = [place for place, exchange in enumerate(exchanges) if _begins_topic(exchange.question)]
    return exchanges[begun[-2] :] if len(begun) > 1 else exchanges


def _begins_topic(question: str) -> bool:
    """Whether a question has a name of its own and nothing that points back."""
    leans = LEAD.match(question) or ABOUT.match(question) or PRONOUN.search(question)
    return bool(named(question)) and not leans and not is_fragment(question.rstrip(" ?.!"))


def _asks_back(answer: str, understood: Understood) -> bool:
    """Whether an answer was to ask which of two is meant."""
    return answer == "" or ("?" in answer and all(r.entity.bare in answer for r in understood.readings))


def _read(question: str, focus: Focus, lookup: Lookup) -> Understood:
    reply = courtesy(question)
    if reply is not None:
        return Understood(question, reply=reply)
    if not focus.question and not focus.readings:
        return Understood(question)
    chosen = _chosen(question, focus)
    if chosen is not None:
        return Understood(chosen.question, (chosen.entity.text,), center=chosen.entity, leaning=True)
    before = about_answer(question, focus)
    if before is not None:
        return Understood(before.question, about=before.kind, leaning=True)
    if says_that(question) and focus.past:
        return _who_said(question, focus)
    return carried_over(question, focus, lookup)


def _chosen(text: str, focus: Focus) -> Reading | None:
    """The reading that a reply picks out of the two that were asked about."""
    if not focus.readings or len(text.split()) > 8:
        return None
    words = set(re.findall(r"\w+", text.lower())) - {"the", "i", "mean", "meant", "of", "in", "one", "no", "yes"}
    names = [set(reading.entity.bare.lower().split()) for reading in focus.readings]
    shared = set.intersection(*names)
    fitting = [reading for reading, own in zip(focus.readings, names, strict=True) if words & (own - shared)]
    if len(fitting) == 1:
        return fitting[0]
    order = {"first": 0, "former": 0, "1": 0, "second": 1, "latter": 1, "2": 1, "last": 1}
    return next((focus.readings[order[word]] for word in sorted(words) if word in order), None)


def _who_said(question: str, focus: Focus) -> Understood:
    """ "Who said that?" -> who said what was answered."""
    last = focus.past[0]
    statement = last.answer.strip(" .")[:_QUOTED]
    short = len(statement.split()) < 5
    asked = re.sub(rf"^.*?\b(?:{DO})\b ", "", last.question.rstrip(" ?."), count=1, flags=ANY_CASE) if short else ""
    what = f"{asked} {statement}" if asked else statement
    lead = re.sub(r"\s*\b(?:that|so|this|it)\W*$", "", question.strip(), flags=ANY_CASE)
    return Understood(
        f"{lead} that {what[:1].lower() if not named(what[:40]) else what[:1]}{what[1:]}?", (statement,), leaning=True
    )
