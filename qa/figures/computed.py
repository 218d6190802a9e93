"""What the figures give: an answer worked out from cited figures, ready to be put into an ``Answer``."""

from dataclasses import dataclass

from seedqa.qa.types import Citation, Derivation, Reason, Status


@dataclass(frozen=True, slots=True)
class Computed:
    """``score`` (0..1) says how surely the asked things are bound to the figures used; ``form`` what was recognised."""

    form: str
    status: Status
    reason: Reason | None
    answer: str
    short_answer: str | None
    parts: tuple[str, ...]
    citations: tuple[Citation, ...]
    derivation: Derivation | None
    score: float
