"""A quoted conversation -> its turns: by the names of the speakers, as JSON, or as one message of the user's."""

import json
import re
from collections.abc import Iterator
from typing import Any

from seedqa.qa.types import Turn

_USER = (
    r"user|human|you|me|customer|question|q|follow[- ]?up (?:input|question)"
    r"|(?:original|new|latest|current|user) question"
)
_ASSISTANT = r"ai|assistant|bot|model|chatgpt|llm|response|answer|a|agent|system|tool"
# A label of what the client wants written: nothing of it has been said.
_WANTED = (
    r"title|standalone question|search quer(?:y|ies)|queries|output|the name is|the conversation is named|name|tags"
)
_NAME = rf"(?P<user>{_USER})|(?P<assistant>{_ASSISTANT})|(?P<wanted>{_WANTED})"
# "User: ..." at the beginning of a line or within one, "[user]" on a line of its own, "<user>".
LABEL = re.compile(
    rf"(?:^|(?<=[\s>|])|(?<=[.!?\"”]))(?:[-*>|#]+[ \t]*)?(?:\*\*|\[)?(?:{_NAME})(?:\*\*|\])?[ \t]*[:：](?:\*\*)?"
    rf"|^\[(?:{_NAME.replace('P<', 'P<boxed_')})\][ \t]*$|<(?:{_NAME.replace('P<', 'P<tagged_')})>",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING = re.compile(r"</(?:user|human|assistant|ai|system|tool)>", re.IGNORECASE)
_RULE = re.compile(r"^[ \t]*-{5,}[ \t]*$|\|\|>[ \t]*$", re.MULTILINE)
_SYSTEM = re.compile(r"^\s*you are (?:a|an|the|my)\b", re.IGNORECASE)
_ROLES = {"user": "user", "human": "user", "assistant": "assistant", "ai": "assistant", "model": "assistant"}
_TEXTS = ("content", "text", "mainText", "message", "parts")


def turns_of(quoted: str) -> tuple[Turn, ...]:
    """The turns of a quoted conversation."""
    turns = tuple(_from_json(quoted)) or tuple(_by_speakers(quoted)) or tuple(_by_rules(quoted))
    return tuple(turn for turn in turns if turn.content)


def _from_json(quoted: str) -> Iterator[Turn]:
    if quoted[:1] not in ("[", "{"):
        return
    try:
        told = json.loads(quoted)
    except (ValueError, RecursionError):
        return
    for message in told if isinstance(told, list) else [told]:
        if isinstance(message, dict) and _ROLES.get(str(message.get("role", "user")).lower()):
            yield Turn(_ROLES[str(message.get("role", "user")).lower()], _text(message))


def _text(message: dict[str, Any]) -> str:
    """The text of a message as clients keep it."""
    value = next((message[name] for name in _TEXTS if message.get(name)), "")
    parts = value if isinstance(value, list) else [value]
    return "\n".join(str(part.get("text", "") if isinstance(part, dict) else part) for part in parts).strip()


def _by_speakers(quoted: str) -> Iterator[Turn]:
    labels = list(LABEL.finditer(quoted))
    for place, label in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(quoted)
        role = (label.lastgroup or "").rpartition("_")[2]
        if role != "wanted":
            yield Turn(role, _bare(quoted[label.end() : end]))


def _by_rules(quoted: str) -> Iterator[Turn]:
    """Messages parted by rules, without the client's own instructions to its model; else all is the user's."""
    parts = [_bare(part) for part in _RULE.split(quoted)]
    said = [part for part in parts if part and not _SYSTEM.match(part)]
    for place, part in enumerate(said):
        yield Turn("assistant" if place % 2 else "user", part)


def _bare(text: str) -> str:
    return _RULE.sub("", _CLOSING.sub("", text)).strip().strip('"“”`').strip()
