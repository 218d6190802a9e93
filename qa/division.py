"""A question about two things -> one question for each, to be asked apart where no passage speaks of both.

Divided are two sentences that both ask, two questions joined in one sentence, and one question about two names where
the wording tells that each has its own answer ("respectively", "the mayors of A and B"). What may be meant of both
together stays whole.
"""

import re

from seedqa.index.sentences import sentence_spans
from seedqa.qa.patterns import any_of
from seedqa.qa.question import read_question

_I = re.IGNORECASE
_WH = r"(?:who|whom|whose|what|which|when|where|why|how(?: (?:many|much|long|old|far|often|big|large|high))?)\b"
_TWO_QUESTIONS = re.compile(
    rf"^(?P<one>.*?\b{_WH}.*?)[,;]?\s+and,?\s+(?P<two>(?:in |at |by |for |to |from |on |since )?{_WH}.*)$", _I
)
_TOGETHER = re.compile(
    r"\b(?:between|together|jointly|combined|altogether|total|in all|in common|same|sum|joint|difference|against|versus"
    r"|agree\w*|shared?|merge\w*|treat(?:y|ies)|war|border|compare)\b",
    _I,
)
_ASIDE = re.compile(r",?\s*\b(?:respectively|both|each|side by side)\b(?!\s+of\b)", _I)
_WHEN = r"(?:\s+(?:in|since|for)\s+(?:[A-Z]\w+\s+)?\d{4})"
_CAPITALS = r"[A-Z][\w’'-]*(?:\s+(?:(?:of|de|the|al)\s+){0,2}[A-Z][\w’'-]*)*"
_NAME = rf"(?:the\s+)?{_CAPITALS}(?:\s+{any_of('county district village town city port harbour hospital club court')})?"
_OWN = rf"(?:the|an?)\s+(?:[\w’'-]+\s+){{1,6}}?(?:of|in|at|from|for|to)\s+{_NAME}{_WHEN}?"
_HAS = r"[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*[’']s?\s+[a-z][\w-]*(?:\s+[a-z][\w-]*)?"
_NAMED = rf"(?:(?:the|its|their)\s+)?(?:[\w’'-]+\s+){{0,6}}?{_CAPITALS}{_WHEN}?"
_THING = r"(?:the|an?|its|their)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+"
_LED = rf"(?:\b{any_of('of to from in by at for with is are was were do does did have has name earned')}\s+)"
_AND = r",?\s+and\s+"
_PLURAL = r"\b(?!his\b|this\b|is\b|was\b|has\b|does\b)[a-z]{2,}[a-rt-z]s\s+(?:of|in|at|for|to|from)\s+"
_PAIRS = tuple(
    re.compile(rf"^(?P<head>{head})(?P<one>{one}){_AND}(?P<two>{two})(?P<tail>{tail})\W*$")
    for head, one, two, tail in (
        (r".*?\s(?=(?:to|for|from|by)\s)", rf"(?P<by>to|for|from|by)\s+{_THING}", rf"(?P=by)\s+{_THING}", ""),
        (r".*?\b(?i:are|were|is|was|name|list|give|state|for|tell me)\s+", _OWN, _OWN, ""),
        (r".*?\b(?i:are|were|is|was|name|list|give|state|for|tell me)\s+", _HAS, _HAS, ""),
        (r".*?\b(?=(?:in|at|to|from|of|for|on)\s)", rf"(?P<by>\w+)\s+{_NAME}", rf"(?P=by)\s+{_NAME}", ""),
        (r"(?!.*?(?i:how m(?:any|uch))).*?(?i:\b(?:are|were)\s+)", _NAME, _NAME, ""),
        (rf"(?!.*?(?i:how m(?:any|uch))).*?{_PLURAL}", _NAME, _NAME, ""),
        (r".*?\s", rf"{_NAME}{_WHEN}", rf"{_NAME}{_WHEN}", ""),
        (
            r".*?(?i:\b(?:are|were|did|do)\s+)",
            _NAME,
            _NAME,
            r"\s+(?:born|die|founded|built|from|located|situated|live)",
        ),
    )
)
_APART = tuple(
    re.compile(rf"^(?P<head>{head})(?P<one>{_NAMED}){_AND}{_LED}?(?P<two>{_NAMED})(?P<tail>{tail})\W*$")
    for head, tail in ((rf".*?{_LED}?", ""), (r".*?(?i:\b(?:are|were|did|do|does|have|has)\s+)", r"\s+[a-z].*?"))
)
_MONTH = any_of("January February March April May June July August September October November December")
_NAMES_SOMETHING = re.compile(rf"(?<=\s)(?!{_MONTH}\b)[A-Z]")
_REFERS = re.compile(r"\b(?:it|they|them|he|him|she|there|that|this|those|these)\b", _I)
_ASKS_FULLY = re.compile(r"\b(?:is|are|was|were|do|does|did|has|have|had|will|can)\b.*\d", _I)
_SHORTENED = re.compile(
    rf"^{_WH}\s+(?!.*\b(?:is|are|was|were|do|does|did|has|have|had|will|can)\b)"
    r"(?P<other>(?:(?P<by>to|in|at|for|from|on|of|by|with)\s+)?(?:the\s+(?:[\w’'-]+\s+)*?)?[A-Z][^?]*)$"
)
_ASKS_MORE = re.compile(rf"^(?:in |at |by |for |to |from |on )?{_WH}\s+\S+\s+\S+", _I)
_LINE = re.compile(r"[^\n]+")
_THEN = re.compile(r"^\W*(?:(?:then|also|and|next|answer|please|finally)\b[\s,:]*)+(?=\w)", _I)
_WANTS = re.compile(
    rf"\?[\"'”’)\s]*$|^(?:(?:in|at|on|by|for|from|to|of|with)\s+)?{_WH}"
    r"|(?:^|,\s)(?:name|say|state|tell me|list|give|show|explain|describe|count|compute|calculate|work out|identify"
    r"|find)\b",
    _I,
)
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|he|him|his|she|her)\b", _I)
_OF_ONE = {"are": "is", "were": "was", "do": "does", "have": "has"}
_OF_MANY = re.compile(r"\b(?:are|were|do|have)\s*$", _I)


def divided(question: str) -> tuple[str, ...]:
    """The questions that a question is made of; one, unchanged, where it cannot be divided."""
    plain = question.strip()
    sentences = two_sentences(plain)
    if sentences:
        return sentences
    match = _TWO_QUESTIONS.match(plain)
    if match is not None:
        asked = _two_questions(_ASIDE.sub("", match["one"]), _ASIDE.sub("", match["two"]))
        return asked or (question,)
    text = _ASIDE.sub("", plain)
    if text == plain and _TOGETHER.search(text):
        return (question,)
    for pattern in _PAIRS if text == plain else (*_PAIRS, *_APART):
        found = pattern.match(text)
        if found is not None and found["head"].strip():
            return tuple(_asked(found["head"], found[part], found["tail"]) for part in ("one", "two"))
    return (question,)


def two_sentences(text: str) -> tuple[str, ...]:
    """The two sentences of a text that both ask or tell to answer, the second without pointing back; else none."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    parts = [_THEN.sub("", text[start:end]) for line in lines for start, end in sentence_spans(text, *line)]
    asked = [part for part in parts if any(c.isalnum() for c in part)]
    if len(asked) != 2 or not all(_WANTS.search(part) for part in asked) or _POINTS_BACK.search(asked[1]):
        return ()
    return tuple(f"{part[0].upper()}{part[1:]}" for part in asked)


def asks_twice(question: str) -> bool:
    """Whether the wording tells for certain that two answers are wanted."""
    if two_sentences(question.strip()):
        return True
    return _TWO_QUESTIONS.match(question.strip()) is not None or _ASIDE.search(question) is not None


def _two_questions(one: str, two: str) -> tuple[str, ...]:
    """Both questions, each complete; none where the second is only a part of the first ("and for how much?")."""
    if _SHORTENED.match(two.rstrip(" ?.")):
        return _lengthened(one, two.rstrip(" ?."))
    if _stands_alone(two):
        return _with_tail(one, two)
    names = read_question(one).names
    if not names or not _ASKS_MORE.match(two):
        return ()
    second = two.rstrip(" ?.")
    return f"{one.rstrip(' ,?')}?", f"{second[0].upper()}{second[1:]} ({', '.join(names)})?"


def _lengthened(one: str, two: str) -> tuple[str, ...]:
    """The first question, and the same with the words that the second puts in their place ("who the Cormorant")."""
    short = _SHORTENED.match(two)
    other = short["other"] if short else ""
    shape = rf"\b{short['by']}\s" if short and short["by"] else rf"(?<=\s){_NAME}"
    places = [match.start() for match in re.finditer(shape, one)]
    if not places:
        return ()
    when = re.search(_WHEN + r"$", other)
    first = one.rstrip(" ,?")
    tail = when[0] if when is not None and not re.search(_WHEN, first) else ""
    return f"{first}{tail}?", f"{one[: places[-1]].rstrip()} {other.strip()}?"


def _asked(head: str, name: str, tail: str) -> str:
    verb = _OF_MANY.search(head)
    head = f"{head[: verb.start()]}{_OF_ONE[verb[0].strip().lower()]} " if verb is not None else head
    return f"{head}{name}{tail}".strip(" ,") + "?"


def _stands_alone(second: str) -> bool:
    """Whether a second question names what it is about, rather than leaning on the first ("and when did it close?")."""
    name = _NAMES_SOMETHING.search(second)
    if name is None:
        return _ASKS_FULLY.search(second) is not None and not _REFERS.search(second)
    return not _REFERS.search(second, 0, name.start())


def _with_tail(one: str, two: str) -> tuple[str, ...]:
    """Both questions; what follows a comma in the second ("..., travel to be trained") belongs to the first too."""
    stem, comma, tail = two.rstrip(" ?").partition(",")
    shared = f" {tail.strip()}" if comma and not re.search(r"[A-Z0-9]", tail) else ""
    second = f"{stem.strip()}{shared}?"
    return (f"{one.rstrip(' ,?')}{shared}?", second[0].upper() + second[1:])
