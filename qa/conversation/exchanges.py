"""The last exchanges of a conversation: what was asked and what was answered, nothing older than a fixed number.

However long a conversation is, the same number of messages is looked at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.qa.types import Turn

LOOK_BACK = 5
LONGEST = 1000
_MARKER = re.compile(r"\s*\[\d+\]")
_REFUSED = re.compile(
    r"\bdocuments? (?:do(?:es)? not|don[’']t|doesn[’']t|give no|have no|differ not)\b|\bnot"
    r" (?:in|found in|mentioned in) the documents\b"
    r"|\bnothing in (?:them|the documents)\b|\b(?:could not|couldn[’']t|cannot|can[’']t) find\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer, markers left out; ``refused`` where the answer says that there is none."""

    question: str
    answer: str
    refused: bool


def last_exchanges(history: Sequence[Turn], limit: int = LOOK_BACK) -> list[Exchange]:
    """The last exchanges, oldest first; system turns are no part of the talk."""
    found: list[Exchange] = []
    answer = ""
    place = len(history)
    while place > max(0, len(history) - 4 * limit) and len(found) < limit:
        place -= 1
        turn = history[place]
        if turn.role == "assistant":
            answer = turn.content
        elif turn.role == "user":
            found.append(_exchange(turn.content, answer))
            answer = ""
    return found[::-1]


def _exchange(question: str, answer: str) -> Exchange:
    told = _MARKER.sub("", _whole(answer)).strip()
    return Exchange(_whole(question).strip(), told, _REFUSED.search(told) is not None)


def _whole(text: str) -> str:
    """The beginning of a message, without the halves of characters that a client may have cut."""
    return text[:LONGEST].encode("utf-8", "ignore").decode("utf-8")
