"""TAT-QA as records: extracts of annual reports, a table with paragraphs, and questions worked out from them.

Only answers are taken whose words or figures stand in one place of the table or of a paragraph.
"""

import gzip
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.records import Gold, Labels, Operand, Record

HELD_OUT = 0.2
_FIGURE = re.compile(r"\d[\d,]*\.?\d*")
_SHAPES = (
    (re.compile(r"N-N"), "difference"),
    (re.compile(r"\(N-N\)/N"), "change"),
    (re.compile(r"\(N(\+N)+\)/n"), "average"),
    (re.compile(r"\(?N(\+N)+\)?"), "sum"),
    (re.compile(r"N\*N"), "product"),
    (re.compile(r"N/N"), "ratio"),
)
_MOST_ROWS = 14


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as Markdown, and where each cell stands in it."""

    text: str
    cells: Mapping[tuple[int, int], tuple[int, int]]
    words: Sequence[Sequence[str]]


def load_extracts(file: Path, held: bool = False) -> list[Record]:
    """The questions of the first four fifths of the extracts, or of the last fifth, which measures."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        extracts = json.load(stream)
    cut = round(len(extracts) * (1 - HELD_OUT))
    chosen = extracts[cut:] if held else extracts[:cut]
    return [record for extract in chosen for record in _records(extract)]


def _records(extract: Mapping[str, Any]) -> Iterator[Record]:
    table = _drawn(extract["table"]["table"])
    paragraphs = {str(one["order"]): str(one["text"]) for one in extract["paragraphs"]}
    for question in extract["questions"]:
        made = _record(question, table, paragraphs)
        if made is not None:
            yield made


def _record(question: Mapping[str, Any], table: _Table, paragraphs: Mapping[str, str]) -> Record | None:
    group, words = question["uid"], question["question"]
    if question["answer_type"] == "arithmetic":
        calculated = _calculated(question, table)
        if calculated is None:
            return None
        operands, operation = calculated
        golds = tuple(dict.fromkeys(Gold(one.start, one.end) for one in operands))
        labels = Labels(None, operands, operation, "compute")
        return Record(f"tat/{group}", "tat", group, words, table.text, golds, labels=labels)
    answers = [str(answer).strip() for answer in question["answer"]] if question["answer_type"] != "count" else []
    texts = [table.text] if question["answer_from"] == "table" else [paragraphs[n] for n in question["rel_paragraphs"]]
    for text in texts:
        if answers and all(answer and text.count(answer) == 1 for answer in answers):
            golds = tuple(Gold(text.index(answer), text.index(answer) + len(answer)) for answer in answers)
            labels = Labels(golds, (), "none", "list" if len(golds) > 1 else "fact")
            return Record(f"tat/{group}", "tat", group, words, text, golds, labels=labels)
    return None


def _drawn(rows: Sequence[Sequence[str]]) -> _Table:
    text, cells = "", {}
    for row, line in enumerate(rows[:_MOST_ROWS]):
        text += "|"
        for column, cell in enumerate(line):
            word = cell.strip()
            cells[row, column] = (len(text) + 1, len(text) + 1 + len(word))
            text += f" {word} |"
        text += "\n" + ("|" + " --- |" * len(line) + "\n" if row == 0 else "")
    return _Table(text.rstrip("\n"), cells, rows[:_MOST_ROWS])


def _calculated(question: Mapping[str, Any], table: _Table) -> tuple[tuple[Operand, ...], str] | None:
    formula = re.sub(r"[\s$£€%]", "", question["derivation"])
    figures = _FIGURE.findall(formula)
    shape = _FIGURE.sub("N", formula)
    if re.fullmatch(r"\(N(\+N)+\)/N", shape) and figures[-1] == str(len(figures) - 1):
        shape, figures = shape[:-1] + "n", figures[:-1]
    operation = next((name for pattern, name in _SHAPES if pattern.fullmatch(shape)), None)
    if operation is None:
        return None
    if operation == "change" and figures[1] != figures[2]:
        return None
    if operation == "ratio" and question["scale"] == "percent":
        operation = "share"
    distinct = figures[:2] if operation == "change" else figures
    cells = _placed(distinct, table)
    if cells is None:
        return None
    ordered = operation in ("difference", "change", "ratio", "share")
    slots = ("first", "second") if ordered else ("member",) * len(cells)
    return tuple(Operand(*span, slot) for span, slot in zip(cells, slots, strict=True)), operation


def _placed(figures: Sequence[str], table: _Table) -> list[tuple[int, int]] | None:
    """Where the figures stand: each in one cell, or all in one row or column in only one way."""
    choices = [
        [(row, column) for (row, column) in table.cells if _same(table.words[row][column], figure)]
        for figure in figures
    ]
    ways = [way for way in itertools.product(*choices) if len(set(way)) == len(way)] if all(choices) else []
    if len(ways) > 1:
        ways = [way for way in ways if len({row for row, _ in way}) == 1 or len({column for _, column in way}) == 1]
    return [table.cells[cell] for cell in ways[0]] if len(ways) == 1 else None


def _same(cell: str, figure: str) -> bool:
    found = _FIGURE.findall(cell)
    return len(found) == 1 and found[0].replace(",", "") == figure.replace(",", "")
