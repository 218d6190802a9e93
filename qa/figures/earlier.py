"""Which of two figures told side by side is the earlier one, by the words around it. General English only."""

import re

from seedqa.index.ledger import Entry

_EARLIER_BEFORE = re.compile(
    r"\b(?:against|compared (?:with|to)|from|instead of|up from|down from|than the|before there (?:had been|"
    r"were)|had (?:been|\w+(?:ed|en|wn|ought|old|ept|eft|ost|eld|ade|un|id|aid|ome|one)) ?|"
    r"last (?:year|season|time)[^.;]{0,30}|(?:previous|preceding) (?:year|season)[^.;]{0,30}|"
    r"before[^.;]{0,30}|until \d{4}[^.;]{0,40}|"
    r"hoped for|planned|expected)\s?(?:the |only |some |about )?\Z",
    re.IGNORECASE,
)
_EARLIER_AFTER = re.compile(
    r"\s?(?:[\w-]+\s){0,2}?(?:a year (?:earlier|before)|the (?:year|season) before|(?:they )?had (?:hoped|"
    r"planned)|in the (?:year|season) before|"
    r"last (?:year|season))",
    re.IGNORECASE,
)
_EARLIER_HEAD = re.compile(
    r"\W*(?:(?:in )?the (?:year|season|month) before|(?:in )?the (?:previous|preceding) (?:year|season)|(?:a|"
    r"one) (?:year|season) earlier|last (?:year|season) there (?:were|had been)|"
    r"(?:\w+|\d+) (?:years|months|seasons) (?:before|earlier|ago|previously))\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|instead of|up from|down from|had been)\s(?:the |only |some |about )?\Z",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"[^.;]{0,60}?\b(?:than|from|on|over|against|compared (?:with|to))\s"
    r"(?:in\s|(?:the\s)?(?:end|whole|same [\w ]+?) of\s)?(?P<year>(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)


def is_earlier(text: str, entry: Entry) -> bool:
    """Whether a figure is told as what was before."""
    before = text[max(entry.sentence.start, entry.span.start - 60) : entry.span.start]
    after = text[entry.span.end : min(entry.sentence.end, entry.span.end + 45)]
    opening = _EARLIER_HEAD.match(text, entry.sentence.start, entry.sentence.end)
    return bool(opening or _EARLIER_BEFORE.search(before) or _EARLIER_AFTER.match(after))


def is_older(text: str, entry: Entry) -> bool:
    """Whether a figure is surely told as what was before: by the head of its sentence or right behind it."""
    opening = _EARLIER_HEAD.match(text, entry.sentence.start, entry.sentence.end)
    before = text[max(entry.sentence.start, entry.span.start - 40) : entry.span.start]
    after = text[entry.span.end : min(entry.sentence.end, entry.span.end + 45)]
    return bool(opening or _AGAINST.search(before) or _EARLIER_AFTER.match(after))


def compared_year(text: str, entry: Entry) -> str | None:
    """The year that a figure is said to be more or less than: "3 million litres less than in 2022"."""
    match = _COMPARED.match(text, entry.span.end, entry.sentence.end)
    return match["year"] if match else None
