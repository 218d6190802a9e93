"""Who a text speaks of: names by their form, and the pronouns and "the county" that stand for one.

A lone capitalised word that opens a sentence is a name only where the text uses it as one elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEADS = (
    "county|province|city|town|township|village|district|prefecture|region|state|company|group|foundation|university|"
    "school|college|hospital|bank|bureau|ministry|department|agency|association|cooperative|factory|plant|farm|fund|"
    "charity|committee|institute|centre|center|museum|port|park|council|club|union|trust|society|station|mill|firm|"
    "mine|airport"
)
_WORD = r"(?:[A-Z][\w’'-]*[^\W_](?<![’']s)|[A-Z](?![\w.]))"
_NAME = rf"{_WORD}(?:\s(?:of\s)?{_WORD})*(?:\s(?:{HEADS})\b)?(?:,?\sCo\.)?(?:,?\s(?:Ltd|Inc|LLC|Corp)\b)?"
_PHRASE = re.compile(
    rf"(?P<definite>\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:[a-z-]+\s)?(?P<head>(?i:{HEADS}))\b)"
    rf"|(?P<pronoun>\b(?:[Ii]t|[Tt]hey|[Hh]e|[Ss]he|him|them)\b)|(?P<name>\b{_NAME})"
)
_NOT_NAMES = frozenset(
    (
        "the a an this that these those it its he she they we you i in on at by for from with as when while after "
        "before since if but and or so however many most some each among according up during through using to of our "
        "his her their there what how where why who which whose whom over under also yet then now both all every "
        "another other more less such not no did does do was were is are has have had can could will would add sum "
        "give tell list name compare between until last next only total about nearly almost late early meanwhile "
        "today january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday covid us usd rmb gdp altogether together overall combined work put "
        "by per ltd inc co llc corp"
    ).split()
)
_BEHIND_PREPOSITION = re.compile(
    r"\b(?P<word>in|of|at|from|to|by|with|for|during|since|between|among|on|under|near|across|into|after|before|until|"
    r"against|including|like|than|through|outside|inside|towards?)\s(?:(?:the|a|an|its|their)\s)?"
    r"(?:(?!(?:do|does|did|has|have|had|is|are|was|were|will|can)\b)[a-z-]+\s){0,2}?\Z",
    re.IGNORECASE,
)
_JOINED = re.compile(r",?\s(?:and|or)\s(?:the\s)?")
_COMMON_FORM = re.compile(r"(?:ing|ly|ed)\Z")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]*)\Z")
_CLOSED = re.compile(r"[^“”\"\n]*?(?P<last>[^“”\"\n])[”\"]")
_LONGEST_TITLE = 250
_LOOK_BACK = 3000
_AROUND = 20_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or what stands for it, at ``text[start:end]``, and the preposition that it hangs on."""

    start: int
    end: int
    name: str
    preposition: str | None
    pronoun: bool


def read_mentions(text: str, left: int, right: int, last: str | None) -> list[Mention]:
    """Who ``text[left:right]`` speaks of, in order; ``last`` is whom an opening pronoun stands for."""
    return list(_read(text, left, right, last))


def names_in(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The names in ``text[start:end]`` as written, in order, without pronouns and without "the county"."""
    found = (
        _trimmed(match)[1]
        for match in _PHRASE.finditer(text, start, len(text) if end is None else end)
        if match["name"]
    )
    return [name for name in found if name is not None]


def _read(text: str, left: int, right: int, last: str | None) -> Iterator[Mention]:
    earlier: list[str] = []
    preposition: str | None = None
    ended = left
    for match in _PHRASE.finditer(text, left, right):
        begin, name = _named(text, match, last, earlier)
        if name is None or _titles(text, begin):
            continue
        found = _BEHIND_PREPOSITION.search(text, max(left, begin - 30), begin)
        joined = bool(earlier) and _JOINED.fullmatch(text, ended, begin) is not None
        preposition = found["word"].lower() if found else preposition if joined else None
        earlier.append(name)
        ended = match.end()
        yield Mention(begin, match.end(), name, preposition, match["pronoun"] is not None)


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
    if lone and not match.string.startswith(("’s ", "'s "), match.end()) and not _is_known(_near(match), name):
        return begin, None
    return begin, name


def _opens(text: str, begin: int) -> bool:
    return re.search(r"(?:\A|[.!?:\n]|[.!?][\"”’])[\s\"“‘(]*\Z", text[max(0, begin - 6) : begin]) is not None


def _near(match: re.Match[str]) -> str:
    """The text around a match, far enough to meet the same words again."""
    return match.string[max(0, match.start() - _AROUND) : match.end() + _AROUND]


def _is_known(text: str, word: str) -> bool:
    """Whether a word that opens a sentence is a name: it stands inside one too, and never in lower case."""
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
