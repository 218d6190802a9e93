"""Messages -> the client's own task, if they are one and no question."""

import re
from collections.abc import Iterable, Sequence

from seedqa.api.messages import SPOKEN, Message
from seedqa.api.pasted import LONGEST_MESSAGE
from seedqa.api.tasks.orders import order_beside, order_in, plain_order, role_in
from seedqa.api.tasks.quoting import Quoted, quoted_in, tagged
from seedqa.api.tasks.task import Kind, Task
from seedqa.api.tasks.transcripts import turns_of
from seedqa.qa.types import Turn

_I = re.IGNORECASE
_ABOUT = re.compile(
    r"\b(?:conversation|chat|dialogue|discussion|session|thread|exchange|transcript|history|messages?|prompt|user|query"
    r"|speaker|gespräch|unterhaltung|conversación|conversazione|conversa)\b|对话|会话|聊天|消息|这句话",
    _I,
)
_OURS = re.compile(
    r"\b(?:our|this|the (?:above|previous|entire|whole|given)?) ?(?:conversation|chat|discussion|dialogue|thread)\b"
    r"|\bconversation so far\b|这句话|对话|会话|聊天",
    _I,
)
_BOUNDED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|ten|couple)\b[\w -]{0,20}\b(?:words?|characters|questions|tags|queries)\b"
    r"|\b(?:only|nothing else|json|short|concise|brief)\b|\b(?:no|without|omit\w*|not use) [\w ,]{0,40}(?:punct|quot)"
    r"|只|不要|\d+ ?个?字",
    _I,
)
_NOT = re.compile(r"\b(?:not?|never|without|nothing)\b[^.\n]{0,40}|n['’]t\b[^.\n]{0,40}", _I)
_ANSWERS = re.compile(r"\b(?:answer|cite|citations?|documents?|sources|context)\b", _I)
_ASKS = re.compile(r"[?？][\"'”’)*_]*\s*$")
_STOP = re.compile(r"[.!?]")
_SOLE = ("title", "emoji", "completion", "tools")
_OPENING = 400


def recognised(messages: Sequence[Message]) -> Task | None:
    """The task that the last message sets, or that the system message makes the whole of the work."""
    spoken = [message for message in messages if message.role in SPOKEN]
    if any(len(message.text) > LONGEST_MESSAGE for message in messages):
        return None
    system = "\n".join(message.text for message in messages if message.role not in SPOKEN)[:LONGEST_MESSAGE]
    if not spoken or spoken[-1].role != "user":
        return _set_by(system, ()) if not spoken else None
    return _set_by(spoken[-1].text, spoken[:-1], system) or _of_the_system(system, spoken)


def _set_by(text: str, earlier: Sequence[Message], system: str = "") -> Task | None:
    """The task that a message sets: its order, beside the conversation that it quotes or that came before it."""
    quoted = quoted_in(text)
    words = f"{quoted.before}\n{quoted.after}"
    reading = order_beside if quoted.sure == "marked" else order_in
    kind = reading(quoted.before) or reading(quoted.after)
    if kind is None or (quoted.sure == "marked" and _ASKS.search(quoted.after)):
        return None
    order = f"{system}\n{words}"
    if kind in ("completion", "tools"):
        return _drafting(kind, text, order)
    if quoted.text and _is_about_it(quoted, words):
        return Task(kind, order, turns_of(quoted.text))
    talk = _said(earlier)
    ours = _OURS.search(plain_order(text)) and _BOUNDED.search(plain_order(text))
    return Task(kind, order, talk) if talk and ours and len(text) <= 2 * _OPENING else None


def _drafting(kind: Kind, text: str, order: str) -> Task | None:
    """A text to be continued, or a choice of tools: both are known by a shape that no question has."""
    if kind == "tools":
        return Task(kind, text, ()) if "tool_calls" in text else None
    draft = tagged(text, "text", "draft")
    if draft is None and "before cursor" not in text.lower():
        return None
    return Task(kind, order, turns_of(tagged(text, "chat_history", "conversation") or ""), draft or "")


def _is_about_it(quoted: Quoted, words: str) -> bool:
    """Whether the order is for what is quoted; a loose quotation has to be called a conversation or a message."""
    plain = quoted.sure == "marked" or len(quoted.before) <= 4 * _OPENING
    return plain and _ABOUT.search(plain_order(words)) is not None


def _of_the_system(system: str, spoken: Sequence[Message]) -> Task | None:
    """The task of a system message that is about nothing else; the user's messages are the conversation."""
    opening = plain_order(system)[:_OPENING]
    kind = role_in(system) or order_in(_STOP.split(opening, maxsplit=1)[0])
    if kind not in _SOLE or _ANSWERS.search(_NOT.sub("", opening)):
        return None
    if kind == "title" and not (_ABOUT.search(opening) and _BOUNDED.search(plain_order(system))):
        return None
    if kind in ("completion", "tools"):
        return _drafting(kind, f"{system}\n{spoken[-1].text}", system)
    said = _said(message for message in spoken if order_in(message.text) is None or quoted_in(message.text).text)
    alone = quoted_in(said[0].content) if len(said) == 1 else None
    talk = said if alone is None else turns_of(alone.text if alone.sure == "marked" else said[0].content)
    return Task(kind, system, talk)


def _said(messages: Iterable[Message]) -> tuple[Turn, ...]:
    return tuple(Turn(message.role, message.text) for message in messages if message.text.strip())
