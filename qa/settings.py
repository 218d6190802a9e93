"""The settings of asking: passed in, never global; an unknown key is an error."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from index.errors import InputError

READERS = Path(__file__).parent / "reader" / "weights"


@dataclass(frozen=True, slots=True)
class Settings:
    """``candidates``: passages each search offers; ``passages``: how many are read; ``spans``: how many in each;
    ``reader``: a bundled reader's name, or the folder of a trained one;
    ``fusion``: the constant of reciprocal rank fusion (60 in Cormack et al. 2009);
    ``dense_weight`` and ``lexical_weight``: the share of each search in it;
    ``threshold``: the least probability of being right with which an answer is given, None for the fitted one.
    """

    candidates: int = 40
    passages: int = 3
    spans: int = 4
    fusion: float = 60.0
    dense_weight: float = 1.0
    lexical_weight: float = 1.0
    threshold: float | None = None
    reader: str = "fast"

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "Settings":
        """Settings from a mapping; an ``InputError`` names a key that is not one."""
        known = {field.name for field in fields(cls)}
        for key in values:
            if key not in known:
                raise InputError(f"{key!r} is not a setting", f"use one of: {', '.join(sorted(known))}")
        return cls(**values)


def reader_folder(name: str) -> Path:
    """The folder of a bundled reader, or the folder named."""
    bundled = READERS / name
    return bundled if bundled.is_dir() else Path(name)
