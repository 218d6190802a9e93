"""Who published a text, and when, as its beginning or its end states it; never a name or a date of the story."""

import re
from collections.abc import Iterator
from datetime import date

from seedqa.index.lines import is_prose

_EDGE = 1500
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<number>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?(?!\d)",
        _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH + r",?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_STARTS = r"(?:^\W*|[|·•]\s*|(?<=[|·•]\s))"
_SAYS = r"(?:(?:publication |release |issue )?date|published|posted|updated|last (?:updated|modified)|released?|issued)"
_WHERE = r"(?:\s+(?:on|at|by\s[^|\n]{2,40}?(?=[,|]|\son\s)(?:\s?on)?))?[\s:：,|·–—*-]*"
# What may stand right before a date that is one of publication.
_LABEL = re.compile(
    _STARTS + _SAYS + _WHERE + _WEEKDAY + r"(?=\w)"
    r"|(?:发布|发表|更新)(?:于|时间|日期)?\s*[:：]?\s*(?=\d)"
    r"|(?:来源|时间|日期)\s*[:：][^。\n\d]{0,30}(?=\d)"
    r"|^By\s[^.\n\d]{2,60}[,|·–—-]\s*" + _WEEKDAY + r"(?=\w)"
    r"|(?P<bare>^\W*" + _WEEKDAY + r"(?=\w))",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[\s,|·T]*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:[ap]\.?m\.?|[A-Z]{2,4}|Z)?\W*$", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z][A-Z .'-]+,[^.\d]{0,30}$")
_AFTER_DATELINE = re.compile(r"\s*(?:/|-|–|—|\()")

_LABELLED_PUBLISHER = (
    r"^\W*(?:publisher|published by|source|来源|hosted by|主办)[^\S\n]*[:：][^\S\n]*(?P<name>[^\n]{2,120}?)[^\S\n]*$"
)
_PUBLISHERS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (_LABELLED_PUBLISHER, re.IGNORECASE | re.MULTILINE),
        (r"/\s?(?P<name>[A-Z][A-Za-z ]{2,30})\s?/\s*-{1,2}", 0),
        (r"\((?P<name>[A-Z][\w&.' -]{2,80}?)\s+(?:reporter|correspondent)s?\b[^)]*\)", 0),
        (
            r"[\[(](?:Photos?|Images?) (?:provided to|by|courtesy of|from)\s+(?P<name>[^\])\n]{2,80})[\])]",
            re.IGNORECASE,
        ),
        (
            r"(?:©|\([Cc]\))\s*(?:[Cc]opyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s+)?(?:by\s+)?(?P<name>[A-Z][^\n.|,©]{1,80})",
            0,
        ),
    )
)


def stated_publisher(text: str) -> str | None:
    """The publisher a text names, None where it names none."""
    edges = _edges(text)
    for pattern in _PUBLISHERS:
        match = pattern.search(edges)
        if match:
            return " ".join(match["name"].split())
    return None


def stated_date(text: str) -> str | None:
    """The ISO date on a line that is about the publication, None where there is no such line."""
    for line in _edges(text).splitlines():
        found = _labelled(line.strip()) or _in_dateline(line.strip())
        if found is not None:
            return found
    return None


def _edges(text: str) -> str:
    """The beginning and the end of a text: where a page says who published it, and when."""
    return text if len(text) <= 2 * _EDGE else text[:_EDGE] + "\n" + text[-_EDGE:]


def _labelled(line: str) -> str | None:
    if is_prose(line):
        return None
    for label in _LABEL.finditer(line):
        for pattern in _DATES:
            match = pattern.match(line, label.end())
            if match and (label["bare"] is None or _CLOCK.match(line, match.end())):
                return _iso(match)
    return None


def _in_dateline(line: str) -> str | None:
    """The date of a line that begins like ``LONDON, May 3, 2021 --``."""
    for match in _dates(line[:120]):
        if _DATELINE.match(line[: match.start()]) and _AFTER_DATELINE.match(line, match.end()):
            return _iso(match)
    return None


def _dates(line: str) -> Iterator[re.Match[str]]:
    for pattern in _DATES:
        yield from pattern.finditer(line)


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month_number(groups["month"])
    try:
        return date(int(groups["year"]), month, int(groups["day"])).isoformat()
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
