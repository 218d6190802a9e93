"""Who did something, and to whom, in one clause: names found by form and place, pronouns and "the county" resolved.

Rules of English order only. A clause whose parts are told in parallel ("respectively") has no actors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

HEADS = (
    "county|province|city|town|township|village|district|prefecture|region|state|company|group|foundation|university|school|"
    "college|hospital|bank|bureau|ministry|department|agency|association|cooperative|factory|plant|farm|fund|charity|"
    "committee|institute|centre|center|museum|port|park|council|club|union|trust|society|station|mill|firm|mine|airport"
)
_WORD = r"[A-Z][\w’'-]*[^\W_](?<![’']s)|[A-Z](?![\w.])"
_NAME = rf"(?:{_WORD})(?:\s(?:of\s)?(?:{_WORD}))*(?:\s(?:{HEADS})\b)?(?:,?\sCo\.)?(?:,?\s(?:Ltd|Inc|LLC|Corp)\b)?"
_PHRASE = re.compile(
    rf"(?P<definite>\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:[a-z-]+\s)?(?P<head>(?i:{HEADS}))\b)"
    rf"|(?P<pronoun>\b(?:[Ii]t|[Tt]hey|[Hh]e|[Ss]he|him|them)\b)|(?P<name>\b{_NAME})"
)
_NOT_NAMES = frozenset(
    (
        "the a an this that these those it its he she they we you i in on at by for from with as when while after before "
        "since if but and or so however many most some each among according up during through using to of our his her "
        "their there what how where why who which whose whom over under also yet then now both all every another other "
        "more less such not no did does do was were is are has have had can could will would add sum give tell list name "
        "compare between until last next only total about nearly almost late early meanwhile today january february march "
        "april may june july august september october november december monday tuesday wednesday thursday friday saturday "
        "sunday covid us usd rmb gdp altogether together overall combined work put by per ltd inc co llc corp"
    ).split()
)
_BEHIND_PREPOSITION = re.compile(
    r"\b(?P<word>in|of|at|from|to|by|with|for|during|since|between|among|on|under|near|across|into|after|before|until|against|"
    r"including|like|than|through|outside|inside|towards?)\s(?:(?:the|a|an|its|their)\s)?(?:(?!(?:do|does|did|has|have|had|is|are|was|were|will|can)\b)[a-z-]+\s){0,2}?\Z",
    re.IGNORECASE,
)
_PLACE_WORDS = frozenset("in of at for from by".split())
_CLAUSES = re.compile(
    r";\s|:\s|,?\s(?:while|whereas|but)\s|,\s(?=which\s|who\s)|,?\sand\s(?=(?:the\s)?(?:[A-Z][\w’'-]*\s){1,5}(?:(?:county|district|village|town|city)\s)?"
    r"(?:has\s|have\s|had\s|was\s|were\s|is\s)?(?:[a-z]+ed|gave|got|spent|sent|paid|made|built|grew|sold|won|lent|cut|rose|fell|lost|had|held|kept|took|drew|ran|bought|taught|left|led|has|have)\b)"
)
_GIVING = (
    r"giv(?:e|es|en|ing)|gave|provid(?:e|es|ed|ing)|offer(?:s|ed|ing)?|donat(?:e|es|ed|ing)|grant(?:s|ed|ing)?|"
    r"award(?:s|ed|ing)?|allocat(?:e|es|ed|ing)|pa(?:y|ys|id|ying)|sen(?:d|ds|t|ding)|lend(?:s|ing)?|lent|"
    r"invest(?:s|ed|ing)?|contribut(?:e|es|ed|ing)|transferr?(?:s|ed|ing)?|hand(?:s|ed|ing)?(?:\sover)?|present(?:s|ed)|"
    r"suppl(?:y|ies|ied|ying)|deliver(?:s|ed|ing)?|disburs(?:e|es|ed|ing)|remit(?:s|ted|ting)?|put(?:s|ting)?\sinto|support(?:s|ed|ing)?"
)
_TAKING = (
    r"receiv(?:e|es|ed|ing)|got|gets?|getting|obtain(?:s|ed|ing)?|accept(?:s|ed|ing)?|secur(?:e|es|ed|ing)|borrow(?:s|ed|ing)?"
)
_VERB = re.compile(rf"\b(?:(?P<give>{_GIVING})|(?P<take>{_TAKING}))\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s(?:[a-z]+ly\s)?\Z", re.IGNORECASE)
_INVERTED = re.compile(r"\b(?:was|were|been|is|are)\s", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:ed|en|paid|sent|lent)\Z", re.IGNORECASE)
_GIFT = re.compile(
    r"\b(?:donations?|grants?|gifts?|loans?|aid|assistance|support|contributions?|subsid(?:y|ies)|payments?|funding|transfers?|help)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"(?:\b(?:the|a|an|of|its|their|his|her|financial|annual|in|total)|[’']s?)\s\Z", re.IGNORECASE)
_COMMON_FORM = re.compile(r"(?:ing|ly|ed)\Z")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]*)\Z")
_CLOSED = re.compile(r"[^“”\"\n]*?(?P<last>[^“”\"\n])[”\"]")
_LONGEST_TITLE = 250
_LOOK_BACK = 3000
_NEARBY = 400


@dataclass(frozen=True, slots=True)
class Actors:
    """Names as the text has them. ``carried`` says that ``who`` comes from an earlier sentence; ``giving`` that the
    clause tells of giving or receiving."""

    who: str | None = None
    whom: str | None = None
    carried: bool = False
    giving: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    name: str
    preposition: str | None
    pronoun: bool


def actors(text: str, start: int, end: int, place: int, last: str | None) -> Actors:
    """The actors of the clause of ``text[start:end]`` that holds ``place``; ``last`` is who was spoken of before."""
    if re.search(r"\brespectively\b", text[start:end]):
        return Actors()
    left, right = _clause(text, start, end, place)
    mentions = _mentions(text, left, right, last)
    subject, carried = _subject(text, start, left, mentions, place, last)
    found = _by_verb(text, left, right, place, mentions, subject) or _by_gift(text, left, right, mentions, subject)
    who, whom = found or (subject, None)
    return Actors(who, whom if whom != who else None, carried and who == subject, found is not None)


def names_in(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The names in ``text[start:end]`` as written, in order, without pronouns and without "the county"."""
    found = (_trimmed(match)[1] for match in _PHRASE.finditer(text, start, len(text) if end is None else end) if match["name"])
    return [name for name in found if name is not None]


def subject_of(text: str, start: int, end: int, last: str | None) -> str | None:
    """Who a sentence is about, for the sentences after it."""
    mentions = _mentions(text, *_clause(text, start, end, start), last)
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


def _mentions(text: str, left: int, right: int, last: str | None) -> list[_Mention]:
    return list(_read_mentions(text, left, right, last))


def _read_mentions(text: str, left: int, right: int, last: str | None) -> Iterator[_Mention]:
    earlier: list[str] = []
    preposition: str | None = None
    ended = left
    for match in _PHRASE.finditer(text, left, right):
        begin, name = _named(text, match, last, earlier)
        if name is None or _titles(text, begin):
            continue
        found = _BEHIND_PREPOSITION.search(text, max(left, begin - 30), begin)
        joined = bool(earlier) and re.fullmatch(r",?\s(?:and|or)\s(?:the\s)?", text[ended:begin]) is not None
        preposition = found["word"].lower() if found else preposition if joined else None
        earlier.append(name)
        ended = match.end()
        yield _Mention(begin, match.end(), name, preposition, match["pronoun"] is not None)


def _titles(text: str, begin: int) -> bool:
    """Whether a name stands in a quoted title: in quotation marks that no stop or comma closes."""
    if _QUOTED.search(text, max(0, begin - _LONGEST_TITLE), begin) is None:
        return False
    closing = _CLOSED.match(text, begin, begin + _LONGEST_TITLE)
    return closing is not None and closing["last"] not in ".,!?"


def _named(text: str, match: re.Match[str], last: str | None, earlier: list[str]) -> tuple[int, str | None]:
    """Where a mention begins and the name it stands for; None where it names nobody."""
    if match["pronoun"]:
        others = [name for name in earlier if name != (earlier[0] if earlier else None)]
        return match.start(), others[-1] if others else None if earlier else last
    if match["definite"]:
        return match.start(), _antecedent(text, match.start(), match["head"])
    return _trimmed(match)


def _trimmed(match: re.Match[str]) -> tuple[int, str | None]:
    """A name without the words that are capitalised for opening a sentence."""
    words = match["name"].split(" ")
    begin = match.start()
    while words and words[0].lower().strip("’'") in _NOT_NAMES:
        begin += len(words[0]) + 1
        words.pop(0)
    name = re.sub(r"[’']s?$", "", " ".join(words))
    if not name[:1].isupper():
        return begin, None
    lone = len(words) == 1 and name == words[0] and _opens(match.string, begin)
    if lone and not match.string.startswith(("’s ", "'s "), match.end()) and not _is_known(match.string, name):
        return begin, None
    return begin, name


def _opens(text: str, begin: int) -> bool:
    return re.search(r"(?:\A|[.!?:\n]|[.!?][\"”’])[\s\"“‘(]*\Z", text[max(0, begin - 6) : begin]) is not None


@lru_cache(maxsize=4096)
def _is_known(text: str, word: str) -> bool:
    """Whether a word that opens a sentence is a name: it stands inside a sentence too, and never in lower case."""
    if _COMMON_FORM.search(word) or re.search(rf"\b{re.escape(word.lower())}\b", text):
        return False
    return any(not _opens(text, found.start()) for found in re.finditer(rf"\b{re.escape(word)}\b", text))


def _antecedent(text: str, place: int, head: str) -> str | None:
    """The last name before ``place`` that ends in ``head``."""
    pattern = re.compile(rf"\b(?:{_WORD})(?:\s(?:of\s)?(?:{_WORD}))*\s(?i:{head})\b")
    found = None
    for match in pattern.finditer(text, max(0, place - _LOOK_BACK), place):
        words = match[0].split(" ")
        while len(words) > 1 and words[0].lower() in _NOT_NAMES:
            words.pop(0)
        found = " ".join(words) if len(words) > 1 else found
    return found


def _subject(
    text: str, start: int, left: int, mentions: list[_Mention], place: int, last: str | None
) -> tuple[str | None, bool]:
    """The clause's subject and whether it is carried over from before."""
    before = [m for m in mentions if m.start < place]
    for mention in before:
        if mention.preposition is None:
            return mention.name, mention.pronoun
    if left > start and re.match(r"(?:which|who)\s", text[left : left + 6]):
        named = _mentions(text, start, left, last)
        return (named[-1].name, False) if named else (last, True)
    if left > start:
        outer = _mentions(text, start, left, last)
        return next(((m.name, False) for m in outer if m.preposition is None), (last, True))
    for mention in before:
        if mention.preposition in _PLACE_WORDS:
            return mention.name, False
    return last, True


def _by_verb(
    text: str, left: int, right: int, place: int, mentions: list[_Mention], subject: str | None
) -> tuple[str | None, str | None] | None:
    """Giver and receiver from the verb of giving or taking nearest before ``place``, else after it."""
    verbs = [v for v in _VERB.finditer(text, left, right) if not _NOUN_BEFORE.search(text, max(left, v.start() - 12), v.start())]
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


def _is_passive(text: str, left: int, verb: re.Match[str], after: list[_Mention]) -> bool:
    """Whether a verb is passive: "was given", or "was the county given by", where the subject stands between."""
    if _PASSIVE.search(text, max(left, verb.start() - 16), verb.start()):
        return True
    by = any(mention.preposition == "by" for mention in after)
    return by and bool(_PARTICIPLE.search(verb[0])) and bool(_INVERTED.search(text, left, verb.start()))


def _close(text: str, end: int, mention: _Mention) -> bool:
    return mention.preposition is None and text[end : mention.start].strip() in ("", "the", "both", "to")


def _by_gift(
    text: str, left: int, right: int, mentions: list[_Mention], subject: str | None
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


def _first(mentions: list[_Mention], *prepositions: str) -> str | None:
    for word in prepositions:
        for mention in mentions:
            if mention.preposition == word:
                return mention.name
    return None
