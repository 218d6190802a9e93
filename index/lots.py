"""Documents embedded a lot at a time: texts enough to keep every core busy, of as many documents as that takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seedqa.index.corpus import embedded_texts
from seedqa.index.documents import Document
from seedqa.index.encoder import Encoder
from seedqa.index.passages import Passage, PassageSettings, read_passages
from seedqa.index.vectors import Vectors

_TEXTS = 256


@dataclass(frozen=True, slots=True)
class Embedded:
    """A document with its passages and the vectors of its ``embedded_texts``, one row a text."""

    document: Document
    passages: list[Passage]
    vectors: Vectors


def embed_documents(documents: Iterable[Document], settings: PassageSettings, encoder: Encoder) -> Iterator[Embedded]:
    """Yields the documents in order, embedded."""
    lot: list[tuple[Document, list[Passage]]] = []
    texts: list[str] = []
    for document in documents:
        passages = read_passages(document.text, settings)
        lot.append((document, passages))
        texts += embedded_texts(document, passages)
        if len(texts) >= _TEXTS:
            yield from _embedded(lot, encoder.embed(texts))
            lot, texts = [], []
    yield from _embedded(lot, encoder.embed(texts))


def _embedded(lot: list[tuple[Document, list[Passage]]], vectors: Vectors) -> Iterator[Embedded]:
    place = 0
    for document, passages in lot:
        end = place + len(embedded_texts(document, passages))
        yield Embedded(document, passages, vectors[place:end])
        place = end
