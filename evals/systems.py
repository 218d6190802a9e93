"""What is measured: our engine in this process, or any endpoint that speaks the contract.

A system answers, names its documents, and may show what it retrieved. How it does so is its own affair.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from http.client import HTTPException
from typing import Any, Protocol
from urllib.parse import quote, urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

from seedqa.evals.library import SourceText, Span
from seedqa.evals.stages import Trace, Traceable, trace
from seedqa.index.documents import Document
from seedqa.index.errors import InputError
from seedqa.qa.types import Turn

TIMEOUT_SECONDS = 60.0


class AskError(Exception):
    """One question got no answer that can be judged; the message says why."""


class System(Protocol):
    """Something that answers questions."""

    @property
    def name(self) -> str:
        """What the report calls it."""

    @property
    def shows_passages(self) -> bool:
        """Whether ``retrieve`` returns anything."""

    @property
    def owes_citations(self) -> bool:
        """Whether an answer without citations is at fault, and not a system that does not show them."""

    def ask(self, question: str, history: Sequence[Turn]) -> Mapping[str, Any]:
        """The contract's answer object; raises ``AskError``."""

    def documents(self) -> Sequence[SourceText]:
        """The documents it answers from."""

    def retrieve(self, question: str, limit: int) -> Sequence[Span] | None:
        """The passages found, best first; None where it does not show them."""

    def trace(self, question: str) -> Trace | None:
        """What was read and found for a stand-alone question; None where it is not shown."""


class Reply(Protocol):
    """An answer of the engine."""

    def to_dict(self) -> dict[str, Any]:
        """The contract's object."""


class Bounds(Protocol):
    """Where a passage begins and ends."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Found(Protocol):
    """A retrieved passage with its document."""

    @property
    def document(self) -> Document: ...
    @property
    def passage(self) -> Bounds: ...


class Engine(Protocol):
    """What is used of ``qa.answering.Engine``."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply: ...
    def retrieve(self, question: str, limit: int = 10) -> Sequence[Found]: ...
    def documents(self) -> Sequence[Document]: ...
    def close(self) -> None: ...


class EngineSystem:
    """The engine in this process."""

    name = "engine"
    shows_passages = True
    owes_citations = True

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, question: str, history: Sequence[Turn]) -> Mapping[str, Any]:
        """The engine's answer; a crash on one question costs that question only."""
        try:
            return self._engine.ask(question, tuple(history)).to_dict()
        except Exception as error:
            raise AskError(f"{type(error).__name__}: {error}") from error

    def documents(self) -> Sequence[SourceText]:
        """The documents of the engine's index."""
        return [SourceText(item.id, item.uri, item.text) for item in self._engine.documents()]

    def retrieve(self, question: str, limit: int) -> Sequence[Span] | None:
        """The engine's passages."""
        try:
            found = self._engine.retrieve(question, limit)
        except Exception as error:
            raise AskError(f"{type(error).__name__}: {error}") from error
        return [Span(item.document.id, item.passage.start, item.passage.end) for item in found]

    def trace(self, question: str) -> Trace | None:
        """The engine's findings, where it shows them."""
        if not isinstance(self._engine, Traceable):
            return None
        try:
            return trace(self._engine, question)
        except Exception as error:
            raise AskError(f"{type(error).__name__}: {error}") from error


class EndpointSystem:
    """A server with ``POST /v1/ask`` and ``GET /v1/documents``; asked directly, never through a proxy."""

    shows_passages = False
    owes_citations = True

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise InputError(f"{url!r} is not an endpoint", "give a URL like http://127.0.0.1:8000")
        self.name = url.rstrip("/")
        self._timeout = timeout
        self._opener: OpenerDirector = build_opener(ProxyHandler({}))

    def ask(self, question: str, history: Sequence[Turn]) -> Mapping[str, Any]:
        """The endpoint's answer."""
        body = {"question": question, "history": [asdict(turn) for turn in history]}
        try:
            answer = self._json("/v1/ask", body)
        except (OSError, HTTPException, ValueError) as error:
            raise AskError(f"{type(error).__name__}: {error}") from error
        if not isinstance(answer, dict):
            raise AskError("the endpoint did not return an object")
        return answer

    def documents(self) -> Sequence[SourceText]:
        """Every document of the endpoint, fetched one by one."""
        try:
            listed = self._json("/v1/documents")["documents"]
            return [self._document(item["id"]) for item in listed]
        except (OSError, HTTPException) as error:
            raise InputError(f"{self.name} cannot be reached: {error}", "start it, or mend the URL") from error
        except (ValueError, KeyError, TypeError) as error:
            problem = f"{self.name} does not list documents as the contract has it: {type(error).__name__} {error}"
            raise InputError(problem, "point --endpoint at a seedqa service") from error

    def retrieve(self, question: str, limit: int) -> Sequence[Span] | None:
        """The contract has no route for passages."""
        return None

    def trace(self, question: str) -> Trace | None:
        """The contract has no route for findings."""
        return None

    def _document(self, document_id: str) -> SourceText:
        fields = self._json(f"/v1/documents/{quote(document_id, safe='')}")
        return SourceText(str(fields["id"]), str(fields["uri"]), str(fields["text"]))

    def _json(self, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        request = Request(self.name + path, data=data, headers=headers)
        with self._opener.open(request, timeout=self._timeout) as response:
            return json.loads(response.read())
