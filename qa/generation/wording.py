"""A sentence as the words that carry its meaning, so that two sentences can be laid side by side.

Figures and dates are one word each, compared by value; articles and the like are left out.
"""

import re
from dataclasses import dataclass
from typing import Literal

from seedqa.index.quantities import Quantity, read_dates, read_quantities
from seedqa.qa.names import read_names
from seedqa.qa.terms import stem

Kind = Literal["plain", "name", "figure", "date", "caution", "grammar"]

_WORD = re.compile(r"\d[\d.,:/]*\d|\d|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[%‰$€£¥+−<>=]")
_FREE = frozenset("a an the and of in on at that which who whom as with also this these those there here".split())
# They bind who, when and how things were: they may be left out, but not added.
_GRAMMAR = frozenset(
    "is are am was were be been being has have had having do does did it its he him his she her hers they them their "
    "theirs we us our ours i me my mine you your yours to from by for into onto toward towards upon between among "
    "against through during before after since within per via".split()
)
_CAUTIONS = frozenset(
    "not no never none neither nor nobody nothing nowhere without cannot hardly barely scarcely only merely just but "
    "however although though despite except unless until if whether or may might could would should must will shall "
    "can about approximately around roughly nearly almost over under above below more less fewer most least up down "
    "half part partly some few several many all every each both either any other another than instead rather too "
    "yet still already again once first last next former formerly previously allegedly reportedly apparently probably "
    "possibly perhaps likely unlikely maybe supposedly officially so-called nominally originally initially formally "
    "false true untrue wrong rumour rumor myth lie error mistake hoax said".split()
)
# Stems of verbs under which what they govern need not be so.
_DOUBTS = frozenset(
    stem(word)
    for word in (
        "refuse refused decline declined deny denied fail failed avoid avoided prevent prevented cancel cancelled "
        "canceled withdraw withdrew withdrawn reject rejected plan planned planning intend intended hope hoped hopes "
        "promise promised agree agreed propose proposed expect expected estimate estimated claim claimed claims say "
        "says told tell tells allege alleged report reported reports believe believed suggest suggested consider "
        "considered ask asked request requested demand demanded require required want wanted wish wished try tried "
        "attempt attempted seek sought offer offered threaten threatened forecast predict predicted project projected "
        "aim aimed target targeted pledge pledged vow vowed warn warned fear feared doubt doubted dispute disputed "
        "suppose supposed assume assumed pretend pretended stop stopped cease ceased end ended lack lacked miss missed "
        "lose lost forget forgot forgotten ban banned forbid forbade forbidden delay delayed postpone postponed "
        "suspend suspended correct corrected correction misstate misstated retract retracted announce announced "
        "according".split()
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: what it is compared by, what kind it is, and where it stands."""

    key: str
    kind: Kind
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a sentence, in order."""
    taken = [*_dates(text), *_figures(text)]
    names = {(name.start, name.end) for name in read_names(text, 0, len(text))}
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if any(word.start < end and start < word.end for word in taken):
            continue
        named = any(begin <= start and end <= stop for begin, stop in names)
        word = _word(match[0], named, start, end)
        if word is not None:
            found.append(word)
    return sorted([*found, *taken], key=lambda word: word.start)


def _word(text: str, named: bool, start: int, end: int) -> Word | None:
    lower = re.sub(r"[’']s?$", "", text.lower())
    if lower in _FREE or not lower:
        return None
    if lower[0].isdigit():
        return Word(lower.replace(",", ""), "figure", start, end)
    if lower in _CAUTIONS or re.search(r"n[’']t$", text.lower()):
        return Word(lower.replace("’", "'"), "caution", start, end)
    if lower in _GRAMMAR:
        return Word(lower, "grammar", start, end)
    key = stem(lower)
    return Word(key, "caution" if key in _DOUBTS else "name" if named else "plain", start, end)


def _dates(text: str) -> list[Word]:
    return [Word(f"@{date.value}", "date", date.start, date.end) for date in read_dates(text)]


def _figures(text: str) -> list[Word]:
    dates = [(date.start, date.end) for date in read_dates(text)]
    found = []
    for figure in read_quantities(text):
        if figure.kind != "date" and not any(start < figure.end and figure.start < end for start, end in dates):
            found.append(Word(_value(figure), "figure", figure.start, figure.end))
    return found


def _value(figure: Quantity) -> str:
    value = f"{figure.value.normalize():f}"
    high = "" if figure.high is None else f"-{figure.high.normalize():f}"
    return f"#{value}{high} {figure.unit} {figure.kind} {figure.bound}"
