"""Source files -> documents, with the title, publisher and date that the document itself states."""

import hashlib
from dataclasses import dataclass

from seedqa.index.blocks import Layout, read_layout
from seedqa.index.decoding import Decoded, decode
from seedqa.index.errors import InputError
from seedqa.index.masthead import stated_date, stated_publisher
from seedqa.index.sources import Source


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


def read_document(source: Source) -> Document:
    """The document in a file; an ``InputError`` names a file that cannot be read or is not text."""
    return make_document(source.uri, read_source(source).text)


def read_source(source: Source) -> Decoded:
    """The text of a file, and its encoding where that is a guess."""
    try:
        data = source.path.read_bytes()
    except OSError as error:
        remedy = "check its permissions, or leave it out"
        raise InputError(f"cannot read {source.path} ({error.strerror})", remedy) from None
    return decode(data, str(source.path))


def make_document(uri: str, text: str) -> Document:
    """A document of canonical ``text`` cited as ``uri``."""
    return Document(
        id=hashlib.sha256(uri.encode("utf-8", "surrogateescape")).hexdigest()[:16],
        uri=uri,
        title=_title(uri, text, read_layout(text)),
        publisher=stated_publisher(text),
        published=stated_date(text),
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
    )


def _title(uri: str, text: str, layout: Layout) -> str:
    if layout.title is not None:
        stated = " ".join(text[slice(*layout.title)].split())
        if stated:
            return stated[:300]
    return uri.rsplit("/", 1)[-1].rsplit(".", 1)[0]
