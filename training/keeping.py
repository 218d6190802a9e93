"""What takes minutes to work out, kept on disk beside a run; who changes the data deletes the file."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Kept = TypeVar("Kept")


def kept(file: Path | None, work: Callable[[], Kept]) -> Kept:
    """What ``work`` gives, read from ``file`` where it was worked out before; plain JSON values only."""
    if file is not None and file.is_file():
        with gzip.open(file, "rt", encoding="utf-8") as stream:
            found: Kept = json.load(stream)
        return found
    made = work()
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(file, "wt", encoding="utf-8") as stream:
            json.dump(made, stream)
    return made
