"""llama-index's clients for the servers that are spoken to, with all that their first question would load."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from seedqa.qa.llm.settings import Address, LlmSettings
from seedqa.qa.types import Turn

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

CLIENTS = {"openai": "openai_like", "ollama": "ollama"}
# What the libraries put off until the first question: with it the server's time would be spent on loading them.
_PUT_OFF = {"openai": ("openai.resources.chat.completions", "httpcore", "h11"), "ollama": ("httpcore", "h11")}


@dataclass(frozen=True, slots=True)
class Client:
    """A model on a server, as llama-index speaks to it."""

    _model: "LLM"

    def stream(self, turns: Sequence[Turn], asked: dict[str, Any]) -> Generator[tuple[str, Any], None, None]:
        """The reply in pieces, each with what the server sent; raises what the libraries raise."""
        from llama_index.core.llms import ChatMessage

        told = [ChatMessage(role=turn.role, content=turn.content) for turn in turns]
        for part in self._model.stream_chat(told, **asked):
            yield part.delta or "", part.raw


def client(settings: LlmSettings, address: Address) -> Client:
    """The client, its libraries loaded."""
    for module in _PUT_OFF[address.kind]:
        import_module(module)
    return Client(_ollama(settings, address) if address.kind == "ollama" else _openai(settings, address))


def _ollama(settings: LlmSettings, address: Address) -> "LLM":
    from llama_index.llms.ollama import Ollama

    model: LLM = Ollama(
        model=settings.model or "",
        base_url=address.base,
        temperature=0.0,
        context_window=settings.context,
        request_timeout=settings.seconds,
        additional_kwargs={"num_predict": settings.tokens},
        headers={"Authorization": f"Bearer {settings.key}"} if settings.key else None,
    )
    return model


def _openai(settings: LlmSettings, address: Address) -> "LLM":
    from llama_index.llms.openai_like import OpenAILike

    model: LLM = OpenAILike(
        model=settings.model or "default",
        api_base=address.base,
        api_key=settings.key or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=settings.tokens,
        context_window=settings.context,
        max_retries=0,
        timeout=settings.seconds,
    )
    return model
