"""A title from what a user asked first: the words of the question without its form, as long as the client wants it."""

import re
from dataclasses import dataclass

from seedqa.api.pasted import asked_in
from seedqa.api.tasks.orders import plain_order
from seedqa.index.sentences import sentence_spans

UNTITLED = "Questions about the documents"
_I = re.IGNORECASE
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_WORDS = re.compile(rf"\b(?:{_NUMBER}\s*(?:-|–|to|or)\s*)?{_NUMBER}[- ](?:words?\b|word-)", _I)
_CHARACTERS = re.compile(r"(\d{1,3})\s*(?:characters|chars|个?字)", _I)
_LOWER = re.compile(r"\blower-?case\b", _I)
_POLITE = re.compile(
    r"^(?:(?:hi|hello|hey|please|kindly|ok(?:ay)?|so|and)\b[\s,!.]*|(?:can|could|would|will) you (?:please )?"
    r"|(?:i(?:['’]d| would)? (?:want|like|need) to know|do you know|tell me|show me|give me|find|explain)\s+)+",
    _I,
)
_AUX = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|['’]s)"
_MEASURES = {
    "long": "length", "old": "age", "high": "height", "tall": "height", "far": "distance", "large": "size",
    "big": "size", "deep": "depth", "wide": "width", "heavy": "weight",
}  # fmt: skip
_MEASURE = re.compile(rf"^how ({'|'.join(_MEASURES)}) (?:is|are|was|were) (?=\S)", _I)
_FORM = re.compile(
    rf"^(?:who(?:m|se)?|what|which|when|where|why|how(?: (?:much|many|often|long))?|{_AUX})\b(?:\s*{_AUX}\b)?"
    r"(?:\s+(?:the|an?|there)\b)?\s*",
    _I,
)
_SMALL = frozenset("a an and as at but by for from in into of on or the to vs with did do does is are was were".split())
_CASED = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a client wants a title, and whether in lower case."""

    words: int = 6
    characters: int = 60
    lower: bool = False


def limits_of(order: str) -> Limits:
    """What an order says of a title's length."""
    plain = plain_order(order)
    words, characters = _WORDS.search(plain), _CHARACTERS.search(plain)
    most = 6 if words is None else min(max(_number(words[2]), 1), 12)
    return Limits(most, 60 if characters is None else max(int(characters[1]), 4), _LOWER.search(plain) is not None)


def title_of(said: str, limits: Limits = Limits()) -> str:
    """A title for a conversation that began with these words."""
    asked = asked_in(said)
    words = _within(_subject(_sentence(said if asked is None else asked.question)).split(), limits)
    if not words:
        return UNTITLED
    title = " ".join(words)
    return title.lower() if limits.lower else _capitalised(words)


def _sentence(said: str) -> str:
    """The first sentence that asks, else the first."""
    start = said.strip()[:2_000]
    sentences = [start[left:right] for left, right in sentence_spans(start, 0, len(start))]
    asking = [sentence for sentence in sentences if sentence.rstrip("\"'”’) ")[-1:] in "?？"]
    return next(iter([*asking, *sentences]), "")


def _subject(sentence: str) -> str:
    """What a question is about: its words without the question word and its verb."""
    plain = _POLITE.sub("", " ".join(sentence.split())).strip(" .!?？。！\"'“”’:;,…")
    measured = _MEASURE.match(plain)
    if measured is not None:
        return f"{_MEASURES[measured[1].lower()]} of {plain[measured.end() :]}"
    bare = _FORM.sub("", plain, count=1)
    return re.sub(r"[\"“”*_`#]", "", bare or plain)


def _within(words: list[str], limits: Limits) -> list[str]:
    """The words as far as there is room for them, small ones left out first."""
    if len(words) > limits.words:
        telling = [word for word in words if word.lower() not in _SMALL]
        words = (telling or words)[: limits.words]
    while len(words) > 1 and (len(" ".join(words)) > limits.characters or words[-1].lower() in _SMALL):
        words = words[:-1]
    return [word[: limits.characters].rstrip(",;:") for word in words]


def _capitalised(words: list[str]) -> str:
    """The words with capitals, as titles have them; those that have some keep them."""
    return " ".join(
        word if (place and word.lower() in _SMALL) or not _CASED.match(word) else f"{word[0].upper()}{word[1:]}"
        for place, word in enumerate(words)
    )


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)
