"""One request to an OpenAI-compatible chat endpoint, streamed or not, and its reply put together.

Asked directly, never through a proxy. It knows neither gold nor documents.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from seedqa.index.errors import InputError

TIMEOUT_SECONDS = 120.0
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ChatEndpoint:
    """Where to ask and as whom; ``url`` is the base that ends in ``/v1``, with or without the route."""

    url: str
    model: str
    key: str | None = None
    stream: bool = False
    timeout: float = TIMEOUT_SECONDS

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{self.url!r} is not an endpoint", "give a URL like http://127.0.0.1:8000/v1")

    @property
    def route(self) -> str:
        """The address that is posted to."""
        base = self.url.rstrip("/")
        return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


@dataclass(slots=True)
class ChatReply:
    """A message: its text, its annotations, and whatever list of citations came beside it."""

    text: str = ""
    annotations: list[Mapping[str, Any]] = field(default_factory=list)
    citations: list[Any] = field(default_factory=list)


class ChatError(Exception):
    """The endpoint gave no message; the text says why."""


def complete(endpoint: ChatEndpoint, messages: Sequence[Mapping[str, str]]) -> ChatReply:
    """The reply to these messages, at temperature 0; raises ``ChatError`` or ``OSError``."""
    body = {"model": endpoint.model, "messages": list(messages), "temperature": 0, "stream": endpoint.stream}
    headers = {
        "Content-Type": "application/json",
        "Accept": "text/event-stream" if endpoint.stream else "application/json",
    }
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = Request(endpoint.route, data=json.dumps(body).encode(), headers=headers)
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=endpoint.timeout) as response:
            return read_stream(response) if endpoint.stream else read_whole(response.read())
    except HTTPError as error:
        with error:
            shown = error.read(_SHOWN).decode("utf-8", "replace")
        raise ChatError(f"HTTP {error.code}: {' '.join(shown.split())}") from None


def read_whole(data: bytes) -> ChatReply:
    """The reply in one JSON object."""
    reply = ChatReply()
    try:
        body = json.loads(data)
        message = body["choices"][0]["message"]
    except (ValueError, LookupError, TypeError) as error:
        raise ChatError(f"no chat completion: {type(error).__name__} {error}") from None
    _add(reply, message)
    _add_citations(reply, body)
    return reply


def read_stream(lines: Iterable[bytes]) -> ChatReply:
    """The reply put together from server-sent events; a stream that breaks off is an error."""
    reply, ended = ChatReply(), False
    for line in lines:
        if not line.startswith(b"data:"):
            continue
        data = line.removeprefix(b"data:").strip()
        if data == b"[DONE]":
            ended = True
            break
        ended = _add_chunk(reply, data) or ended
    if not ended:
        raise ChatError("the stream broke off")
    return reply


def _add_chunk(reply: ChatReply, data: bytes) -> bool:
    """Whether the chunk says that the message is complete."""
    try:
        chunk = json.loads(data)
        if chunk.get("error"):
            raise ChatError(f"the stream failed: {chunk['error']}")
        choices = chunk.get("choices") or []
        for choice in choices[:1]:
            _add(reply, choice.get("delta") or {})
    except (ValueError, AttributeError, TypeError) as error:
        raise ChatError(f"no chunk of a chat completion: {type(error).__name__} {error}") from None
    _add_citations(reply, chunk)
    return bool(choices and choices[0].get("finish_reason"))


def _add(reply: ChatReply, message: Mapping[str, Any]) -> None:
    content = message.get("content") or ""
    if isinstance(content, list):
        reply.annotations.extend(mark for part in content for mark in part.get("annotations") or ())
        content = "".join(part.get("text") or "" for part in content)
    if not isinstance(content, str):
        raise ChatError("the message has no text")
    reply.text += content
    reply.annotations.extend(message.get("annotations") or ())
    _add_citations(reply, message)


def _add_citations(reply: ChatReply, holder: Mapping[str, Any]) -> None:
    """Lists called ``citations`` or ``sources``; a stream may repeat the whole list in every chunk."""
    for name in ("citations", "sources"):
        found = holder.get(name)
        if isinstance(found, list):
            reply.citations.extend(item for item in found if item not in reply.citations)
