"""BEIR: corpus.jsonl, queries.jsonl and graded judgements in qrels/; only retrieval is measured.

Each text of the corpus becomes a document. How good a document is for a query is a whole number; 0 is not relevant, and
so is what nobody judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from seedqa.evals.importers.files import needed, read_lines, read_table, set_name
from seedqa.evals.importers.imported import chosen, plain_lines
from seedqa.index.errors import InputError

_SPLITS = ("test", "dev", "train")
_SHAPE = "give a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv"


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the grades of the documents judged relevant, by file name."""

    id: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A set: ``documents`` by file name, and the queries that have something to find."""

    name: str
    documents: Mapping[str, str]
    queries: tuple[Query, ...]


def import_beir(folder: Path, limit: int | None = None) -> Judged:
    """The judged queries of a folder, at most ``limit`` at even steps, over the whole corpus."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder", _SHAPE)
    names, documents = _corpus(_found(folder, "corpus.jsonl"))
    texts = {
        needed(fields, "_id", place): " ".join(needed(fields, "text", place).split())
        for place, fields in read_lines(_found(folder, "queries.jsonl"))
    }
    grades = _grades(_qrels(folder), names)
    queries = [Query(key, texts[key], found) for key, found in grades.items() if key in texts]
    if not queries:
        raise InputError(f"{folder} judges no query of its queries.jsonl", _SHAPE)
    return Judged(set_name(folder), documents, tuple(chosen(queries, limit)))


def _found(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise InputError(f"there is no {name} in {folder}", _SHAPE)


def _corpus(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """File names by id, and texts by file name; the title, where there is one, is the first line."""
    names, documents = dict[str, str](), dict[str, str]()
    for number, (place, fields) in enumerate(read_lines(path), 1):
        title, text = str(fields.get("title") or "").strip(), str(fields.get("text") or "").strip()
        name = names.setdefault(needed(fields, "_id", place), f"{number:07d}.txt")
        documents[name] = plain_lines(f"{title}\n\n{text}" if title and text else title or text)
    return names, {name: text for name, text in documents.items() if text}


def _qrels(folder: Path) -> Path:
    tables = {path.stem: path for path in sorted((folder / "qrels").glob("*.tsv"))}
    for split in _SPLITS:
        if split in tables:
            return tables[split]
    if not tables:
        raise InputError(f"there is no table of judgements in {folder / 'qrels'}", _SHAPE)
    return next(iter(tables.values()))


def _grades(path: Path, names: Mapping[str, str]) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for place, row in read_table(path):
        if row[0] == "query-id":
            continue
        if len(row) != 3 or not row[2].lstrip("-").isdigit():
            raise InputError(f"{place}: not a judgement", "write query-id, corpus-id and score between tabs")
        query, document, score = row[0], row[1], int(row[2])
        if score > 0 and document in names:
            grades.setdefault(query, {})[names[document]] = score
    return grades
