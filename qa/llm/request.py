"""One request to a model: its messages, what form the reply is to have, and the hash that names it."""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from seedqa.qa.types import Turn


@dataclass(frozen=True, slots=True)
class Request:
    """``stage`` is for people; ``schema`` is the JSON schema of the reply, where it is to be JSON."""

    stage: str
    messages: tuple[Turn, ...]
    schema: Mapping[str, Any] | None = None

    def key(self, model: str) -> str:
        """The hash of what decides the reply."""
        told = [model, [[turn.role, turn.content] for turn in self.messages], self.schema]
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


@dataclass(slots=True)
class Budget:
    """What one answer may still cost, and has cost: the moment it has to end, calls, and tokens as the server counts
    them; ``sent_back`` are the claims that the model was asked to mend."""

    deadline: float
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    sent_back: int = 0

    def count(self, prompt: int, completion: int) -> None:
        """Adds a call."""
        self.calls += 1
        self.prompt_tokens += prompt
        self.completion_tokens += completion

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """A stage that may take so long, if the whole has as much left."""
        whole = self.deadline
        self.deadline = short = min(whole, time.monotonic() + seconds)
        yield
        # What was granted in between, for loading the libraries, is granted to the whole.
        self.deadline = whole + (self.deadline - short)
