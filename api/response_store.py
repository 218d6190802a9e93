"""Responses that are kept, so that a question can follow one by `previous_response_id` or by its message's id.

They lie beside the stored conversations, for thirty days, and in memory where those cannot be written.
"""

import json
import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from seedqa.api.sessions.conversation import SessionsUnusable
from seedqa.api.sessions.store import Database
from seedqa.qa.types import Turn

LOG = logging.getLogger("seedqa")
MOST = 10_000
LATEST_TURNS = 200
KEPT_FOR = timedelta(days=30)
_ID = re.compile(r"resp_[0-9a-f]{48}")


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


class StoredResponses:
    """Responses in a database; those that it cannot take are kept in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent = RecentResponses()

    def keep(self, response: KeptResponse) -> None:
        """Keeps a response, and lets go of those whose time is over."""
        now = datetime.now(UTC)
        said = json.dumps([[turn.role, turn.content] for turn in response.turns[-LATEST_TURNS:]])
        row = [response.id, now.isoformat(), said, json.dumps(response.body)]
        try:
            with self._database.transaction() as execute:
                execute("DELETE FROM responses WHERE kept < ? RETURNING id", [(now - KEPT_FOR).isoformat()])
                execute("INSERT INTO responses VALUES (?, ?, ?, ?) RETURNING id", row)
        except SessionsUnusable as error:
            LOG.warning("a response is kept in memory only: %s", error)
            self._recent.keep(response)

    def find(self, response_id: str) -> KeptResponse | None:
        """The response of that id."""
        rows = self._rows("SELECT turns, body FROM responses WHERE id = ?", response_id)
        for said, body in rows:
            turns = tuple(Turn(role, content) for role, content in json.loads(said))
            return KeptResponse(response_id, turns, json.loads(body))
        return self._recent.find(response_id)

    def forget(self, response_id: str) -> bool:
        """Removes a response."""
        recent = self._recent.forget(response_id)
        return bool(self._rows("DELETE FROM responses WHERE id = ? RETURNING id", response_id)) or recent

    def _rows(self, statement: str, response_id: str) -> Sequence[Sequence[Any]]:
        """What a statement finds for an id; nothing for what cannot be one."""
        if _ID.fullmatch(response_id) is None:
            return ()
        try:
            with self._database.transaction() as execute:
                return execute(statement, [response_id])
        except SessionsUnusable as error:
            LOG.warning("kept responses cannot be read: %s", error)
            return ()
