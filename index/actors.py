"""Who did something, and to whom, in the clause that holds a figure.

Rules of English order only. A clause whose parts are told in parallel ("respectively") has no actors.
"""

import re
from dataclasses import dataclass

from seedqa.index.mentions import Mention, names_in, read_mentions

_PLACE_WORDS = frozenset("in of at for from by".split())
_PAST = (
    "[a-z]+ed|gave|got|spent|sent|paid|made|built|grew|sold|won|lent|cut|rose|fell|lost|had|held|kept|took|drew|ran|"
    "bought|taught|left|led|has|have"
)
_CLAUSES = re.compile(
    r";\s|:\s|,?\s(?:while|whereas|but)\s|,\s(?=which\s|who\s)|,?\sand\s(?=(?:the\s)?(?:[A-Z][\w’'-]*\s){1,5}"
    rf"(?:(?:county|district|village|town|city)\s)?(?:has\s|have\s|had\s|was\s|were\s|is\s)?(?:{_PAST})\b)"
)
_GIVING = (
    r"giv(?:e|es|en|ing)|gave|provid(?:e|es|ed|ing)|offer(?:s|ed|ing)?|donat(?:e|es|ed|ing)|grant(?:s|ed|ing)?|"
    r"award(?:s|ed|ing)?|allocat(?:e|es|ed|ing)|pa(?:y|ys|id|ying)|sen(?:d|ds|t|ding)|lend(?:s|ing)?|lent|"
    r"invest(?:s|ed|ing)?|contribut(?:e|es|ed|ing)|transferr?(?:s|ed|ing)?|hand(?:s|ed|ing)?(?:\sover)?|"
    r"present(?:s|ed)|suppl(?:y|ies|ied|ying)|deliver(?:s|ed|ing)?|disburs(?:e|es|ed|ing)|remit(?:s|ted|ting)?|"
    r"put(?:s|ting)?\sinto|support(?:s|ed|ing)?"
)
_TAKING = (
    r"receiv(?:e|es|ed|ing)|got|gets?|getting|obtain(?:s|ed|ing)?|accept(?:s|ed|ing)?|secur(?:e|es|ed|ing)|"
    r"borrow(?:s|ed|ing)?"
)
_VERB = re.compile(rf"\b(?:(?P<give>{_GIVING})|(?P<take>{_TAKING}))\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s(?:[a-z]+ly\s)?\Z", re.IGNORECASE)
_INVERTED = re.compile(r"\b(?:was|were|been|is|are)\s", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:ed|en|paid|sent|lent)\Z", re.IGNORECASE)
_GIFT = re.compile(
    r"\b(?:donations?|grants?|gifts?|loans?|aid|assistance|support|contributions?|subsid(?:y|ies)|payments?|funding|"
    r"transfers?|help)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|of|its|their|his|her|financial|annual|in|total)|[’']s?)\s\Z", re.IGNORECASE
)
_NEARBY = 400


@dataclass(frozen=True, slots=True)
class Actors:
    """Names as the text has them. ``carried`` says that ``who`` comes from an earlier sentence; ``giving`` that the
    clause tells of giving or receiving."""

    who: str | None = None
    whom: str | None = None
    carried: bool = False
    giving: bool = False


def actors(text: str, start: int, end: int, place: int, last: str | None) -> Actors:
    """The actors of the clause of ``text[start:end]`` that holds ``place``; ``last`` is who was spoken of before."""
    if re.search(r"\brespectively\b", text[start:end]):
        return Actors()
    left, right = _clause(text, start, end, place)
    mentions = read_mentions(text, left, right, last)
    subject, carried = _subject(text, start, left, mentions, place, last)
    found = _by_verb(text, left, right, place, mentions, subject) or _by_gift(text, left, right, mentions, subject)
    who, whom = found or (subject, None)
    return Actors(who, whom if whom != who else None, carried and who == subject, found is not None)


def subject_of(text: str, start: int, end: int, last: str | None) -> str | None:
    """Who a sentence is about, for the sentences after it."""
    mentions = read_mentions(text, *_clause(text, start, end, start), last)
    return next((m.name for m in mentions if m.preposition is None), None) or last


def _clause(text: str, start: int, end: int, place: int) -> tuple[int, int]:
    left, right = start, end
    for mark in _CLAUSES.finditer(text, start, end):
        if mark.end() <= place:
            left = mark.end()
        else:
            right = mark.start()
            break
    return left, right


def _subject(
    text: str, start: int, left: int, mentions: list[Mention], place: int, last: str | None
) -> tuple[str | None, bool]:
    """The clause's subject and whether it is carried over from before."""
    before = [m for m in mentions if m.start < place]
    for mention in before:
        if mention.preposition is None:
            return mention.name, mention.pronoun
    if left > start and re.match(r"(?:which|who)\s", text[left : left + 6]):
        named = read_mentions(text, start, left, last)
        return (named[-1].name, False) if named else (last, True)
    if left > start:
        outer = read_mentions(text, start, left, last)
        return next(((m.name, False) for m in outer if m.preposition is None), (last, True))
    for mention in before:
        if mention.preposition in _PLACE_WORDS:
            return mention.name, False
    return last, True


def _by_verb(
    text: str, left: int, right: int, place: int, mentions: list[Mention], subject: str | None
) -> tuple[str | None, str | None] | None:
    """Giver and receiver from the verb of giving or taking nearest before ``place``, else after it."""
    verbs = [
        v
        for v in _VERB.finditer(text, left, right)
        if not _NOUN_BEFORE.search(text, max(left, v.start() - 12), v.start())
    ]
    if not verbs:
        return None
    before = [v for v in verbs if v.start() < place]
    verb = before[-1] if before else verbs[0]
    after = [m for m in mentions if m.start >= verb.end()]
    told = next((m.name for m in mentions if m.start < verb.start() and m.preposition is None), subject)
    if verb["take"]:
        return _first(after, "from", "by"), told
    if _is_passive(text, left, verb, after):
        named = next((m.name for m in mentions if m.start < verb.start() and m.preposition is None), None)
        return _first(after, "by", "from"), _first(after, "to", "for") or named
    direct = after[0].name if after and _close(text, verb.end(), after[0]) else None
    receiver = direct or _first(after, "to", "in", "into", "for")
    return (_other(text, left, receiver) if receiver and told == receiver else told), receiver


def _other(text: str, place: int, name: str) -> str | None:
    """The last name before ``place`` that is not ``name``: "it" gives to somebody else, never to itself."""
    others = [other for other in names_in(text, max(0, place - _NEARBY), place) if other != name]
    return others[-1] if others else None


def _is_passive(text: str, left: int, verb: re.Match[str], after: list[Mention]) -> bool:
    """Whether a verb is passive: "was given", or "was the county given by", where the subject stands between."""
    if _PASSIVE.search(text, max(left, verb.start() - 16), verb.start()):
        return True
    by = any(mention.preposition == "by" for mention in after)
    return by and bool(_PARTICIPLE.search(verb[0])) and bool(_INVERTED.search(text, left, verb.start()))


def _close(text: str, end: int, mention: Mention) -> bool:
    return mention.preposition is None and text[end : mention.start].strip() in ("", "the", "both", "to")


def _by_gift(
    text: str, left: int, right: int, mentions: list[Mention], subject: str | None
) -> tuple[str | None, str | None] | None:
    """Giver and receiver of a gift that is a noun: "A's donation to B", "a grant from A to B"."""
    gift = _GIFT.search(text, left, right)
    if gift is None:
        return None
    after = [m for m in mentions if m.start >= gift.end()]
    giver, receiver = _first(after, "from", "by"), _first(after, "to", "for")
    if giver is None and receiver is None:
        return None
    return giver or subject, receiver


def _first(mentions: list[Mention], *prepositions: str) -> str | None:
    for word in prepositions:
        for mention in mentions:
            if mention.preposition == word:
                return mention.name
    return None
