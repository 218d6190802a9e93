"""What an importer makes: documents, the lines of a suite over them, and what had to be left out and why."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from seedqa.evals.cases import load_suite
from seedqa.evals.library import read_folder
from seedqa.evals.lint import Problem, lint
from seedqa.index.errors import InputError

Item = TypeVar("Item")
Line = Mapping[str, Any]
DOCUMENTS, SUITE_ENDING = "documents", ".jsonl"
_SLUG = 40


@dataclass(frozen=True, slots=True)
class Imported:
    """A set: ``documents`` by file name, ``lines`` of a suite called ``name``, and counts of what was ``left_out``."""

    name: str
    documents: Mapping[str, str]
    lines: tuple[Line, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """Where a set was written: a folder to index and a suite that its documents prove."""

    suite: Path
    documents: Path
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents under file names of their own: equal texts share one, a title makes a name readable."""

    names: dict[str, str] = field(default_factory=dict)

    def put(self, text: str, title: str) -> str:
        """The file name of a text."""
        text = plain_lines(text)
        if text not in self.names:
            slug = re.sub(r"\W+", "-", title).strip("-_")[:_SLUG].rstrip("-")
            self.names[text] = f"{len(self.names) + 1:05d}{'-' if slug else ''}{slug}.txt"
        return self.names[text]

    def documents(self) -> dict[str, str]:
        """The texts by file name."""
        return {name: text for text, name in self.names.items()}


def plain_lines(text: str) -> str:
    """The text as it will stand in the index."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def chosen(items: Sequence[Item], limit: int | None) -> list[Item]:
    """At most ``limit`` items, taken at even steps through all of them."""
    if limit is None or limit >= len(items):
        return list(items)
    if limit < 1:
        raise InputError(f"--limit {limit} leaves no question", "give a number from 1")
    return [items[number * len(items) // limit] for number in range(limit)]


def write(imported: Imported, folder: Path) -> Written:
    """Documents and suite in the folder; lines that the documents do not prove by rule are left out and counted."""
    documents = folder / DOCUMENTS
    try:
        documents.mkdir(parents=True, exist_ok=True)
        for name, text in imported.documents.items():
            (documents / name).write_text(text, encoding="utf-8", newline="\n")
        suite = _write_suite(folder / f"{imported.name}{SUITE_ENDING}", imported.lines)
        kept, dropped = _proved(suite, documents, imported)
        _write_suite(suite, kept)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error}", "name a folder that can be written") from None
    return Written(suite, documents, dict(Counter(imported.left_out) + dropped))


def _write_suite(path: Path, lines: Iterable[Line]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def _proved(suite: Path, documents: Path, imported: Imported) -> tuple[list[Line], Counter[str]]:
    loaded = load_suite(suite)
    problems = {one.case.id: one for one in reversed(lint([loaded], read_folder(documents).texts()))}
    kept = [line for line in imported.lines if line["id"] not in problems]
    if not kept:
        first = next(iter(problems.values()))
        raise InputError(f"no question of {imported.name} can be used: {first.text}", "check that it is such a set")
    return kept, Counter(map(_cause, problems.values()))


def _cause(problem: Problem) -> str:
    return "asked twice" if problem.text.startswith("duplicate of") else "not proved word for word"


def without(imported: Imported, cause: str, count: int) -> Imported:
    """The set with so many more left out for this cause."""
    return replace(imported, left_out=dict(Counter(imported.left_out) + Counter({cause: count})))
