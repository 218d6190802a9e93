"""Any OpenAI-compatible chat endpoint as a system under test: its text is read by rule, its citations are placed.

A message has no verdict; whether it refuses is read from its words. It has no reasons and no confidence, so neither is
measured.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from http.client import HTTPException
from typing import Any

from seedqa.evals.chat_client import ChatEndpoint, ChatError, complete
from seedqa.evals.library import Library, SourceText, Span
from seedqa.evals.placing import place
from seedqa.evals.stages import Trace
from seedqa.evals.systems import AskError
from seedqa.qa.types import Turn

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*(?:\s*\[\d+\])*")
_THEY = r"(?:documents?|sources?|context|texts?|passages?|information|materials?|articles?|files?|corpus)"
_REFUSES = re.compile(
    rf"\b{_THEY}\b[^.]{{0,80}}\b(?:do(?:es)?|did|is|are|can)(?: ?not|n[’']t)\b|\bnone of the {_THEY}\b"
    rf"|\bno (?:\w+ ){{0,3}}(?:information|mention|evidence|answer|statement|indication)\b"
    r"|(?:\b(?:not|never)|n[’']t) (?:\w+ ){0,2}(?:mentioned|stated|specified|provided|given|found|available|known)\b"
    r"|\b(?:I|we) (?:can(?:not|[’']t)|could(?: not|n[’']t)|(?:am|are) unable|do(?: not|n[’']t) (?:know|have|find))\b"
    rf"|\bunable to (?:answer|find|determine)\b|\b(?:unanswerable|out of scope)\b",
    re.IGNORECASE,
)
_DISAGREE = re.compile(rf"\b{_THEY}\b[^.]{{0,40}}\b(?:disagree|differ|conflict|contradict)", re.IGNORECASE)
_MARKED = re.compile(r"\[\d+\]")


def verdict(text: str) -> str:
    """The contract's status that a free text amounts to."""
    sentences = [found[0].strip() for found in _SENTENCE.finditer(text) if re.search(r"\w", found[0])]
    if not sentences:
        return "not_found"
    refusing = [bool(_REFUSES.search(sentence)) for sentence in sentences]
    told = [
        bool(_MARKED.search(sentence)) for sentence, refuses in zip(sentences, refusing, strict=True) if not refuses
    ]
    if refusing[0] and not any(told):
        return "not_found"
    if any(refusing) and told:
        return "partial" if not refusing[0] else "not_found"
    if sentences[-1].endswith("?") and not any(told):
        return "needs_clarification"
    return "conflict" if _DISAGREE.search(text) else "answered"


class ChatSystem:
    """A chat endpoint over documents that are known here, so that its citations can be checked."""

    shows_passages = False
    owes_citations = False

    def __init__(self, endpoint: ChatEndpoint, documents: Callable[[], Sequence[SourceText]]) -> None:
        self.name = f"{endpoint.model} at {endpoint.url}"
        self._endpoint = endpoint
        self._documents = cache(lambda: tuple(documents()))
        self._library = cache(lambda: Library.of(self._documents()))

    def ask(self, question: str, history: Sequence[Turn]) -> Mapping[str, Any]:
        """The message as far as it can be put into the contract's terms: no key for what it does not tell."""
        messages = [asdict(turn) for turn in (*history, Turn("user", question))]
        try:
            reply = complete(self._endpoint, messages)
        except (ChatError, OSError, HTTPException) as error:
            raise AskError(f"{type(error).__name__}: {error}") from error
        placed = place(reply, self._library())
        told: dict[str, Any] = {"question": question, "status": verdict(reply.text), "answer": reply.text}
        if placed.unplaced and not placed.citations:
            return told | {"unplaced": placed.unplaced}
        return told | {"citations": [asdict(item) for item in placed.citations], "unplaced": placed.unplaced}

    def documents(self) -> Sequence[SourceText]:
        """The documents that the endpoint is taken to answer from."""
        return self._documents()

    def retrieve(self, question: str, limit: int) -> Sequence[Span] | None:
        """A chat endpoint shows no passages."""
        return None

    def trace(self, question: str) -> Trace | None:
        """Nor what it read."""
        return None
