"""Who gives and who gets: whether a sentence tells it the other way round than a question does.

Rules over verbs of giving, receiving and moving, and over "from" and "to". They know only names and the nouns
that stand for them, and say nothing where a text does not tell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.documents import Document
from seedqa.index.spans import Span
from seedqa.qa.patterns import any_of
from seedqa.qa.question import Question, name_words
from seedqa.qa.references import Mention, mentions
from seedqa.qa.terms import stem

_GIVING = any_of(
    "gives? gave given giving offer(?:s|ed|ing)? provid(?:es?|ed|ing) donat(?:es?|ed|ing) sends? sent sending "
    "grant(?:s|ed|ing) transfer(?:s|red|ring)? invest(?:s|ed|ing)? allocat(?:es?|ed|ing) lends? lent lending "
    "pays? paid "
    "contribut(?:es?|ed|ing) suppl(?:y|ies|ied|ying) award(?:s|ed|ing)? "
    "puts?_into sells? sold leases? leased"
)
_GETTING = any_of(
    "receiv(?:es?|ed|ing) gets? got getting obtain(?:s|ed|ing)? accept(?:s|ed|ing)? borrow(?:s|ed|ing)? buys? bought"
)
_GIVES = re.compile(rf"(?<!\ba )(?<!\bthe )(?<!\bany )\b{_GIVING}\b", re.IGNORECASE)
# "Got trained" tells what was done with somebody, not what somebody was given.
_GETS = re.compile(rf"\b(?!(?:get|got)\w*\s+\w+ed\b){_GETTING}\b", re.IGNORECASE)
_PRESENT = {"gave": "give", "given": "give", "sent": "send", "lent": "lend", "paid": "pay", "sold": "sell"}
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_AT_ONCE = re.compile(r"\s*(?:the\s+)?", re.IGNORECASE)
_THEM = re.compile(r"\s+(?:it|them|him|her)\b")
_GIFT = r"(?:loans?|grants?|gifts?|donations?|payments?|contributions?|subsid(?:y|ies)|funding|money|aid)"
_GIFT_FROM = re.compile(
    rf"\b{_GIFT}\b(?:\s+(?:of|worth|totalling)\s[^.;]{{0,40}}?)?\s+(?:from|by)\s+(?:the\s+)?$", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|by)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}$")
_TO = re.compile(r"\b(?:to|into|in)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}$")
_PARTICIPLE = re.compile(r",\s*(?:\w+\s+)?\w+ing$")


@dataclass(frozen=True, slots=True)
class Roles:
    """The stems of those who give or are left, of those who get or are reached, and of the verbs that say so."""

    source: frozenset[str]
    target: frozenset[str]
    verbs: frozenset[str]


def same_roles(question: Question, document: Document, sentence: Span) -> bool:
    """Whether both tell of the same giver or getter, and neither of the contrary."""
    asked, told = _roles(question.text, _asked_mentions(question)), _told_roles(document, sentence)
    contrary = asked.source & told.target or asked.target & told.source
    return not contrary and bool(asked.source & told.source or asked.target & told.target)


def _told_roles(document: Document, sentence: Span) -> Roles:
    return _roles(document.text[sentence.start : sentence.end], _shifted(mentions(document, sentence), sentence.start))


def contrary_roles(question: Question, document: Document, sentence: Span) -> bool:
    """As ``reversed_roles``; but who pays for a thing gets it, and gives nothing to it."""
    asked, told = _roles(question.text, _asked_mentions(question)), _told_roles(document, sentence)
    bought = {"buy", "bought", "sell", "acquir"} & (asked.verbs | told.verbs) and "pay" in asked.verbs | told.verbs
    return not bought and reversed_roles(question, document, sentence)


def reversed_roles(question: Question, document: Document, sentence: Span) -> bool:
    """Whether the sentence has the question's giver as the one who gets, or the other way round."""
    asked = _roles(question.text, _asked_mentions(question))
    told = _told_roles(document, sentence)
    if asked.source & told.source or asked.target & told.target:
        return False
    one_sided = not (asked.source and asked.target) and not (told.source and told.target)
    if one_sided and not asked.verbs & told.verbs:
        return False  # Who gives one thing may well be given another.
    return bool(asked.source & told.target or asked.target & told.source)


def _asked_mentions(question: Question) -> list[Mention]:
    found = []
    for name in question.names:
        words = frozenset(stem(word) for word in name_words(name))
        for match in re.finditer(re.escape(name), question.text):
            found.append(Mention(match.start(), match.end(), words))
    return sorted((mention for mention in found if mention.words), key=lambda mention: mention.start)


def _shifted(found: Sequence[Mention], by: int) -> list[Mention]:
    return [Mention(mention.start - by, mention.end - by, mention.words) for mention in found]


def _roles(text: str, found: Sequence[Mention]) -> Roles:
    source, target = _directed(text, found)
    said: set[str] = set()
    for verbs, giving in ((_GIVES, True), (_GETS, False)):
        for verb in verbs.finditer(text):
            if _PASSIVE.search(text, 0, verb.start()) and not verb[0].lower().endswith("ing"):
                continue
            subject, thing = _subject(text, verb, found), _object(text, verb, found)
            (source if giving else target).update(subject)
            (target if giving else source).update(thing)
            if subject or thing:
                said.add(_PRESENT.get(verb[0].lower()) or stem(verb[0]))
    both = source & target
    return Roles(frozenset(source - both), frozenset(target - both), frozenset(said))


def _directed(text: str, found: Sequence[Mention]) -> tuple[set[str], set[str]]:
    """Names after "from" and after "to", where the text has both."""
    source = {word for m in found if _FROM.search(text, 0, m.start) for word in m.words}
    target = {word for m in found if re.search(r"\bto\s+(?:the\s+)?$", text[: m.start]) for word in m.words}
    if source and target:
        return source, target
    return {word for m in found if _GIFT_FROM.search(text[: m.start]) for word in m.words}, set()


def _subject(text: str, verb: re.Match[str], found: Sequence[Mention]) -> frozenset[str]:
    """The name before the verb: the nearest, or the sentence's first for a participle after a comma."""
    before = [mention for mention in found if mention.end <= verb.start()]
    if not before:
        return frozenset()
    participle = bool(_PARTICIPLE.search(text[: verb.end()]))
    return before[0].words if participle else before[-1].words


def _object(text: str, verb: re.Match[str], found: Sequence[Mention]) -> frozenset[str]:
    """The name that follows the verb at once, or after "to" or "from"; for a pronoun, the last name before the verb."""
    before = [mention for mention in found if mention.end <= verb.start()]
    if len(before) > 1 and _THEM.match(text, verb.end()):
        return before[-1].words
    after = [mention for mention in found if mention.start >= verb.end()]
    for mention in after:
        gap = text[verb.end() : mention.start]
        if _AT_ONCE.fullmatch(gap) or _TO.search(gap) or _FROM.search(gap):
            return mention.words
    return frozenset()
