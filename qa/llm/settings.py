"""The settings of the optional language model. Without a ``url`` there is none, and nothing reaches the network."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from seedqa.index.errors import InputError
from seedqa.qa.checking import ranged

_OLLAMA_PORT = 11434
_HINT = "as http://127.0.0.1:8080/v1"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """``url``: where an OpenAI-compatible server or Ollama answers; ``model``: the model's name there; ``key``: its API
    key, where it wants one; ``kind``: what the server speaks (`auto` knows Ollama by its port);
    ``style``: what the model is asked to write, `json` or, for small models, `lines`;
    ``seconds``: how long the model may take over one answer, all calls together; ``rest_seconds``: how long a server
    that failed is left alone; ``at_once``: answers worked on at once;
    ``context``: the model's context in tokens; ``tokens``: the most it may write in one reply;
    ``passages``: the most passages it is shown;
    ``cache``: a folder that keeps replies by the hash of their request;
    ``sure_answer``: how sure the extractive engine has to be of its answer to overrule the model's refusal;
    ``sure_refusal``: how sure of its refusal to overrule the model's answer;
    ``seconding``: the least probability that a quote's passage answers, as the trained reader sees it.
    """

    url: str | None = None
    model: str | None = None
    key: str | None = None
    kind: Literal["auto", "openai", "ollama"] = "auto"
    style: Literal["json", "lines"] = "json"
    seconds: float = ranged(40.0, 0.1, 600.0)
    rest_seconds: float = ranged(30.0, 0.0, 3_600.0)
    at_once: int = ranged(8, 1, 256)
    context: int = ranged(8_192, 1_024, 2_000_000)
    tokens: int = ranged(1_024, 64, 100_000)
    passages: int = ranged(20, 1, 100)
    cache: str | None = None
    sure_answer: float = ranged(0.9, 0.0, 1.0)
    sure_refusal: float = ranged(1.0, 0.0, 1.0)
    seconding: float = ranged(0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the model answers, once the settings are understood."""

    kind: Literal["openai", "ollama"]
    base: str


def address(settings: LlmSettings) -> Address:
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
