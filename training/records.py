"""Reading-comprehension records: JSON Lines files in, checked spans out.

This module does not know about tokens; every offset is a code point of the context.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seedqa.index.errors import InputError


@dataclass(frozen=True, slots=True)
class Gold:
    """One accepted answer: ``context[start:end]``, without white space around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of a calculation, ``context[start:end]``, and its slot."""

    start: int
    end: int
    slot: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What else is known of an answer; None, or nothing, where it is not, and then it is not learned from.

    ``needed`` are the words of the history that the question lacks, in lower case.
    """

    items: tuple[Gold, ...] | None = None
    operands: tuple[Operand, ...] | None = None
    operation: str = ""
    kind: str = ""
    affirmed: bool | None = None
    needed: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A question about a context, with every accepted answer; none where the context does not say.

    ``history`` is what was asked and answered before, oldest first, question and answer in turn.
    """

    id: str
    source: str
    group: str
    question: str
    context: str
    golds: tuple[Gold, ...]
    title: str = ""
    history: tuple[str, ...] = ()
    labels: Labels = Labels()

    @property
    def answerable(self) -> bool:
        """Whether the context answers the question."""
        return bool(self.golds)

    @property
    def texts(self) -> tuple[str, ...]:
        """The accepted answers as text."""
        return tuple(self.context[gold.start : gold.end] for gold in self.golds)


def load_records(path: Path) -> list[Record]:
    """Every record of a ``.jsonl`` or ``.jsonl.gz`` file, in its order."""
    return list(_records(path))


def _records(path: Path) -> Iterator[Record]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _record(json.loads(line), f"{path} line {number}")
    except (OSError, json.JSONDecodeError) as error:
        raise InputError(f"cannot read reading data {path}: {error}", "pass a .jsonl or .jsonl.gz file") from error


def _record(fields: Mapping[str, Any], place: str) -> Record:
    context = str(fields["context"])
    golds = {_gold(context, answer, place) for answer in fields["answers"]}
    if bool(golds) != bool(fields["answerable"]):
        raise InputError(f"{place}: 'answerable' does not agree with 'answers'", "mend or drop the line")
    ordered = tuple(sorted(golds, key=lambda gold: (gold.start, gold.end)))
    return Record(fields["id"], fields["source"], fields["group"], fields["question"], context, ordered)


def _gold(context: str, answer: Mapping[str, Any], place: str) -> Gold:
    start, text = int(answer["start"]), str(answer["text"])
    if not text.strip() or context[start : start + len(text)] != text:
        raise InputError(f"{place}: the answer {text!r} is not at {start}", "mend or drop the line")
    lead = len(text) - len(text.lstrip())
    return Gold(start + lead, start + lead + len(text.strip()))
