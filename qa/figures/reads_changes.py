"""The wording of questions for a figure changed: what it was before, how it grew, another unit."""

import re
from collections.abc import Iterator

from seedqa.qa.figures.cues import AGAINST, BACK, CONVERSION, POINTS, RISE, YEARS
from seedqa.qa.figures.form import Form, found
from seedqa.qa.figures.units import unit_named

_I = re.IGNORECASE


def backs(text: str) -> Iterator[Form]:
    """What a figure was before."""
    match = found(BACK, text)
    if match and not AGAINST.search(text) and not YEARS.search(text):
        yield Form("level_before", (f"{text[: match.start()]} {text[match.end() :]}",))


def changes(text: str) -> Iterator[Form]:
    """By what percentage something rose or fell."""
    if (
        re.search(r"(?<!\d )(?<!\d)\b(?:percent(?:age)?|per cent|growth rate|rate of growth)", text, _I)
        and re.search(rf"\b{RISE}\b", text, _I)
        and not POINTS.search(text)
        and not found(BACK, text)
    ):
        yield Form("change", (text,))


def of_years(text: str) -> Iterator[Form]:
    """A plain figure of a year, which may be told only through its change."""
    if re.match(r"(?:what|how (?:much|many))\b", text, _I) and len(re.findall(r"\b(?:19|20)\d\d\b", text)) == 1:
        yield Form("level_before", (text,), either=True)


def conversions(text: str) -> Iterator[Form]:
    """A figure in another unit."""
    match = found(CONVERSION, text)
    named = unit_named(match["unit"].lower()) if match else None
    if match and named:
        yield Form("conversion", (f"{text[: match.start()]} {text[match.end() :]}",), unit=named[1])
