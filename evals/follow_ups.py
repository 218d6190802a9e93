"""Follow-up questions with people's rewrites, as published, and a corpus to look their rewrites up in.

Neither set comes with its documents, so that a corpus is made of what is there, and searched by the product's own
lexical index (FTS5, BM25, the same fields and weights):

- CANARD: the answers of all conversations, each under its article's title and section as in a document. What has to be
  found is the answer to the question, known from the turn after it; questions without a known answer are left out.
- MTRAG: people's rewrites of all turns, each a passage. Measured twice: "talk", whether the passages of the other turns
  of the conversation are found, the turn's own left out; and "turn", whether the turn's own is told from all others. In
  the second, a person's rewrite finds itself by definition, and so does a last turn that the person left as it was.

Half of the conversations ("dev", by a hash of their ids) are for developing, the other half for reporting.
"""

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from seedqa.index.decoding import text_of
from seedqa.index.errors import InputError
from seedqa.qa.types import Turn

PARTS = ("dev", "test")
_UNKNOWN = re.compile(r"i don[’']t know|cannotanswer|no answer", re.IGNORECASE)
_NO_TITLE = ("", "")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A turn with what went before it, a person's rewrite, the numbers of the passages that have to be found, and of
    one that is left out."""

    question: str
    history: tuple[Turn, ...]
    rewrite: str
    targets: frozenset[int]
    left_out: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What can be found."""

    title: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class Task:
    """A data set: its passages and the turns of one part."""

    name: str
    passages: tuple[Passage, ...]
    turns: tuple[FollowUp, ...]


def read_canard(path: Path, part: str) -> tuple[Task, ...]:
    """CANARD's file: a list of objects with ``History``, ``Question``, ``Rewrite`` and ``QuAC_dialog_id``."""
    rows = json.loads(_text(path))
    talks: dict[str, list[str]] = {}
    for row in rows:
        if len(row["History"]) > len(talks.get(row["QuAC_dialog_id"], ())):
            talks[row["QuAC_dialog_id"]] = row["History"]
    places: dict[tuple[str, int], int] = {}
    passages: list[Passage] = []
    for key, history in talks.items():
        for number, answer in enumerate(history[3::2]):
            if not _UNKNOWN.search(answer):
                places[key, number] = len(passages)
                passages.append(Passage(history[0], history[1], answer))
    turns = [
        FollowUp(row["Question"], _canard_history(row["History"]), row["Rewrite"], frozenset({place}))
        for row in rows
        if part_of(row["QuAC_dialog_id"]) == part
        and (place := places.get((row["QuAC_dialog_id"], len(row["History"]) // 2 - 1))) is not None
    ]
    return (Task("CANARD", tuple(passages), tuple(turns)),)


def _canard_history(history: Sequence[str]) -> tuple[Turn, ...]:
    """The turns before a question; those who asked had the article's title and section before them."""
    opening = (Turn("user", f"Tell me about {history[0]}."), Turn("assistant", f"{history[1]}."))
    return (*opening, *(Turn("assistant" if i % 2 else "user", text) for i, text in enumerate(history[2:])))


def read_mtrag(path: Path, part: str) -> tuple[Task, ...]:
    """MTRAG's file: JSON Lines with ``id``, ``user_turns``, ``last_turn`` and ``rewrite``."""
    rows = [json.loads(line) for line in _text(path).splitlines() if line.strip()]
    passages = tuple(Passage(*_NO_TITLE, row["rewrite"]) for row in rows)
    talks: dict[str, set[int]] = {}
    for place, row in enumerate(rows):
        talks.setdefault(_talk(row), set()).add(place)
    own = [_turn(row, {place}, None) for place, row in enumerate(rows) if part_of(_talk(row)) == part]
    others = [
        _turn(row, talks[_talk(row)] - {place}, place)
        for place, row in enumerate(rows)
        if part_of(_talk(row)) == part and len(talks[_talk(row)]) > 2
    ]
    return Task("MTRAG, talk", passages, tuple(others)), Task("MTRAG, turn", passages, tuple(own))


def _talk(row: dict[str, Any]) -> str:
    return str(row["id"]).partition("<::>")[0]


def _turn(row: dict[str, Any], targets: set[int], left_out: int | None) -> FollowUp:
    history = tuple(Turn("user", text) for text in row["user_turns"][:-1])
    return FollowUp(row["last_turn"], history, row["rewrite"], frozenset(targets), left_out)


def part_of(conversation: str) -> str:
    """The half that a conversation belongs to, the same every time."""
    return PARTS[sha256(conversation.encode()).digest()[0] % 2]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror})", "name the data set's file") from None
    return text_of(gzip.decompress(data) if path.suffix == ".gz" else data, str(path))
