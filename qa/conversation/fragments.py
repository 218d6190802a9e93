"""Turns without a verb of their own: they only name what is different now."""

import re

from seedqa.qa.conversation.vocabulary import ANY_CASE, AUX, IRREGULAR, PREPOSITION, VERB, WH
from seedqa.qa.patterns import any_of

_LONGEST = 9
_BASE = "work live come go cost stay earn employ use produce belong get pay make take need want know say think"
HOW_MANY = re.compile(r"^how (?:many|much)\b", ANY_CASE)
_FULL = re.compile(rf"^(?:{AUX}|tell|list|name|show|give|explain|describe|summari[sz]e|compare)\b", ANY_CASE)
WH_FRAGMENT = re.compile(
    rf"^(?P<lead>(?:{PREPOSITION} )?)(?P<wh>how (?:many|much|long|old|far|often|big|large|high"
    rf"|deep|tall|heavy|fast)|who|whom|whose|what|which|when|where|why)"
    rf"(?P<noun>(?: [a-z][\w’'-]*){{0,3}})(?: (?P<of>of (?:them|those|these|it)))?(?:"
    rf" (?P<last>for|to|from|with|by|at|in|of|about|exactly))?$",
    ANY_CASE,
)
_ACTS = re.compile(rf"\b(?:{any_of(_BASE)})\b|\b(?:there|here|it|he|she|they|we|you|i)\b", ANY_CASE)
_SUBJECT = re.compile(
    r"^(?:i|we|you|they|it|he|she|there|that|this|those|these|my|your|because|if)\b(?! ones?\b)", ANY_CASE
)
_CLAUSE = re.compile(rf"^(?:(?:{PREPOSITION}|if|when|because|although|while|yes|no|ok|well)\b|i\b)(?! \d)", ANY_CASE)
_SPLIT = re.compile(
    r"^(?P<topic>[^,;:–—]{2,60}?)(?: itself| himself| herself| themselves)?\s*[,;:–—]\s*(?P<clause>.+)$"
)


def is_fragment(text: str) -> bool:
    """Whether a turn has no verb of its own: it only names what is different now."""
    words = text.split()
    if not words or len(words) > _LONGEST or _FULL.match(text) or _SUBJECT.match(text):
        return False
    match = WH_FRAGMENT.match(text)
    if match:
        noun = match["noun"].strip()
        return (
            not VERB.search(noun)
            and not _ACTS.search(noun)
            and (bool(HOW_MANY.match(match["wh"])) or match["wh"].lower() in ("which", "what", "whose") or not noun)
        )
    if re.match(rf"^(?:{PREPOSITION} )?{WH}\b", text, ANY_CASE):
        return False
    return not re.search(rf"\b(?:{AUX}|{IRREGULAR})\b", _without_subordinate(text), ANY_CASE)


def _without_subordinate(text: str) -> str:
    return re.split(r",\s*(?:once|when|after|before|if|as|who|which|that|where)\b", text)[0]


def dislocated(text: str) -> tuple[str, str] | None:
    """Topic and clause of "the boat itself, for how much was she insured"."""
    match = _SPLIT.match(text)
    if (
        match is None
        or _CLAUSE.match(match["topic"])
        or re.match(rf"{WH}\b|{AUX}\b", match["topic"], ANY_CASE)
        or not re.search(rf"\b(?:{WH}|{AUX})\b", match["clause"], ANY_CASE)
    ):
        return None
    return match["topic"].strip(), match["clause"].strip()
