"""Why a language model's reply cannot be had or used."""

from typing import Literal

FailureReason = Literal[
    "unreachable", "resting", "busy", "timed_out", "rate_limited", "malformed", "too_long", "refused", "not_proven"
]


class LlmFailed(Exception):  # not an error of the user's: the extractive answer is given instead
    """The model's reply cannot be had or used; ``detail`` is for the log."""

    def __init__(self, reason: FailureReason, detail: str) -> None:
        self.reason = reason
        self.detail = " ".join(detail.split())[:300]
        super().__init__(f"{reason}: {self.detail}")
