"""The settings of the optional language model. Without a ``url`` there is none, and nothing reaches the network."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from seedqa.index.errors import InputError
from seedqa.qa.checking import ranged

_OLLAMA_PORT = 11434
_HINT = "as http://127.0.0.1:8080/v1"


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """``url``: where an OpenAI-compatible server or Ollama answers; ``model``: the model's name there; ``key``: its API
    key, where it wants one; ``kind``: what the server speaks (`auto` knows Ollama by its port);
    ``seconds``: how long the model may take over one answer; ``rest_seconds``: how long a server that failed is left
    alone; ``passages``: how many the model is shown; ``length``: the most characters it may write;
    ``rewrite``: whether it may also propose what a follow-up asks.
    """

    url: str | None = None
    model: str | None = None
    key: str | None = None
    kind: Literal["auto", "openai", "ollama"] = "auto"
    seconds: float = ranged(20.0, 0.1, 600.0)
    rest_seconds: float = ranged(30.0, 0.0, 3_600.0)
    passages: int = ranged(4, 1, 20)
    length: int = ranged(4_000, 100, 100_000)
    rewrite: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Where the model answers, once the settings are understood."""

    kind: Literal["openai", "ollama"]
    base: str


def address(settings: GenerationSettings) -> Address:
    """The server's address; ``InputError`` where the settings name none that can be used."""
    url = (settings.url or "").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"the language model's address {url!r} is not one", f"give an http address, {_HINT}")
    own = parts.port == _OLLAMA_PORT and not parts.path
    kind = settings.kind if settings.kind != "auto" else ("ollama" if own else "openai")
    if kind == "ollama":
        if not settings.model:
            raise InputError("Ollama needs the name of a model", "name one, as in QA_LLM_MODEL=qwen3:4b")
        return Address("ollama", url)
    return Address("openai", url if parts.path else f"{url}/v1")
