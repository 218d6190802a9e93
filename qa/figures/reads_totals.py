"""The wording of questions that add things up, or multiply them."""

import re
from collections.abc import Iterator

from seedqa.qa.figures.cues import EACH, NAMED, TOTAL
from seedqa.qa.figures.form import Form
from seedqa.qa.figures.reads_parts import asked_count
from seedqa.qa.figures.segments import coordinated

_I = re.IGNORECASE


def totals(text: str) -> Iterator[Form]:
    """What several things come to together."""
    if TOTAL.search(text) is None and not re.search(r"\band\b", text):
        return
    sure = TOTAL.search(text) is not None
    if not sure and not re.match(r"how (?:many|much)\b", text, _I):
        return
    for items in sorted(coordinated(text), key=len, reverse=True):
        yield Form("total", items, loose=True)
    named = any(len(items) > 1 and all(NAMED.match(item) for item in items) for items in coordinated(text))
    if sure and not named:
        yield Form("gather", (text,), count=asked_count(text))


def products(text: str) -> Iterator[Form]:
    """So many at so much each."""
    if EACH.search(text):
        yield Form("product", (text,))
