"""Questions for a part of a whole, and for so much of one thing for each of another."""

import re
from collections.abc import Iterator

from seedqa.qa.figures.form import BE, Form, compiled, found

_KIND = r"(?:percentage|percent|per cent|share|proportion|fraction|portion)"
_VERB = (
    rf"(?:{BE}|comes?|came|goes|went|belongs?|makes? up|made up|consists?|accounts? for|accounted for|lives?|works?|"
    r"stems?|flowed|flows|arose|derives?|fell to)"
)
_SHARE = compiled(
    rf"\b(?:what|which|how (?:large|big|high) an?|how many) {_KIND} of (?P<b>.+?) {_VERB} (?P<a>.+)",
    rf"\b(?P<a>[^,]+?),? as an? {_KIND} of (?P<b>.+)",
    rf"\b(?:what|which) {_KIND} {BE} (?P<a>.+?) (?:of|out of|in) (?P<b>(?:the|its|all|total).+)",
    rf"\b(?:what|which) (?:is|was) the {_KIND} of (?P<a>.+?) (?:among|in|out of|within) (?P<b>.+)",
)
_ASKING = re.compile(r"^(?:what|which|how much|how many) (?:is|was|are|were)?\s?", re.IGNORECASE)
_EACH = r"(?:per|for each|for every|by each|of each|from each|to each)"
_AVERAGE = compiled(
    rf"\b(?:average|mean) (?P<a>.*?)\b{_EACH} (?P<noun>[\w-]+)(?P<rest>.*)",
    r"\b(?P<a>.*?)\bon average,?(?P<rest>.*?) each (?P<noun>[\w-]+)(?P<more>.*)",
    rf"\bhow (?:much|many) (?P<a>.*?)\b{_EACH} (?P<noun>[\w-]+)(?P<rest>.*)",
    r"\bhow (?:much|many) (?P<a>.*?)\bdid each (?P<noun>[\w-]+)(?P<rest>.*?)\bon average",
    r"\b(?P<a>.+) per (?P<noun>[\w-]+)(?P<rest>.*)",
)
_NOT_COUNTED = frozenset("cent annum capita head".split())


def shares(text: str) -> Iterator[Form]:
    """What percentage of a whole a part is."""
    match = found(_SHARE, text)
    if match:
        yield Form("share", (_ASKING.sub("", match["a"]), match["b"]))


def averages(text: str) -> Iterator[Form]:
    """How much of one thing there is for each of another."""
    match = found(_AVERAGE, text)
    if match is None or match["noun"].lower() in _NOT_COUNTED:
        return
    groups = match.groupdict()
    rest = f"{groups['a']} {groups.get('rest') or ''} {groups.get('more') or ''}"
    yield Form("average", (rest, f"{match['noun']} {groups.get('rest') or ''}"), noun=match["noun"].lower())
