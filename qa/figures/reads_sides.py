"""The wording of questions that put two things side by side, in the order of their sides."""

import re
from collections.abc import Iterator

from seedqa.qa.figures.cues import CHOICE, DIFFERENCE, EARLY, LENGTH, OF_TIME, RATIO, RELATIVE, SIDES, WAY
from seedqa.qa.figures.form import Form, asks_less, found
from seedqa.qa.figures.segments import coordinated

_I = re.IGNORECASE
_LIMIT = re.compile(r"^(?:please )?(?:which|who|list|name|show)\b.*\bthan (?:about )?[$€£]?\d", _I)


def ratios(text: str) -> Iterator[Form]:
    """How many times the one goes into the other."""
    if found(RATIO, text):
        yield from _with_sides("ratio", text)


def differences(text: str) -> Iterator[Form]:
    """By how much the one exceeds the other."""
    if DIFFERENCE.search(text) and not _LIMIT.search(text):
        yield from _with_sides("difference", text)


def _with_sides(kind: str, text: str) -> Iterator[Form]:
    """A comparison with its two sides, where they are told apart, and without."""
    for pattern in SIDES:
        match = pattern.search(text)
        if match:
            if RELATIVE.fullmatch(match["b"].strip()):
                yield Form(kind, (match["a"],), earlier=True, either=True)
                return
            yield Form(kind, (match["a"], match["b"]), smaller=asks_less((WAY.search(match["a"]) or [""])[0]))
            break
    for items in coordinated(text):
        if len(items) == 2:
            yield Form(kind, items, loose=True, either=True)
    yield Form(kind, (text,), either=True)


def lengths(text: str) -> Iterator[Form]:
    """How long it was from the one to the other."""
    match = LENGTH.search(text)
    if match is None:
        return
    unit = (
        (match.groupdict().get("unit") or ("year" if not match[0].lower().startswith("how long") else ""))
        .lower()
        .rstrip("s")
    )
    unit = (
        named[1].lower().rstrip("s")
        if (named := re.search(r"\bin (years|days|months|weeks|decades)\b", text, _I))
        else unit or None
    )
    for items in _sides(text):
        yield Form("length", items, unit=unit)
    yield Form("length", (text,), unit=unit)


def _sides(text: str) -> Iterator[tuple[str, ...]]:
    match = re.search(
        r"\b(?:older|younger|earlier|later)\b (?:is|was|are|were|did)? ?(?P<a>.+?) than (?P<b>.+)", text, _I
    )
    if match:
        yield match["a"], match["b"]
    yield from (items for items in coordinated(text) if len(items) == 2)


def choices(text: str) -> Iterator[Form]:
    """Which is most or least, first or last."""
    way = WAY.search(text)
    if way is None or CHOICE.search(text) is None or re.match(r"(?:by )?how (?:much|many|far|long)\b", text, _I):
        return
    lower = way[0].lower()
    dated = OF_TIME.search(text) is not None
    smaller = lower in EARLY if dated else asks_less(lower)
    kind = "earliest" if dated else "largest"
    for items in sorted(coordinated(text, ("or", "and")), key=len, reverse=True):
        yield Form(kind, items, loose=True, smaller=smaller)
    yield Form(kind, (text,), smaller=smaller)
