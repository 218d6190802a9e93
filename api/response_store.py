"""Responses that are kept, so that a question can follow one by `previous_response_id` or by its message's id."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Protocol

from qa.types import Turn

MOST = 10_000


@dataclass(frozen=True, slots=True)
class KeptResponse:
    """A response as it was sent, and the conversation up to its end."""

    id: str
    turns: tuple[Turn, ...]
    body: dict[str, Any]


class Responses(Protocol):
    """Where responses are kept; many threads may use one place at once."""

    def keep(self, response: KeptResponse) -> None:
        """Keeps a response."""

    def find(self, response_id: str) -> KeptResponse | None:
        """The response of that id, None where it is not kept."""

    def forget(self, response_id: str) -> bool:
        """Removes a response; False where it is not kept."""


class RecentResponses:
    """The latest responses, in memory: they end with the process."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, KeptResponse] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, response: KeptResponse) -> None:
        """Keeps a response in the place of the one that was longest not asked for."""
        with self._lock:
            self._kept[response.id] = response
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def find(self, response_id: str) -> KeptResponse | None:
        """The response of that id."""
        with self._lock:
            found = self._kept.get(response_id)
            if found is not None:
                self._kept.move_to_end(response_id)
            return found

    def forget(self, response_id: str) -> bool:
        """Removes a response."""
        with self._lock:
            return self._kept.pop(response_id, None) is not None
