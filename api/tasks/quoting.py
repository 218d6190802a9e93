"""A client's prompt -> its own words, and the conversation that it quotes: tagged, fenced, by speakers, or last."""

import re
from dataclasses import dataclass
from typing import Literal

from seedqa.api.tasks.transcripts import LABEL

_TAGS = (
    "chat_history", "conversation_history", "conversation", "chat", "history", "transcript", "messages", "dialogue",
    "thread", "session", "user_message", "message", "user_query", "draft", "text", "content",
)  # fmt: skip
_FENCED = re.compile(r"```[a-z]*\n?(.*?)```", re.DOTALL)
_SAMPLE = re.compile(r"\s*[{\[](?!.{0,400}?\"(?:role|content)\")", re.DOTALL)
_LAST_LABEL = re.compile(
    r"^[ \t>#*-]*(?:(?:here is|this is|the|first|last|original|user['’]?s?|following|chat|given)\s+){0,3}"
    r"(?:conversation|history|message|query|request|prompt|input|question|transcript|dialogue|text|chat|thread|content)"
    r"(?: (?:history|so far|below))?[ \t*]*[:：][ \t]*(?P<rest>\S|\n)",
    re.IGNORECASE | re.MULTILINE,
)
_COLON = re.compile(r"[:：][ \t]*(?:\n|[\"“'])")
_BLANK = re.compile(r"\n[ \t]*\n")
Sure = Literal["marked", "loose", "none"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A prompt's own words before and after what it quotes; `sure` is how plainly it is marked as a quotation."""

    before: str
    text: str = ""
    after: str = ""
    sure: Sure = "none"


def quoted_in(prompt: str) -> Quoted:
    """The conversation that a prompt quotes."""
    return _in_tags(prompt) or _in_fence(prompt) or _by_speakers(prompt) or _at_the_end(prompt) or Quoted(prompt)


def tagged(prompt: str, *tags: str) -> str | None:
    """What stands in the last of these tags."""
    for tag in tags:
        end = prompt.rfind(f"</{tag}>")
        start = prompt.rfind(f"<{tag}>", 0, max(end, 0))
        if start >= 0:
            return prompt[start + len(tag) + 2 : end].strip()
    return None


def _in_tags(prompt: str) -> Quoted | None:
    for tag in _TAGS:
        start, end = prompt.find(f"<{tag}>"), prompt.rfind(f"</{tag}>")
        if 0 <= start < end:
            close = end + len(tag) + 3
            return Quoted(prompt[:start], prompt[start + len(tag) + 2 : end].strip(), prompt[close:], "marked")
    return None


def _in_fence(prompt: str) -> Quoted | None:
    """The longest fence that is no sample of the JSON that is wanted."""
    fences = [match for match in _FENCED.finditer(prompt) if match[1].strip() and not _SAMPLE.match(match[1])]
    if not fences:
        return None
    fence = max(fences, key=lambda match: len(match[1]))
    return Quoted(prompt[: fence.start()], fence[1].strip(), prompt[fence.end() :], "marked")


def _by_speakers(prompt: str) -> Quoted | None:
    """From the first line that names its speaker; the last paragraph may be the client's again."""
    first = LABEL.search(prompt)
    if first is None:
        return None
    blanks = list(_BLANK.finditer(prompt, first.end()))
    last = blanks[-1].end() if blanks else len(prompt)
    after = "" if LABEL.match(prompt, last) else prompt[last:]
    return Quoted(prompt[: first.start()], prompt[first.start() :].strip(), after, "marked")


def _at_the_end(prompt: str) -> Quoted | None:
    """What follows a label such as "Message:", a colon that ends a line, or the first blank line."""
    labels = list(_LAST_LABEL.finditer(prompt))
    start = labels[-1].start("rest") if labels else None
    for edge in (_COLON, _BLANK) if start is None else ():
        found = edge.search(prompt)
        start = found.end() if found is not None and start is None else start
    rest = "" if start is None else prompt[start:].strip()
    return Quoted(prompt[:start], rest.strip("\"“”'"), "", "loose") if rest else None
