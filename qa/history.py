"""Turns and batches of questions as users hand them in: JSON, checked before anything is asked."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from seedqa.index.errors import InputError
from seedqa.qa.answering import check_question
from seedqa.qa.types import Turn

ROLES = ("user", "assistant", "system")
_SHAPE = 'give a list of {"role": "user" or "assistant", "content": "..."}'


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch; ``id`` is kept as given (text, number or null)."""

    id: Any
    question: str
    history: tuple[Turn, ...]


def read_history(data: Any, name: str) -> tuple[Turn, ...]:
    """Turns from parsed JSON; an ``InputError`` names ``name`` and what is wrong."""
    if data is None:
        return ()
    if not isinstance(data, list):
        raise InputError(f"{name} is not a list of turns", _SHAPE)
    return tuple(_turn(item, f"{name}, turn {i}") for i, item in enumerate(data, 1))


def _turn(item: Any, name: str) -> Turn:
    if not isinstance(item, dict) or item.get("role") not in ROLES or not isinstance(item.get("content"), str):
        raise InputError(f"{name} is not a turn", _SHAPE)
    return Turn(item["role"], item["content"])


def parse_json(text: str, name: str) -> Any:
    """Parsed JSON; an ``InputError`` names ``name`` and the place of the first mistake."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(f"{name} is not JSON ({error})", "write it as JSON") from None
    except RecursionError:
        raise InputError(f"{name} is nested too deeply", "write it as a flat list of turns") from None


def read_batch(lines: Iterable[str], name: str) -> list[BatchQuestion]:
    """The questions of a JSON Lines batch; empty lines are passed over."""
    numbered = [(f"{name}, line {i}", line) for i, line in enumerate(lines, 1) if line.strip()]
    if not numbered:
        raise InputError(f"{name} holds no question", 'write one {"id", "question"} a line')
    return [_batch_question(parse_json(line, place), place) for place, line in numbered]


def _batch_question(data: Any, place: str) -> BatchQuestion:
    if not isinstance(data, dict) or not isinstance(data.get("question"), str):
        raise InputError(f"{place} has no question", 'write {"id": ..., "question": "...", "history": [...]}')
    unknown = sorted(data.keys() - {"id", "question", "history"})
    if unknown:
        raise InputError(f"{place} has the unknown field {unknown[0]!r}", 'use "id", "question" and "history"')
    try:
        check_question(data["question"])
    except InputError as error:
        raise InputError(f"{place}: {error.problem}", error.remedy) from None
    return BatchQuestion(data.get("id"), data["question"], read_history(data.get("history"), place))
