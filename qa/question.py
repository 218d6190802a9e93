"""What a question asks for: the kind of answer, the thing counted, the names and years it is about.

It does not know the documents.
"""

import re
from dataclasses import dataclass

from seedqa.index.lexical import content_words
from seedqa.index.quantities import read_quantities
from seedqa.qa.kinds import read_kind
from seedqa.qa.patterns import any_of
from seedqa.qa.terms import stem

_MANY_THINGS = any_of(
    "products crops activities measures standards items areas zones fields sectors trades things forms lines places"
)
_SEVERAL = re.compile(
    rf"\b(?:list|name (?:all|the \w+ \w+s)|all (?:the|of)|(?:what|which) (?:\w+ )?(?:are|were)\b|which \w+s\b"
    rf"|(?:what|which) (?:kinds|types|sorts)|what else|(?:what|which) (?:two|three|four|five|six|seven|eight)"
    rf"|(?:what|which) (?:\w+ )?{_MANY_THINGS})\b",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    rf"\b{any_of('yuan renminbi RMB US_dollars? dollars? USD euros? EUR GBP yen rupees? francs? kroner rubles?')}\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:in total|total|altogether|combined|sum|overall|in all|together)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:(?<![’']s)\s+(?:(?:of|the|of the|de|al)\s+)?[A-Z][\w’'-]*)*")
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:ese|ish|ian|ean|ench|utch|eek|iss|man)")
_OPENS = re.compile(r"(?:^|[.!?:;]\s)[\s\"'“‘(]*$")
_NOT_NAMES = frozenset(
    (
        "who whom whose what which when where why how is are was were do does did has have had can could will "
        "would should tell give list name in on at by for from with as the a an of to please according i it he "
        "she they we you there that this these those if and or but since during after before about up down not no "
        "across over into within among between under near pretend override "
        "gdp ceo cfo covid pr it ai id hr usd rmb eur gbp kwh mwh january february march april june july august "
        "september october november december monday tuesday wednesday thursday friday saturday sunday "
        "yes ok hi hello thanks may ignore system assistant user answer reply say total per also so"
    ).split()
)
_GENERIC = frozenset(
    (
        "county province city village town township district region state country river lake bureau company "
        "government department university college school committee party secretary director people office group "
        "center centre mr mrs ms dr professor president north south east west northern southern eastern western"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. ``words`` carry its meaning and ``terms`` are their stems, pair by pair; ``noun`` is
    the stem of what is counted; ``names`` are as typed; ``currency`` is the canonical unit of one that is named."""

    text: str
    expected: str
    noun: str | None
    words: tuple[str, ...]
    terms: tuple[str, ...]
    names: tuple[str, ...]
    years: tuple[str, ...]
    currency: str | None
    several: bool
    total: bool


def read_question(text: str) -> Question:
    """Takes a stand-alone question apart."""
    asked = read_kind(text)
    carrying = content_words(text)
    return Question(
        text=text,
        expected=asked.kind,
        noun=asked.noun,
        words=tuple(carrying),
        terms=tuple(stem(word) for word in carrying),
        names=_names(text),
        years=tuple(_YEAR.findall(text)),
        currency=_currency(text),
        several=bool(_SEVERAL.search(text)),
        total=bool(_TOTAL.search(text)),
    )


def _currency(text: str) -> str | None:
    match = _CURRENCY.search(text)
    if match is None:
        return None
    read = read_quantities(f"1 {match[0]}")
    return read[0].unit if read and read[0].kind == "money" else None


def _names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words, but not a lone one that opens a sentence; a text all in capitals names nothing."""
    if text.isupper():
        return ()
    found = []
    for match in _NAME.finditer(text):
        name = _stripped(match[0])
        lone = bool(_OPENS.search(text, 0, match.start())) and re.fullmatch(r"\w+", match[0]) is not None
        if name and not lone and name.lower() not in _GENERIC and not _ADJECTIVE.fullmatch(name):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _stripped(run: str) -> str:
    """A run of capitalised words without question words at its head and the possessive at its end."""
    tokens = run.split()
    while tokens and _bare(tokens[0]) in _NOT_NAMES:
        tokens.pop(0)
    while tokens and _bare(tokens[-1]) in _NOT_NAMES:
        tokens.pop()
    return re.sub(r"[’']s?$", "", " ".join(tokens))


def _bare(token: str) -> str:
    return re.sub(r"[’']s?$", "", token.lower())


def without_names(question: Question) -> str:
    """The question with "it" for every name: what is asked, of whomever or whatever."""
    text = question.text
    for name in sorted(question.names, key=len, reverse=True):
        text = re.sub(rf"(?:\b[Tt]he )?\b{re.escape(name)}(?:[’']s)?", "it", text)
    return text


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others of its kind ("mill" of "Mill County")."""
    return tuple(word for word in content_words(name) if word not in _GENERIC)
