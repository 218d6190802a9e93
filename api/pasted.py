"""A message -> the question in it. People paste whole texts and clients put templates around a question; searched are
the documents of the index and never the text beside the question, and the reply says so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seedqa.index.sentences import sentence_spans
from seedqa.qa.answering import LONGEST_QUESTION

LONGEST_MESSAGE = 200_000
_TAGS = ("user_query", "user_question", "user_input", "question", "query")
_LABELLED = re.compile(
    r"^[ \t>#*]*(?:user(?:['’]s)?[ \t]+)?(?:question|query)[ \t*]*[:：][\s*]*(?P<asked>\S[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWERS = re.compile(r"^[ \t>#*]*(?:a|answer)[ \t*]*[:：]", re.IGNORECASE | re.MULTILINE)
_MARK = re.compile(r"[?？][\"'”’)\]」』*_]*(?=\s|$)")
_ENDS = re.compile(r"[?？][\"'”’)\]」』*_]*\s*$")
_OPENS = re.compile(
    r"^\W*(?:please\s+|and\s+|so\s+)?(?:(?:in|at|on|by|for|from|to|of|with|according to \w+,?)\s+)?"
    r"(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^\W*(?:please\s+|now\s+)?(?:tell me|list|name|give|show|find|state|say|explain|describe|compare|calculate|compute"
    r"|count|identify|summari[sz]e)\b",
    re.IGNORECASE,
)
# Text of this length beside a question is a text of its own; less is a greeting or a label.
_TEXT = 200
_EDGE = 3_000
_TRIED = 50
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of a message; `beside` where the message holds a text besides that nobody searches."""

    question: str
    beside: bool = False

    @property
    def note(self) -> str | None:
        """What the reader is told of the text that was not searched."""
        if not self.beside:
            return None
        shown = " ".join(self.question.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rstrip()}…"
        return f"Only “{shown}” was asked of the documents; the rest of the message was not searched."


def asked_in(text: str) -> Asked | None:
    """The question of a message: all of a short one, what a template marks as the question, the last of a long text;
    None for a long text that asks nothing."""
    question = _tagged(text) or _labelled(text)
    if question is None:
        short = len(text.strip()) <= LONGEST_QUESTION
        if short and _told(text) <= _TEXT:
            return Asked(text)
        question = _last_question(text) or (text if short else None)
    return None if question is None else Asked(question, len(text.strip()) - len(question.strip()) > _TEXT)


def _told(text: str) -> int:
    """How many characters of a message ask nothing."""
    if len(text) <= _TEXT:
        return 0
    return sum(len(sentence) for sentence in _sentences(text.splitlines()) if not _ENDS.search(sentence))


def _tagged(text: str) -> str | None:
    """What stands in the last tag that clients put around a user's question."""
    for tag in _TAGS:
        end = text.rfind(f"</{tag}>")
        start = text.rfind(f"<{tag}>", 0, max(end, 0))
        if start >= 0:
            return _usable(text[start + len(tag) + 2 : end])
    return None


def _labelled(text: str) -> str | None:
    """The line called question or query; of several the last, where those before it have their answers."""
    found = list(_LABELLED.finditer(text))
    if not found or (len(found) > 1 and len(text) <= LONGEST_QUESTION and not _ANSWERS.search(text)):
        return None
    return _usable(found[-1]["asked"])


def _last_question(text: str) -> str | None:
    """The question at the end of a text, else the one at its beginning, else the last there is."""
    lines = [line for line in text.splitlines() if line.strip()]
    last, first = [line[-_EDGE:] for line in lines[-2:]], [line[:_EDGE] for line in lines[:2]]
    tried = (_asking(last), _telling(last), _asking(first), _telling(first))
    return next(filter(None, tried), None) or next(_marked(text), None)


def _asking(lines: Sequence[str]) -> str | None:
    """The last sentence with a question mark."""
    asked = [sentence for sentence in _sentences(lines) if _ENDS.search(sentence)]
    return _usable(asked[-1]) if asked else None


def _telling(lines: Sequence[str]) -> str | None:
    """The last sentence, where it asks without a question mark."""
    *_, last = _sentences(lines)
    tells = _TELLS.match(last) or (_OPENS.match(last) and last[-1:] not in ".!。！…")
    return _usable(last) if tells else None


def _marked(text: str) -> Iterator[str]:
    """The sentences that end with a question mark, the last first."""
    marks = [match.end() for match in _MARK.finditer(text)]
    for end in marks[: -_TRIED - 1 : -1]:
        start = max(text.rfind("\n", 0, end - 1) + 1, end - _EDGE)
        *_, (left, right) = sentence_spans(text, start, end)
        asked = _usable(text[left:right])
        if asked is not None:
            yield asked


def _sentences(lines: Sequence[str]) -> list[str]:
    return [line[left:right] for line in lines for left, right in sentence_spans(line, 0, len(line))]


def _usable(asked: str) -> str | None:
    """A question that the engine takes."""
    stripped = asked.strip()
    return stripped if len(stripped) <= LONGEST_QUESTION and any(map(str.isalnum, stripped)) else None
