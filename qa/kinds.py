"""The wording of a question -> the kind of answer it asks for, by rules of English.

The question word decides with what follows it: "how" with its adjective, "what" and "which" with the noun they
ask for. A question that fits no rule, or is in another language, is of kind ``other``.
"""

import re
from dataclasses import dataclass

from seedqa.qa.cues import GROWN, kind_after
from seedqa.qa.nouns import noun_kind, singular, unit_kind
from seedqa.qa.patterns import any_of
from seedqa.qa.terms import stem

NUMERIC = frozenset(
    "money count percentage area mass volume energy power distance age duration multiple rate temperature data "
    "number".split()
)
_I = re.IGNORECASE
_WH = r"(?P<wh>how|what(?:['’]?s)?|which|who(?:['’]s)?|whose|whom|when(?:['’]s)?|where(?:['’]s)?|why)\b"
_BEFORE_WH = (
    r"(?:(?:and|so|but|then|also|or|about|around|roughly|approximately|exactly|up|as)\s+)*"
    r"(?:(?:in|at|on|by|for|from|to|of|with|since|until|till|under|about|over|through|during|before|after|within"
    r"|into|against|across|near|behind|upon)\s+)?(?:exactly\s+)?"
)
_OPENING = re.compile(rf"^\W*(?:please\s+)?{_BEFORE_WH}{_WH}", _I)
_CLAUSE = re.compile(rf"[,;:.!?–—]\s+{_BEFORE_WH}{_WH}", _I)
_ANYWHERE = re.compile(rf"\b{_WH}", _I)
_RELATIVE = frozenset(("who", "which", "whom", "whose", "when", "where"))
_POLITE = re.compile(r"^\W*(?:can|could|would|will|do|may)\s+(?:you|i|we|anyone|somebody|someone)\b", _I)
_AUXILIARY = any_of("is are was were do does did has have had will can could would should may might must")
_YES_NO = re.compile(rf"^\W*{_AUXILIARY}\b", _I)
_TELL = re.compile(
    r"^\W*(?:please\s+)?(?:(?:name|list|give|state|tell|find|identify|show|specify|report|provide|quote)\b)?"
    r"(?:\s+(?:me|us)\b)?(?:\s+(?:the|an?|all)\b)?",
    _I,
)
_STOP = re.compile(
    r"[?!.,;:()]|\b(?:last|next|previous) (?:year|month|week|season|quarter|summer|winter)"
    r"|\b(?:today|yesterday|so far)\b"
    rf"|(?P<aux>\b{_AUXILIARY}\b)|(?P<det>\b(?:the|an?|his|her|its|their|our|my|your|this|these|those|each)\b)"
    r"|\b(?:of|in|at|on|by|for|from|to|with|about|per|under|over|during|since|until|between|among|across|after|before"
    r"|near|into|within|as|than|who|whom|which|that|when|where|and|or|if|not|it|he|she|they|we|you|there)\b",
    _I,
)
_BE = re.compile(r"^\s*(?:is|are|was|were|will be|would be|has been)\b(?:\s+(?:the|an?|its|their|his|her)\b)?", _I)
_RANKED = re.compile(r"\b(?:first|last|only|main|\w{3,}est)\b", _I)
_THROUGH = re.compile(
    r"^\s*(?:(?:the|an?|its|their|his|her)\s+)?(?:[\w-]+\s+)?(?P<by>names?|amounts?|limit|ceiling|cap|maximum|minimum|average"
    r"|level|total)\s+(?:of|on|for)\s+(?:(?:the|an?|its|their|his|her|all|each)\s+)?",
    _I,
)
_WORKS_FOR = re.compile(r"^(?:do|does|did|is|was|has)\b.*\b(?:work|play|employed|drive|write)\w* (?:for|by)\W*$", _I)
_LABEL = re.compile(r"(?::|\s[-–])\s*(\w+(?: \w+)?)\W*$")
_AND = re.compile(r"(?:and|or|,)\Z", _I)
_IN_UNIT = re.compile(r"\bin (?:(?:us|metric|nautical|british) )?([a-z][a-z-]*)\b", _I)
_MANY = re.compile(
    r"^many\s+(?:(?:more|other|additional|extra|further|new|different|million|billion|thousand|hundred|dozen|whole|full"
    r"|of\s+(?:the|its|their|his|her|these|those|all))\s+)*",
    _I,
)
_PEOPLE = frozenset("people men women children staff police personnel cattle sheep fish".split())
_WHO_LIKE = {"who": "person", "whose": "person", "whom": "person", "when": "date", "where": "place", "why": "reason"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of answer asked for, and the stem of the thing counted, where one is."""

    kind: str
    noun: str | None


def read_kind(question: str) -> Asked:
    """What kind of answer a question asks for."""
    text = " ".join(question.split())
    head = _head(text)
    label = _LABEL.search(text) if head is None or not _OPENING.match(text) else None
    labelled = noun_kind(label[1].lower().split()) if label else None
    if head is None or labelled is not None:
        return Asked(labelled or _in_unit(text, _untold(text)), None)
    word = re.sub(r"['’]?s$", "", head["wh"].lower()) if head["wh"].lower() != "whose" else "whose"
    rest = text[head.end() :].strip()
    if word == "how" and rest.lower().startswith("many ") and not kind_after("how", rest):
        return _counted(rest)
    if word == "how":
        grown = head[0].lower().endswith("by how") and GROWN.search(rest)
        return Asked("percentage" if grown else _in_unit(rest, _how(rest)), None)
    if word in ("what", "which"):
        rest = f"is {rest}" if len(head["wh"]) > len(word) else rest
        return Asked(_in_unit(rest, _what(rest, word)), None)
    return Asked("organisation" if word == "who" and _WORKS_FOR.match(rest) else _WHO_LIKE[word], None)


def _head(text: str) -> re.Match[str] | None:
    """The word that asks: at the opening, else after a comma, else anywhere unless yes or no is asked for."""
    opening = _OPENING.match(text)
    if opening is not None:
        return opening
    clauses = list(_CLAUSE.finditer(text))
    sure = [match for match in clauses if match["wh"].lower() not in _RELATIVE]
    if clauses:
        return (sure or clauses)[0]
    return None if _YES_NO.match(text) and not _POLITE.match(text) else _ANYWHERE.search(text)


def _how(rest: str) -> str:
    """ "How high was the fine" asks for money: the noun tells more than the adjective."""
    kind = kind_after("how", rest) or "other"
    measured = re.match(r"(?:high|large|big|low|great|small|steep)\b(.*)", rest, _I)
    being = _BE.match(measured[1]) if measured else None
    if measured is None or being is None:
        return kind
    noun = noun_kind(_phrase(measured[1][being.end() :], exact=True))
    return noun if noun in {"money", "percentage", "temperature", "rate", "count"} else kind


def _what(rest: str, word: str) -> str:
    kind = kind_after("what", rest)
    if kind is not None:
        return kind
    being = _BE.match(rest)
    if being is None:
        return noun_kind(_phrase(re.sub(r"^(?:one )?of (?:the|these|those|its|their) ", "", rest, flags=_I))) or "other"
    phrase = rest[being.end() :]
    kind = _described(phrase)
    asks_whom = word == "which" or _RANKED.search(phrase) or _THROUGH.match(phrase)
    return "other" if kind in {"person", "organisation"} and not asks_whom else kind


def _described(phrase: str) -> str:
    """The kind of "the ... <noun> of ...", seen through words that only point on ("the name of the captain")."""
    through = _THROUGH.match(phrase)
    kind = noun_kind(_phrase(phrase[through.end() :] if through else phrase, exact=True))
    if through is not None and through["by"].lower().startswith("amount"):
        return kind if kind == "money" else "amount"
    return kind or "other"


def _untold(text: str) -> str:
    """The kind of an order ("Name the captain") or of mere key words ("ferry captain salary")."""
    told = _TELL.match(text)
    rest = text[told.end() :] if told else text
    if told is not None and told[0].strip():
        return _described(rest)
    if _YES_NO.match(text):
        return "other"
    tail = [] if _STOP.search(text.rstrip(" ?.!")) else re.findall(r"[\w’'-]+", text.lower())[-2:]
    kinds = (_described(re.sub(r"^\W*per (?:capita|head) ", "", rest, flags=_I)), noun_kind(tail) or "other")
    return next((kind for kind in kinds if kind in NUMERIC | {"date", "amount"}), "other")


def _phrase(rest: str, exact: bool = False) -> list[str]:
    """The words of the noun phrase at the start of ``rest``, down to its head; possessives are not heads.

    Without ``exact`` a verb may follow the head: it is dropped before an article, after a past form and where it
    is no noun that is known.
    """
    stop = _STOP.search(rest)
    words = re.findall(r"[\w’'-]+", rest[: stop.start()].lower() if stop else rest.lower())
    if exact or (stop is not None and stop["aux"]):
        return words
    if stop is not None and stop["det"] and len(words) > 1:
        words.pop()
    past = next((i for i in range(1, len(words)) if words[i].endswith("ed") and not words[i - 1].endswith("ly")), None)
    words = words[:past]
    while words and noun_kind(words) is None:
        words.pop()
    return words


def _counted(rest: str) -> Asked:
    """ "many tons of fish" asks for a mass, "many fishing boats" for a count of boats."""
    stated = _MANY.sub("", rest)
    stop = next((match for match in _STOP.finditer(stated) if not _AND.match(match[0])), None)
    words = re.findall(r"[\w’'-]+", (stated[: stop.start()] if stop else stated).lower())
    if not words:
        return Asked("percentage" if stated.lower().startswith("per cent") else "count", None)
    kind = unit_kind(words[0]) or (unit_kind(words[1]) if len(words) > 1 else None)
    if kind is not None:
        return Asked(kind, None)
    if stop is None or not stop["aux"]:
        plural = [i for i, word in enumerate(words) if word in _PEOPLE or singular(word) != word]
        words = words[: plural[0] + 1] if plural else words[:1]
    return Asked(_in_unit(rest, "count"), stem(words[-1]))


def _in_unit(text: str, kind: str) -> str:
    """The kind of the unit asked for ("the harvest in tonnes"), where no closer kind is known."""
    if kind not in {"amount", "other", "area", "number"}:
        return kind
    units = [unit_kind(match[1].lower()) for match in _IN_UNIT.finditer(text)]
    return next((unit for unit in units if unit not in {None, "duration", "multiple", "temperature"} and unit), kind)
