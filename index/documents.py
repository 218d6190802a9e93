"""Source files -> documents, with the title, publisher and date that the document itself states."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from index.blocks import Layout, read_layout
from index.decoding import decode
from index.errors import InputError
from index.sources import Source


@dataclass(frozen=True, slots=True)
class Document:
    """One source as the product knows it; every offset anywhere points into ``text``.

    ``id`` depends on ``uri`` alone, ``sha256`` is of ``text`` in UTF-8, ``published`` an ISO date.
    """

    id: str
    uri: str
    title: str
    publisher: str | None
    published: str | None
    sha256: str
    text: str


_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)[-/.年](?P<number>\d{1,2})[-/.月](?P<day>\d{1,2})",
        _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH + r",?\s+(?P<year>(?:19|20)\d\d)",
    )
)
_DATE_LABEL = re.compile(
    r"发布|发表|更新|/ ?PR ?Newswire|/ --|^(?:date|published|posted|updated|last updated|release[d]?)\b|\bpublished on\b"
    r"|^[A-Z][A-Z .'-]+,.{0,40}\d{4}",
    re.IGNORECASE | re.MULTILINE,
)
_PUBLISHERS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (
            r"^(?:publisher|published by|source|来源|hosted by|主办)\s*[:：]\s*(?P<name>[^\n]{2,120})$",
            re.IGNORECASE | re.MULTILINE,
        ),
        (r"/\s?(?P<name>[A-Z][A-Za-z ]{2,30})\s?/\s*-{1,2}", 0),
        (r"\((?P<name>[A-Z][\w&.' -]{2,80}?)\s+(?:reporter|correspondent)s?\b[^)]*\)", 0),
        (
            r"[\[(](?:Photos?|Images?) (?:provided to|by|courtesy of|from)\s+(?P<name>[^\])\n]{2,80})[\])]",
            re.IGNORECASE,
        ),
    )
)
_EDGE = 1500


def read_document(source: Source) -> Document:
    """The document in a file; an ``InputError`` names a file that cannot be read or is not text."""
    try:
        data = source.path.read_bytes()
    except OSError as error:
        remedy = "check its permissions, or leave it out"
        raise InputError(f"cannot read {source.path} ({error.strerror})", remedy) from None
    return make_document(source.uri, decode(data, str(source.path)))


def make_document(uri: str, text: str) -> Document:
    """A document of canonical ``text`` cited as ``uri``."""
    return Document(
        id=hashlib.sha256(uri.encode("utf-8", "surrogateescape")).hexdigest()[:16],
        uri=uri,
        title=_title(uri, text, read_layout(text)),
        publisher=_publisher(text),
        published=_published(text),
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
    )


def _title(uri: str, text: str, layout: Layout) -> str:
    if layout.title is not None:
        stated = " ".join(text[slice(*layout.title)].split())
        if stated:
            return stated[:300]
    return uri.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _edges(text: str) -> str:
    """The beginning and the end of a text: where a page says who published it, and when."""
    return text if len(text) <= 2 * _EDGE else text[:_EDGE] + "\n" + text[-_EDGE:]


def _publisher(text: str) -> str | None:
    edges = _edges(text)
    for pattern in _PUBLISHERS:
        match = pattern.search(edges)
        if match:
            return " ".join(match["name"].split())
    return None


def _published(text: str) -> str | None:
    """The date on a line that labels it as the date of publication, never one from the story."""
    for line in _edges(text).splitlines():
        if not _DATE_LABEL.search(line):
            continue
        for pattern in _DATES:
            match = pattern.search(line)
            if match:
                return _iso(match)
    return None


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month_number(groups["month"])
    try:
        return date(int(groups["year"]), month, int(groups["day"])).isoformat()
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
