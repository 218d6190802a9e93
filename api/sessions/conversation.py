"""A stored conversation: its turns, each a question with its whole answer, and what a list tells of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from seedqa.index.errors import InputError, QaError
from seedqa.qa.types import Answer, Turn

LONGEST_ID = 100
ID_RULE = f"an id has 1 to {LONGEST_ID} letters, digits, '.', '_', ':' or '-', and begins with a letter or digit"
ID_PATTERN = rf"[A-Za-z0-9][A-Za-z0-9._:-]{{0,{LONGEST_ID - 1}}}"
_ID = re.compile(ID_PATTERN)


class SessionsUnusable(QaError):
    """Stored conversations cannot be read or written."""


class UnknownConversation(InputError):
    """No conversation has the id that was named."""


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A question and its answer (the contract's Answer, as JSON has it); ``position`` counts from 1."""

    position: int
    asked: str
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list tells of a conversation; ``title`` is its first question, times are ISO 8601 in UTC."""

    id: str
    title: str
    turns: int
    created: str
    updated: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A whole conversation, oldest turn first."""

    id: str
    title: str
    created: str
    updated: str
    turns: tuple[StoredTurn, ...]


class Conversations(Protocol):
    """Where conversations are kept; many threads and processes may use one place at once."""

    def check(self) -> None:
        """``SessionsUnusable`` where nothing can be kept there."""

    def history(self, conversation_id: str) -> tuple[Turn, ...]:
        """The latest turns, as a question that follows them needs them; none for an unknown id."""

    def append(self, conversation_id: str, answer: Answer) -> None:
        """Keeps a turn, whole and for good once this returns; the first one begins the conversation."""

    def summaries(self, limit: int, after: str | None = None) -> Sequence[Summary]:
        """The conversations, latest first, from the one that follows ``after``; ``UnknownConversation`` if that is."""

    def read(self, conversation_id: str) -> Conversation | None:
        """One conversation, None for an unknown id."""

    def delete(self, conversation_id: str) -> bool:
        """Removes a conversation with all its turns; False for an unknown id."""

    def close(self) -> None:
        """Lets go of the place."""


def checked_id(text: str) -> str:
    """The id, if it can be one."""
    if _ID.fullmatch(text) is None:
        raise InputError("this is not a conversation id", ID_RULE)
    return text
