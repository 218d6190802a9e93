"""What went wrong with a server: an exception of three libraries -> what it means here.

The libraries are known by the names of their exceptions, so that none has to be imported for it.
"""

from dataclasses import dataclass
from typing import Any

from seedqa.qa.llm.failure import FailureReason

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_UNWANTED = frozenset({400, 404, 415, 422, 501})


@dataclass(frozen=True, slots=True)
class Trouble:
    """``passing``: worth another try after ``wait`` seconds (None: the server does not say how many); ``unwanted``:
    the server may dislike not the question but the form that was asked for."""

    reason: FailureReason
    detail: str
    passing: bool = False
    unwanted: bool = False
    wait: float | None = None


def trouble_of(error: Exception) -> Trouble:
    """What an exception means."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    detail = f"{type(error).__name__}: {error}"
    if kinds & {"APITimeoutError", "TimeoutException"}:
        return Trouble("timed_out", detail)
    if kinds & {"APIConnectionError", "ConnectError", "ConnectionError"}:
        return Trouble("unreachable", detail)
    status = getattr(error, "status_code", None)
    if not isinstance(status, int):
        return Trouble("malformed", detail)
    reason: FailureReason = "rate_limited" if status == 429 else "refused"
    return Trouble(reason, detail, status in _PASSING, status in _UNWANTED, _asked_wait(error))


def _asked_wait(error: Exception) -> float | None:
    """The seconds that a server asks to be left alone for."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after")))
    except (TypeError, ValueError):
        return None
