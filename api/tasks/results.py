"""A client's own task -> its result: from the conversation's first question, and what the documents can answer."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from seedqa.api.answerer import Answerer
from seedqa.api.examples import Examples
from seedqa.api.structured.facts import UNKNOWN
from seedqa.api.structured.names import meaning_of, meanings, words_of
from seedqa.api.tasks.orders import plain_order
from seedqa.api.tasks.task import Kind, Task
from seedqa.api.tasks.titles import limits_of, title_of
from seedqa.index.errors import InputError
from seedqa.qa.conversation.exchanges import LONGEST
from seedqa.qa.types import Turn

OF_TASK = meanings(
    ("follow_ups", "follow followup suggestion suggested related next"),
    ("tags", "tag keyword label category topic"),
    ("queries", "query search"),
    ("title", "title name headline"),
    ("emoji", "emoji icon"),
    ("language", "language locale lang"),
    ("tools", "tool"),
    ("completion", "completion continuation text"),
    ("question", "question description summary"),
)
FACE, PAGE = "🙂", "📄"
_MOST_TAGS = 3
_LONGEST_TAG = 40
_SAMPLE = re.compile(r"\{\s*[\"“](\w{1,30})[\"”]\s*:")
OTHERS = "this service makes titles, tags, follow-up questions and queries, and nothing else of a conversation"
_LISTED = re.compile(r"\bjson (?:array|list)\b", re.IGNORECASE)
_KEYS = {"title": "title", "tags": "tags", "follow_ups": "follow_ups", "queries": "queries", "emoji": "emoji",
         "completion": "text", "tools": "tool_calls"}  # fmt: skip
_FACE = re.compile(r"\b(?:facial|expression|emotion|feeling|mood)", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What a task's result holds; a list is a tuple."""

    kind: Kind
    values: dict[str, Any]

    def named(self, name: str) -> Any:
        """What a property of this name asks for; the only one there is, its result."""
        meaning = meaning_of(words_of(name), OF_TASK)
        return UNKNOWN if meaning is None else self.values.get(meaning)

    @property
    def plain(self) -> Any:
        """The result."""
        return self.values[self.kind]

    @property
    def only(self) -> Any:
        """The result."""
        return self.plain

    def whole(self, order: str) -> dict[str, Any]:
        """The result as JSON, under the key that the order shows."""
        return {_key(self.kind, order): list(self.plain) if isinstance(self.plain, tuple) else self.plain}

    def text(self, order: str) -> str:
        """The result as the order wants it: JSON, or plain with one item a line."""
        shown = _SAMPLE.search(order) is not None
        if "json" in order.lower() or shown:
            bare = isinstance(self.plain, tuple) and not shown and _LISTED.search(order)
            return json.dumps(list(self.plain) if bare else self.whole(order), ensure_ascii=False)
        if self.kind == "tags":
            return ", ".join(self.plain)
        return "\n".join(self.plain) if isinstance(self.plain, tuple) else str(self.plain)


@dataclass(frozen=True, slots=True)
class _Source:
    """What results are made from besides the conversation."""

    engine: Answerer
    examples: Examples
    documents: Sequence[str]

    def questions(self) -> list[str]:
        """Questions that the documents answer; those of all of them say nothing of some."""
        return [] if self.documents else self.examples.of(self.engine)


def facts_of(task: Task, engine: Answerer, examples: Examples, documents: Sequence[str] = ()) -> TaskFacts:
    """The result of a task, and what else is known of the conversation."""
    first = next(iter(task.asked), "")
    title = title_of(first, limits_of(task.order if task.kind == "title" else ""))
    values = {
        "title": title,
        "question": first[:LONGEST],
        "language": "Chinese" if _CHINESE.search(first) else "English",
        "emoji": FACE if _FACE.search(plain_order(task.order)) else PAGE,
    }
    return TaskFacts(task.kind, values | _made(task, title, _Source(engine, examples, documents)))


def _made(task: Task, title: str, source: _Source) -> dict[str, Any]:
    """The results that need the documents."""
    match task.kind:
        case "tags":
            return {"tags": _tags(title, next(iter(task.asked), ""), source)}
        case "follow_ups":
            return {"follow_ups": _follow_ups(task, source)}
        case "queries":
            return {"queries": _queries(task.talk, source)}
        case "completion":
            return {"completion": _continuation(task.draft, source)}
        case "tools":
            return {"tools": ()}
        case _:
            return {}


def _tags(title: str, first: str, source: _Source) -> tuple[str, ...]:
    """The title, and the titles of the documents that its question leads to."""
    try:
        found = source.engine.retrieve(first, _MOST_TAGS, source.documents) if first else []
    except InputError:
        found = []
    told = [title, *(_short(evidence.document.title) for evidence in found)]
    return tuple(dict.fromkeys(told))[:_MOST_TAGS]


def _follow_ups(task: Task, source: _Source) -> tuple[str, ...]:
    """Questions that the documents answer and nobody has asked in this conversation."""
    asked = {_plain(question) for question in task.asked}
    return tuple(question for question in source.questions() if _plain(question) not in asked)


def _queries(talk: Sequence[Turn], source: _Source) -> tuple[str, ...]:
    """The last question, as it reads without the conversation before it."""
    places = [place for place, turn in enumerate(talk) if turn.role == "user"]
    if not places:
        return ()
    question = talk[places[-1]].content
    if not places[-1]:
        return (" ".join(question.split()),)
    try:
        return (source.engine.ask(question, talk[: places[-1]], source.documents).standalone_question,)
    except InputError:
        return (" ".join(question.split())[:LONGEST],)


def _continuation(draft: str, source: _Source) -> str:
    """The rest of a question that the documents answer and that begins like the draft; else nothing."""
    begun = draft.strip().lower()
    fitting = [question for question in source.questions() if begun and question.lower().startswith(begun)]
    return fitting[0][len(begun) :].strip() if fitting else ""


def _key(kind: Kind, order: str) -> str:
    """The key of the result in the JSON that an order shows; clients look for it there."""
    shown = [match[1] for match in _SAMPLE.finditer(order)]
    fitting = [name for name in shown if meaning_of(words_of(name), OF_TASK) == kind]
    return next(iter([*fitting, *shown]), _KEYS[kind])


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TAG else title[:_LONGEST_TAG].rsplit(" ", 1)[0].rstrip(",;:")


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
