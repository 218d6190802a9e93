"""The wording of questions for a part of a whole, what is left of it, and so much for each."""

import re
from collections.abc import Iterator

from seedqa.qa.figures.cues import (
    A_UNIT,
    APIECE,
    HOW_MANY,
    MEAN,
    NOT_TYPICAL,
    NUMBERS,
    ONE_COSTS,
    PERCENT,
    POINTS,
    REST,
    TIMES,
    TYPICAL,
)
from seedqa.qa.figures.form import Form, compiled, found
from seedqa.qa.figures.segments import coordinated
from seedqa.qa.figures.units import unit_named

_I = re.IGNORECASE
_ONE = re.compile(r"\b(?:an?|one|each|every|the average) (?P<noun>[a-z][\w-]+)\b", _I)
_PART_OF = re.compile(r"\b(?:what|how (?:large|big|great) an?) part\b|\bhow much of\b.*\bin percent", _I)
_VERB = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|will|comes?|came|goes|went|makes?|made|flew|took|takes?|won|lost|"
    r"fell|falls?|spent|bought|sold|paid|pays?|drew|held|holds?|stood|stands?|lay|lies|gets?|got|gave|gives?|lives?|"
    r"works?|grows?|grew|belongs?|accounts?|consists?|arose|stems?|travels?|uses?|concerns?|\w{2,}ed)"
)
_PART_AND_WHOLE = compiled(
    rf"\b(?:what|which|how (?:large|big|great|high) an?) (?:{PERCENT}|part) of (?P<b>.+?),?"
    rf"(?: in percent,?| expressed .*?)? (?<!to )(?P<verb>{_VERB}) (?P<a>.+)",
    rf"\bhow much of (?P<b>.+?),? in percent,? {_VERB} (?P<a>.+)",
    rf"\bhow much of (?P<b>.+?),? {_VERB} (?P<a>.+?),? in percent",
    rf"(?P<a>[^,]+?),? as an? {PERCENT} of (?P<b>.+)",
    rf"\b(?:what|which) {PERCENT} {_VERB} (?P<a>.+?) (?:of|out of|in) (?P<b>(?:the|its|all|total).+)",
)
_NO_DIVISORS = frozenset({"cent", "annum", "of", "other", "year's", "single", "the", "capita", "head"})
_ENDS = frozenset(
    "in of on at by for to from with as per does do did has have had is are was were be been will would can could "
    "that which who and or than on".split()
)


def shares(text: str) -> Iterator[Form]:
    """What part of a whole something is: the part and the whole where the order of the words tells them apart."""
    asked = re.search(rf"(?<!\d )(?<!\d)\b{PERCENT}", text, _I) or _PART_OF.search(text)
    if asked is None or POINTS.search(text) or _in_money(text):
        return
    match = found(_PART_AND_WHOLE, text)
    yield Form("share", (match["a"], match["b"]) if match else (text,))


def _in_money(text: str) -> bool:
    """Whether a part is asked for as a sum of money, and not as a percentage."""
    match = re.search(r"\bin ([a-z]+)\b", text)
    named = unit_named(match[1]) if match else None
    return named is not None and named[0] == "money"


def averages(text: str) -> Iterator[Form]:
    """So much for each, and the mean of several."""
    for noun, phrase in dict(_divisors(text)).items():
        yield Form("average", (text, phrase), noun=noun)
    if MEAN.search(text):
        yield from (Form("mean", items) for items in coordinated(text))
        yield Form("mean", (text,), count=asked_count(text))


def _divisors(text: str) -> Iterator[tuple[str, str]]:
    """The nouns that something may be divided by, those most likely first, each with its phrase."""
    mean = MEAN.search(text) is not None
    for pattern in (APIECE, TYPICAL, ONE_COSTS, A_UNIT, *((_ONE,) if mean else ())):
        for match in pattern.finditer(text):
            if pattern is A_UNIT and not re.search(r"\bcost|average|yield", text, _I):
                continue
            run = _run(text, match.start("noun"))
            for noun in _heads_first(run):
                if noun not in NOT_TYPICAL and noun not in _NO_DIVISORS and (mean or noun not in TIMES):
                    yield noun, " ".join(run)


def _heads_first(run: list[str]) -> list[str]:
    """The words of a noun phrase, the last noun first; "vaccinated" and the like last of all."""
    verbal = [word for word in run if word.endswith(("ed", "ing"))]
    return [word for word in reversed(run) if word not in verbal] + verbal


def _run(text: str, start: int) -> list[str]:
    """The words of a noun phrase from its first: "participating household", "square kilometre"."""
    found: list[str] = []
    for match in re.finditer(r"[\w’'-]+(?P<gap>\W*)", text[start:]):
        word = re.sub(r"[’']s?\Z", "", match[0].rstrip(match["gap"]) if match["gap"] else match[0]).lower()
        if word in _ENDS or len(found) == 3:
            break
        found.append(f"{found.pop()} {word}" if found and found[-1] in {"square", "cubic"} else word)
        if match["gap"].strip():
            break
    return found


def rests(text: str) -> Iterator[Form]:
    """What is left of a whole."""
    if not re.search(rf"\b{PERCENT}\b", text, _I) and re.search(
        r"(?:^|, )(?:how (?:many|much|large|far)|what)\b", text, _I
    ):
        yield Form("rest", (text,), loose=REST.search(text) is not None)


def asked_count(text: str) -> int | None:
    match = HOW_MANY.search(text)
    if match is None:
        return None
    word = (match["n"] or "two").lower()
    return NUMBERS.get(word) or (int(word) if word.isdigit() else None)
