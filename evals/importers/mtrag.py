"""MTRAG generation tasks (JSON Lines): a conversation, the passages that bear on its last question, and a model answer.

The answers are free text, so that no rule says whether one is right: the verdict, the words in common (token F1),
retrieval and citations are measured. Small talk, which nothing in the passages is about, is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seedqa.evals.importers.files import needed, read_lines, set_name
from seedqa.evals.importers.imported import Imported, Line, Shelf, chosen, plain_lines, without
from seedqa.evals.lint import REASON_UNKNOWN
from seedqa.index.errors import InputError

_SHAPE = 'give the generation tasks: one {"task_id", "input": [turns], "contexts": [...], "targets": [...]} a line'
_ROLES = {"user": "user", "agent": "assistant", "assistant": "assistant", "system": "system"}
# Of several files with the same tasks the one with the relevant passages is meant.
_FILES = ("reference.jsonl", "reference+RAG.jsonl", "RAG.jsonl")
_SMALL_TALK = "CONVERSATIONAL"


@dataclass(frozen=True, slots=True)
class Task:
    """One task; ``answerable`` is MTRAG's word for it, ``passages`` are (title, text)."""

    id: str
    turns: tuple[tuple[str, str], ...]
    passages: tuple[tuple[str, str], ...]
    target: str
    answerable: str


def import_mtrag(path: Path, limit: int | None = None) -> Imported:
    """The tasks of a file, or of the one in a folder that has the reference passages."""
    file = _file(path)
    tasks = [_task(fields, place) for place, fields in read_lines(file)]
    kept = chosen([task for task in tasks if task.answerable != _SMALL_TALK], limit)
    if not kept:
        raise InputError(f"{file} holds no task to measure", _SHAPE)
    shelf = Shelf()
    lines = tuple(_line(task, shelf) for task in kept)
    if not shelf.names:
        raise InputError(f"{file} has no passages", "give reference.jsonl, whose tasks carry their contexts")
    talk = sum(task.answerable == _SMALL_TALK for task in tasks)
    return without(Imported(set_name(file), shelf.documents(), lines), "small talk", talk)


def _file(path: Path) -> Path:
    if not path.is_dir():
        return path
    files = [path / name for name in _FILES if (path / name).is_file()] or sorted(path.glob("*.jsonl*"))
    if not files:
        raise InputError(f"{path} holds no .jsonl file", _SHAPE)
    return files[0]


def _task(fields: dict[str, Any], place: str) -> Task:
    try:
        turns = tuple(_turn(turn, place) for turn in fields["input"])
        passages = tuple(_passages(fields.get("contexts") or [], place))
        targets = [target["text"] for target in fields.get("targets") or []]
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{place}: not an MTRAG task: {type(error).__name__} {error}", _SHAPE) from None
    if not turns or turns[-1][0] != "user":
        raise InputError(f"{place}: the conversation does not end with a question", _SHAPE)
    return Task(needed(fields, "task_id", place), turns, passages, targets[0] if targets else "", _answerable(fields))


def _turn(turn: dict[str, Any], place: str) -> tuple[str, str]:
    if turn["speaker"] not in _ROLES:
        raise InputError(f"{place}: {turn['speaker']!r} is no speaker", f"use one of {', '.join(_ROLES)}")
    return _ROLES[turn["speaker"]], " ".join(needed(turn, "text", place).split())


def _passages(contexts: Sequence[dict[str, Any]], place: str) -> Iterator[tuple[str, str]]:
    """The passages that a person called relevant; all of them where nobody judged any."""
    judged = [context for context in contexts if _votes(context)]
    for context in [one for one in judged if "yes" in _votes(one)] if judged else contexts:
        yield str(context.get("title") or ""), needed(context, "text", place)


def _votes(context: dict[str, Any]) -> list[str]:
    relevant = (context.get("feedback") or {}).get("relevant") or {}
    return [str(vote.get("value")) for vote in relevant.values()]


def _answerable(fields: dict[str, Any]) -> str:
    found = fields.get("Answerability", fields.get("answerability"))
    first = found[0] if isinstance(found, list) and found else found
    if isinstance(first, str) and first:
        return first.upper()
    return "ANSWERABLE" if fields.get("contexts") else "UNANSWERABLE"


def _line(task: Task, shelf: Shelf) -> Line:
    *before, (_, question) = task.turns
    line: dict[str, Any] = {"id": task.id, "question": question, "tags": ["mtrag", task.answerable.lower()]}
    if before:
        line["history"] = [{"role": role, "content": content} for role, content in before]
    documents = [(shelf.put(text, title), plain_lines(text)) for title, text in task.passages]
    if task.answerable == "UNANSWERABLE" or not task.target.strip():
        refused = {"kind": "unanswerable", "status": ["not_found", "needs_clarification"]}
        return line | refused | {"tags": [*line["tags"], REASON_UNKNOWN]}
    evidence = [{"document": name, "quote": text} for name, text in dict(documents).items()]
    kind = {"kind": "conversation" if before else "fact", "status": ["answered", "partial", "conflict"]}
    return line | kind | {"reference": task.target, "evidence": evidence}
