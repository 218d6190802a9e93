"""Authored documents (``GUIDE.md`` beside them): their texts, and every question with the places of its answer.

A line of a file: ``{"id", "title", "paragraphs": [...], "questions": [{"q", "k", "a": [...], "p": 0}], "talks"}``.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.operations import read_formula
from training.winners import winner_spans

Fields = Mapping[str, Any]
_DECIDED = re.compile(r"(yes|no)\b", re.IGNORECASE)
_KINDS = {"yes": "polar", "no": "polar", "none": ""}


@dataclass(frozen=True, slots=True)
class Place:
    """``paragraphs[paragraph][start:end]`` of a document; its slot where it is an operand."""

    document: str
    paragraph: int
    start: int
    end: int
    slot: str = "none"


@dataclass(frozen=True, slots=True)
class Document:
    """A document's title and paragraphs; documents of one folder belong together."""

    id: str
    folder: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier turn as it was put, as it stands alone, and its answer in words."""

    asked: str
    alone: str
    answer: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question over a document or a folder; ``kind`` is empty where the text does not answer.

    ``alone`` is the question made to stand alone, ``earlier`` the talk before it, ``old`` what answered it once,
    ``winners`` where the winner of a comparison is named.
    """

    id: str
    documents: tuple[str, ...]
    question: str
    alone: str
    kind: str
    operation: str
    places: tuple[Place, ...]
    affirmed: bool | None = None
    earlier: tuple[Turn, ...] = ()
    old: tuple[Place, ...] = ()
    value: str = ""
    winners: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """The documents of a part by their ids, and the cases over them."""

    documents: Mapping[str, Document]
    cases: tuple[Case, ...]


def load_library(folders: Sequence[Path], part: str) -> Library:
    """The documents and cases of a part, such as ``train``, in all folders; those over two documents included."""
    entries = [entry for folder in folders for entry in _lines(folder / f"{part}.jsonl.gz")]
    documents = {entry["id"]: _document(entry) for entry in entries}
    cases = [case for entry in entries for case in _cases(entry, documents[entry["id"]])]
    crossing = [folder / f"cross_{part}.jsonl.gz" for folder in folders]
    for entry in (entry for file in crossing if file.is_file() for entry in _lines(file)):
        cases += [_crossing(entry, number, fields, documents) for number, fields in enumerate(entry["cross"])]
    return Library(documents, tuple(cases))


def _lines(file: Path) -> Iterator[Fields]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _document(entry: Fields) -> Document:
    return Document(entry["id"], entry.get("folder") or entry["id"], entry["title"], tuple(entry["paragraphs"]))


def _cases(entry: Fields, document: Document) -> Iterator[Case]:
    for number, fields in enumerate(entry["questions"]):
        yield _case(f"{document.id}/q{number}", document, fields, ())
    for talk, turns in enumerate(entry.get("talks") or ()):
        earlier: list[Turn] = []
        for number, fields in enumerate(turns):
            yield _case(f"{document.id}/t{talk}.{number}", document, fields, tuple(earlier))
            earlier.append(Turn(fields["q"], fields["s"], _answer(fields)))


def _answer(fields: Fields) -> str:
    return str(fields.get("v") or ("" if fields["k"] == "none" else ", ".join(fields.get("a") or ())))


def _case(name: str, document: Document, fields: Fields, earlier: tuple[Turn, ...]) -> Case:
    answers = () if fields["k"] == "none" else fields.get("a") or ()
    paragraphs = _parallel(fields.get("p", 0), len(answers))
    around = fields.get("in")
    wider = around if isinstance(around, list) else [around] * len(answers)
    found = [
        _place(document, paragraph, text, hint)
        for text, paragraph, hint in zip(answers, paragraphs, wider or [None] * len(answers), strict=False)
    ]
    return _with_winners(_assembled(name, (document.id,), fields, found, earlier), document)


def _with_winners(case: Case, document: Document) -> Case:
    if case.kind != "compare":
        return case
    spans = winner_spans(case.value, document.paragraphs, [place.paragraph for place in case.places])
    return replace(case, winners=tuple(Place(document.id, *span) for span in spans))


def _crossing(entry: Fields, number: int, fields: Fields, documents: Mapping[str, Document]) -> Case:
    def places(key: str) -> list[Place]:
        found = fields.get(key) or ()
        return [_place(documents[one["doc"]], one["p"], one["text"], one.get("in")) for one in found]

    folder = tuple(document.id for document in documents.values() if document.folder == entry["folder"])
    found = [] if fields["k"] == "none" else places("a")
    return _assembled(f"{entry['id']}/{number}", folder, fields, found, (), tuple(places("old")))


def _assembled(
    name: str,
    documents: tuple[str, ...],
    fields: Fields,
    found: Sequence[Place],
    earlier: tuple[Turn, ...],
    old: tuple[Place, ...] = (),
) -> Case:
    kind = str(_KINDS.get(fields["k"], fields["k"]))
    operation, slots = _operation(kind, fields.get("op") or "", len(found))
    places = tuple(
        Place(one.document, one.paragraph, one.start, one.end, slot) for one, slot in zip(found, slots, strict=True)
    )
    alone = fields.get("s") or fields["q"]
    value = str(fields.get("v") or "")
    affirmed = fields["k"] == "yes" if kind == "polar" else None
    if kind == "compare" and (said := _DECIDED.match(value)):
        # "Is that more than the school got?": asked as yes or no, decided by the figures.
        kind, affirmed = "polar", said[1].lower() == "yes"
    return Case(name, documents, fields["q"], alone, kind, operation, places, affirmed, earlier, old, value)


def _operation(kind: str, formula: str, count: int) -> tuple[str, tuple[str, ...]]:
    if kind in ("compute", "compare"):
        return read_formula(formula, count)
    return ("count" if kind == "count" else "none"), ("none",) * count


def _place(document: Document, paragraph: int, text: str, around: str | None) -> Place:
    whole = document.paragraphs[paragraph]
    start = whole.index(around) + around.index(text) if around and around in whole else whole.index(text)
    return Place(document.id, paragraph, start, start + len(text))


def _parallel(value: Any, count: int) -> list[int]:
    return list(value) if isinstance(value, list) else [int(value)] * count
