"""A document named in a question ("in the 2024 policy", "according to north/contract.md") -> the documents meant.

A name is a file's name, a title in quotation marks, or a phrase of the words of a title or an address about a word for
what is written ("policy", "minutes"); where several documents have all these words, all of them are meant. Names of
people and places are left alone, although titles have them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seedqa.index.lexical import content_words
from seedqa.qa.phrases import KIND, SOURCE, Reference, phrase_references
from seedqa.qa.scope import endings
from seedqa.qa.titles import Catalogue, read_words

_EXCLUDED = re.compile(
    r"\b(?:not (?:in|from|according)|except|besides|apart from|aside from|other than|outside|unlike|instead of)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]|《([^》]+)》|‘([^‘’]+)’")
_FILE_LIKE = re.compile(r"\w[./]\w")
_BEFORE = re.compile(
    rf"(?P<drop>(?:{SOURCE}|\b(?:in|under|within|from|of))\s+(?:the\s+)?(?:\w+\s+)?)?(?P<asks>\b(?:do|does|did)\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """The documents that a question names, and the question without the name; an ``explicit`` one means these
    documents and no others, so that where they do not answer nothing does. ``phrase`` names them in any question, where
    one phrase does; ``alone`` where the question is nothing else."""

    documents: tuple[str, ...]
    question: str
    explicit: bool
    phrase: str
    alone: bool


def read_naming(question: str, catalogue: Catalogue) -> Naming | None:
    """The documents that a question is to be answered from, None where it names none or all of them."""
    if _EXCLUDED.search(question):
        return None
    named = [*_files(question, catalogue), *_titles(question, catalogue)]
    references = _apart([*named, *phrase_references(question, catalogue)])
    cued = [reference for reference in references if reference.cue != "article"]
    kept = [reference for reference in references if reference.cue != "article" or reference.explicit]
    meant = frozenset[str]().union(*(reference.documents for reference in kept))
    if not cued or len(meant) == len(catalogue.addresses):
        return None
    documents = tuple(address.id for address in catalogue.addresses if address.id in meant)
    left = _without(question, kept)
    alone = not content_words(left)
    explicit = all(reference.explicit for reference in kept)
    return Naming(documents, question if alone else left, explicit, _phrase(question, kept), alone)


def _files(question: str, catalogue: Catalogue) -> list[Reference]:
    """The files named, each by the longest part of its address that stands there."""
    if not _FILE_LIKE.search(question):
        return []
    folded = question.casefold()
    spans: dict[tuple[int, int], set[str]] = {}
    for address in catalogue.addresses:
        span = _span_of(address.uri.casefold(), folded)
        if span is not None:
            spans.setdefault(span, set()).add(address.id)
    return [
        _told(question, start, end, frozenset(documents), True)
        for (start, end), documents in spans.items()
        if not any(other[0] <= start and end <= other[1] for other in spans if other != (start, end))
    ]


def _span_of(uri: str, question: str) -> tuple[int, int] | None:
    if re.sub(r"\.\w+$", "", uri.rpartition("/")[2]) not in question:
        return None
    for ending in endings(uri):
        bare = re.sub(r"\.\w+$", "", ending)
        for written in [ending, bare] if "/" in ending else [ending]:
            found = re.search(rf"(?<![\w/.-]){re.escape(written)}(?![\w/]|[.-]\w)", question)
            if found:
                return found.span()
    return None


def _titles(question: str, catalogue: Catalogue) -> list[Reference]:
    """The titles and file names in quotation marks; after words that lead to a source, also parts of them."""
    found = []
    for match in _QUOTED.finditer(question):
        keys = frozenset(word.key for word in read_words(match[1] or match[2] or match[3]))
        reference = _told(question, match.start(), match.end(), catalogue.called(keys), False)
        if not reference.documents and reference.explicit and len(keys) > 1:
            reference = replace(reference, documents=catalogue.having(sorted(keys)))
        found += [reference] if reference.documents else []
    return found


def _told(question: str, start: int, end: int, documents: frozenset[str], alone: bool) -> Reference:
    """A reference by its very name: explicit after words that lead to a source, a file's also ``alone``."""
    before = _BEFORE.search(question, 0, start)
    drop, asks = (before["drop"], before["asks"]) if before else (None, None)
    cue = "place" if drop else "subject" if asks else "name"
    kind = KIND.search(
        " ".join(question[word.start : word.end] for word in read_words(question[:end]) if word.start >= start)
    )
    stands_for = f"the {kind[0] if kind else 'document'}"
    return Reference(documents, start - len(drop or ""), end, cue, alone or cue != "name", stands_for)


def _apart(references: Sequence[Reference]) -> list[Reference]:
    """The references in order, of those that overlap the first that was found."""
    kept: list[Reference] = []
    for reference in references:
        if all(reference.end <= other.start or other.end <= reference.start for other in kept):
            kept.append(reference)
    return sorted(kept, key=lambda reference: reference.start)


def _without(question: str, references: Sequence[Reference]) -> str:
    """The question without the name of its one document, as one asks somebody who has only that."""
    if len(references) != 1 or (references[0].cue == "name" and not references[0].explicit):
        return question
    [named] = references
    before, after = question[: named.start].rstrip(), question[named.end :]
    if named.cue != "place":
        return f"{before} {named.stands_for}{after}".strip()
    before, after = (before.rstrip(","), after) if before else ("", after.lstrip(" ,"))
    left = f"{before}{after}".strip()
    return f"{left[:1].upper()}{left[1:]}"


def _phrase(question: str, references: Sequence[Reference]) -> str:
    if len(references) != 1:
        return ""
    [named] = references
    words = question[named.start : named.end].strip()
    if named.cue == "place":
        return f"{words[:1].lower()}{words[1:]}"
    return f"according to {'the ' if re.search(r'[Tt]he $', question[: named.start]) else ''}{words}"
