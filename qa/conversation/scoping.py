"""Corrections and opening remarks: they set what the question after them is about."""

import re
from dataclasses import replace

from seedqa.qa.conversation.acts import correction
from seedqa.qa.conversation.focus import Focus, Salient, entities_of
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.references import resolve
from seedqa.qa.conversation.vocabulary import ANY_CASE, AUX, LEAD, SWITCH, WH

_SENTENCES = re.compile(r"(?<=[a-z0-9)”’'][.!?;])\s+(?=\S)")
_ASKS = re.compile(rf"^\W*(?:(?:in|at|on|by|for|from|to|of|with|since|until) )?(?:{WH}|{AUX})\b|\?\s*$", ANY_CASE)


def scoped(question: str, focus: Focus, lookup: Lookup) -> tuple[Focus, str, bool]:
    """The focus and the words to read: corrections and opening remarks ("Let's talk about X.") set the one and are
    left out of the other."""
    sentences = _SENTENCES.split(question.strip())
    target = correction(sentences[0])
    if target is not None and len(sentences) == 1:
        return focus, target, True
    if len(sentences) == 1 or not _ASKS.search(sentences[-1]):
        return focus, question, False
    if target is None and not SWITCH.search(question) and not LEAD.fullmatch(f"{sentences[0]} "):
        return focus, question, False
    remark = target or " ".join(sentences[:-1])
    resolved = resolve(remark, focus, lookup)
    about = [*resolved.used, *entities_of(f"about {resolved.text}", lookup)]
    if not about:
        return focus, sentences[-1], False
    pinned = tuple(Salient(entity, 0) for entity in about[:1])
    rest = () if SWITCH.search(remark) else focus.salient
    return replace(focus, salient=(*pinned, *rest)), sentences[-1], True
