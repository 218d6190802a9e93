"""Questions that put two things side by side: ratio, difference, which is more, which came first."""

import re
from collections.abc import Iterator

from seedqa.qa.figures.form import BE, MORE, Form, asks_less, compiled, found

_RATIO = compiled(
    rf"\bhow many times (?:as \w+|{MORE}|the)(?P<a>.*?)\b(?:as|than)\b (?P<b>.+)",
    r"\bthe ratio (?:of|between) (?P<a>.+?) (?:to|and) (?P<b>.+)",
    r"\bhow many times (?P<b>.+?) (?:is|was|are|were) (?P<a>.+)",
    rf"\bby what (?:factor|multiple) {BE} (?P<a>.+?) (?:exceed|surpass|outnumber)\w* (?P<b>.+)",
)
_MARGIN = rf"\bby (?:what margin|what amount|how (?:much|many)(?: [\w-]+)?) {BE} (?P<a>.+?)"
_DIFFERENCE = compiled(
    r"\b(?:difference|gap)(?P<what> in .+?)? between (?P<a>.+?) and (?P<b>.+)",
    rf"{_MARGIN} (?:exceed|surpass|outnumber|outstrip|top|beat|outweigh)(?:ed|s)? (?P<b>.+)",
    rf"{_MARGIN} (?P<dir>{MORE}) than (?P<b>.+)",
    rf"\b(?:how (?:much|many)|what) (?P<what>[\w-]+ )?(?P<dir>{MORE})\b(?P<a>.*?) than (?P<b>.+)",
    r"\b(?:what is )?(?P<a>.+?) minus (?P<b>.+)",
    r"\bsubtract (?P<b>.+?) from (?P<a>.+)",
)
_WHETHER = re.compile(rf"{BE} (?P<a>.+?) (?P<dir>{MORE})\b(?P<what>.*?) than (?P<b>.+)", re.IGNORECASE)
_MORE = re.compile(rf"\b{MORE}\b", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:first|earlier|earliest|later|latest|last|oldest|older|newer|newest|before|after)\b", re.IGNORECASE
)
_EARLY = frozenset("first earlier earliest oldest older before".split())
_AMOUNT = re.compile(r"how (?:much|many)\b|by ", re.IGNORECASE)
_THING = r"(?:the |in )?[^,]+?"
_NAMED = r"(?:the )?(?:[A-Z][\w’'-]* ?(?:of )?)+"
_PAIRS = (
    re.compile(rf"^(?P<rest>[^,:;–—]*)[,:;–—] ?(?P<a>{_THING}),? or (?P<b>[^,]+)$"),
    re.compile(rf"^(?:[Ww]hich|[Ww]ho|[Ww]hat|[Ww]here) of (?P<a>{_NAMED}),? (?:and|or) (?P<b>{_NAMED})(?P<rest>.*)$"),
    re.compile(rf"^(?P<rest>.*?)\bbetween (?P<a>{_NAMED}),? (?:and|or) (?P<b>{_NAMED})$"),
)
_NO_THING = re.compile(r"(?:more|less|fewer|not|so)\b", re.IGNORECASE)


def ratios(text: str) -> Iterator[Form]:
    """How many times the one goes into the other."""
    match = found(_RATIO, text)
    if match:
        yield Form("ratio", (match["a"], match["b"]))


def differences(text: str) -> Iterator[Form]:
    """By how much the one exceeds the other."""
    for pattern in _DIFFERENCE:
        match = pattern.search(text)
        if match is None:
            continue
        groups = match.groupdict()
        what = groups.get("what") or ""
        phrases = f"{match['a']} {what}".strip(), f"{match['b']} {what}".strip()
        yield Form("difference", phrases, smaller=asks_less(groups.get("dir")), either=pattern is _DIFFERENCE[0])


def larger_ones(text: str) -> Iterator[Form]:
    """Which of two is more, and whether the one is more than the other."""
    way = _MORE.search(text)
    if way is None or _AMOUNT.match(text):
        return
    yield from _choice("larger", text, asks_less(way[0]))
    match = _WHETHER.match(text)
    if match:
        phrases = (f"{match['a']} {match['what']}", f"{match['b']} {match['what']}")
        yield Form("whether", phrases, smaller=asks_less(way[0]))


def earliest_ones(text: str) -> Iterator[Form]:
    """Which of two came first, or last."""
    way = _ORDER.search(text)
    if way and not _AMOUNT.match(text):
        yield from _choice("earliest", text, way[0].lower() in _EARLY)


def _choice(kind: str, text: str, smaller: bool) -> Iterator[Form]:
    """The two things that a question puts side by side, each with the rest of it."""
    match = next((m for pattern in _PAIRS if (m := pattern.search(text)) and not _NO_THING.match(m["b"])), None)
    if match:
        one, other, rest = match["a"].strip(), match["b"].strip(), match["rest"].strip()
        yield Form(kind, (f"{rest} {one}", f"{rest} {other}"), names=(one, other), smaller=smaller)
