"""Whether the model's server takes connections, found out beside the questions: a dead one holds up no answer."""

import socket
import threading
import time
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from seedqa.qa.llm.failure import LlmFailed

LONGEST_WAIT_SECONDS = 0.06
_CONNECT_SECONDS = 5.0


class Reachability:
    """What is known of one server. A failure is remembered for ``rest_seconds``; then the server is tried in the
    background, while the extractive answer is given."""

    def __init__(self, url: str, rest_seconds: float) -> None:
        self._url = url
        self._rest = rest_seconds
        self._lock = threading.Lock()
        self._state: Literal["unknown", "up", "down"] = "unknown"
        self._why = "it has not answered yet"
        self._until = 0.0
        self._known = threading.Event()
        self._trying = False

    def start(self) -> None:
        """Begins to find out, without waiting."""
        with self._lock:
            if self._trying:
                return
            self._trying = True
        threading.Thread(target=self._find_out, name="qa-llm", daemon=True).start()

    def wait(self, seconds: float) -> None:
        """Waits until something is known, at most so long."""
        self._known.wait(seconds)

    def require(self) -> None:
        """Returns where the server is worth a try, else ``LlmFailed``; waits only while nothing is known."""
        self._known.wait(LONGEST_WAIT_SECONDS)
        with self._lock:
            state, why, resting = self._state, self._why, time.monotonic() < self._until
        if state == "up":
            return
        if not resting:
            self.start()
        raise LlmFailed("resting" if resting else "unreachable", why)

    def failed(self, why: str) -> None:
        """Remembers that the server failed."""
        self._note("down", why)

    def _find_out(self) -> None:
        try:
            with socket.create_connection(_place(self._url), timeout=_CONNECT_SECONDS):
                self._note("up", "")
        except OSError as error:
            self._note("down", f"{type(error).__name__}: {error}")
        finally:
            with self._lock:
                self._trying = False

    def _note(self, state: Literal["up", "down"], why: str) -> None:
        with self._lock:
            self._state, self._why = state, why
            self._until = time.monotonic() + self._rest
        self._known.set()


def _place(url: str) -> tuple[str, int]:
    """Where a connection has to go: to the server, or to the proxy that the environment names for it."""
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.hostname or ""):
        parts = urlsplit(proxy)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
