"""Questions for things added up: named one by one, or all that there are of a kind."""

import re
from collections.abc import Iterator

from seedqa.qa.figures.form import Form, compiled

_ASKS = re.compile(
    r"\b(?:total|sum|add(?:ing|ed) (?:up|together|to)|add (?:up|together))\b|^add\b|"
    r"\bhow (?:much|many)\b.*\b(?:altogether|all told|in all|combined|together|overall|summed|plus|both)\b|"
    r"\b(?:altogether|all told|combined|together|summed|plus)\b.*\bhow (?:much|many)\b|"
    r"\bwhat\b.*\b(?:cost|spend|earn|receive|produce|give)\b.*\b(?:altogether|all told|combined|together|plus)\b",
    re.IGNORECASE,
)
_NAMED = compiled(
    r"\badd(?:ing|ed)?(?: up| together)?:? (?P<a>.+?) (?:and|to|plus) (?P<b>[^:,]+)",
    r"\bsum of (?P<a>.+?) (?:and|plus) (?P<b>[^,]+)",
    r"(?P<a>.+?) plus (?P<b>[^,]+)",
)
_NAME = r"(?:the )?[A-Z][\w’'-]*(?: (?:of )?[A-Z][\w’'-]*)*(?: (?:county|district|village|town|city|province))?"
_ITEMS = (_NAME, r"(?:19|20)\d\d", r"[a-z][\w-]+")
_LISTS = tuple(re.compile(rf"(?P<list>(?:(?:{item}), )*{item}),? and (?P<last>{item})") for item in _ITEMS)


def totals(text: str) -> Iterator[Form]:
    """The things to add up, read in the ways that "and" can join them; last, all that there are."""
    if _ASKS.search(text) is None:
        return
    for pattern in _NAMED:
        match = pattern.search(text)
        if match:
            yield Form("total", (match["a"], match["b"]))
    yield from (Form("total", phrases) for phrases in _coordinated(text))
    yield Form("gather_total", (text,))


def _coordinated(text: str) -> Iterator[tuple[str, ...]]:
    """The text once for each of the things that it joins by "and"."""
    for pattern in _LISTS:
        for match in pattern.finditer(text):
            items = [*match["list"].split(", "), match["last"]]
            yield tuple(text[: match.start()] + one + text[match.end() :] for one in items)
    for match in re.finditer(r" and ", text):
        yield text[: match.start()], text[match.end() :]
