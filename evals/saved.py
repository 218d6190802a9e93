"""Saved answers as people keep them: ``qa ask --json``, ``:save`` in the conversation, or the page's feedback.

One JSON object, a list of them, or one a line; of several that say something of the same question the last one counts.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from seedqa.evals.given import GivenAnswer, NotAnAnswerError, read_answer
from seedqa.index.errors import InputError
from seedqa.qa.types import Turn

_UP = frozenset({"up", "right", "good", "correct", "yes"})
_DOWN = frozenset({"down", "wrong", "bad", "incorrect", "no"})
_REMEDY = "give the JSON that qa ask --json, :save or the page's feedback file has"


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer with what was said of it; ``right`` is None where nobody said."""

    question: str
    history: tuple[Turn, ...]
    answer: GivenAnswer
    right: bool | None
    note: str
    place: str


def read_saved(text: str, name: str) -> tuple[Saved, ...]:
    """The answers of a file; ``InputError`` names the place of what is none."""
    found: dict[tuple[object, ...], Saved] = {}
    for place, fields in _records(text, name):
        saved = _saved(fields, place)
        found.pop((saved.question, saved.history), None)
        found[saved.question, saved.history] = saved
    if not found:
        raise InputError(f"{name} holds no answer", _REMEDY)
    return tuple(found.values())


def _records(text: str, name: str) -> Iterator[tuple[str, Any]]:
    try:
        whole = json.loads(text)
    except ValueError:
        yield from _lines(text, name)
        return
    for number, item in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield f"{name}, answer {number}", item


def _lines(text: str, name: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"{name}:{number}", json.loads(line)
            except ValueError as error:
                raise InputError(f"{name}:{number}: not JSON: {error}", _REMEDY) from None


def _saved(fields: Any, place: str) -> Saved:
    if not isinstance(fields, dict):
        raise InputError(f"{place}: not a saved answer", _REMEDY)
    # Some keep the answer beside what was said of it, some inside.
    inner = fields["answer"] if isinstance(fields.get("answer"), dict) else fields
    try:
        answer = read_answer(inner)
        question = inner["question"]
        history = tuple(Turn(turn["role"], turn["content"]) for turn in fields.get("history") or ())
    except (NotAnAnswerError, KeyError, TypeError) as error:
        raise InputError(f"{place}: not a saved answer: {error}", _REMEDY) from None
    if not isinstance(question, str) or not question.strip():
        raise InputError(f"{place}: the answer has no question", _REMEDY)
    return Saved(question, history, answer, _right(fields, place), str(fields.get("note") or ""), place)


def _right(fields: dict[str, Any], place: str) -> bool | None:
    verdict = fields.get("verdict")
    if verdict is None:
        return None
    word = str(verdict).lower()
    if word not in _UP | _DOWN:
        raise InputError(f"{place}: the verdict cannot be {verdict!r}", "write up or down")
    return word in _UP
