"""The settings of asking: passed in, never global; unknown keys, other types and numbers out of range are errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from seedqa.qa.checking import checked, ranged

Caution = Literal["cautious", "balanced", "helpful"]
READERS = Path(__file__).parent / "reader" / "weights"


@dataclass(frozen=True, slots=True)
class Settings:
    """``candidates``: passages each search offers; ``passages``: how many are read, None for as many as suit the
    reader; ``spans``: how many in each;
    ``reader``: a bundled reader's name, or the folder of a trained one;
    ``lexical_weight``: what sharing the question's words counts beside being near in meaning (a cosine each for the
    passage and for its nearest sentence);
    ``caution``: how sure the engine has to be that the documents answer before it does: ``cautious`` refuses more,
    ``helpful`` less;
    ``threshold``: that as a probability, where the three fitted ones do not fit.
    """

    candidates: int = ranged(40, 1, 1_000)
    passages: int | None = ranged(None, 1, 50)
    spans: int = ranged(4, 1, 20)
    lexical_weight: float = ranged(0.2, 0.0, 100.0)
    caution: Caution = "balanced"
    threshold: float | None = ranged(None, 0.0, 1.0)
    reader: str = "accurate"

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "Settings":
        """Settings from a mapping; an ``InputError`` names what is unknown, of another type or out of range."""
        return checked(cls, values)


def reader_folder(name: str) -> Path:
    """The folder of a bundled reader, or the folder named."""
    bundled = READERS / name
    return bundled if bundled.is_dir() else Path(name)
