"""``python -m seedqa.evals.regressions.remembering MEMORY ARGUMENTS``: ``qa ARGUMENTS``, with networks that remember.

What a network says depends on its weights and on what it is shown, and on nothing else. Trials of one product show the
same passages again and again, so what was seen once is kept in a file and looked up; whatever a patch shows the network
that is new is run. Everything else of the product runs as it is.
"""

import hashlib
import io
import runpy
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from seedqa.index.manifest import file_hash

Feed = Mapping[str, NDArray[Any]]


class Memory:
    """What networks said, by what they were shown; shared by threads and processes."""

    def __init__(self, file: Path) -> None:
        self._kept = sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False)
        self._kept.execute("PRAGMA journal_mode = WAL")
        self._kept.execute("PRAGMA synchronous = OFF")
        self._kept.execute("CREATE TABLE IF NOT EXISTS said (shown BLOB PRIMARY KEY, arrays BLOB) WITHOUT ROWID")
        self._one_at_a_time = Lock()

    def said(self, shown: bytes) -> list[NDArray[Any]] | None:
        """What was said of it, None where it is new."""
        with self._one_at_a_time:
            row = self._kept.execute("SELECT arrays FROM said WHERE shown = ?", (shown,)).fetchone()
        if row is None:
            return None
        with np.load(io.BytesIO(row[0]), allow_pickle=False) as arrays:
            return [arrays[name] for name in arrays.files]

    def keep(self, shown: bytes, arrays: Sequence[NDArray[Any]]) -> None:
        """Remembers it."""
        packed = io.BytesIO()
        np.savez(packed, *arrays)
        with self._one_at_a_time:
            self._kept.execute("INSERT OR IGNORE INTO said VALUES (?, ?)", (shown, packed.getvalue()))


class Remembered:
    """A session of onnxruntime that runs only what the memory does not hold."""

    def __init__(self, session: Any, weights: str, memory: Memory) -> None:
        self._session = session
        self._weights = weights
        self._memory = memory
        self.get_inputs = session.get_inputs

    def run(self, outputs: Sequence[str], feed: Feed) -> list[NDArray[Any]]:
        """The outputs of these names."""
        shown = _digest(self._weights, outputs, feed)
        said = self._memory.said(shown)
        if said is None:
            said = self._session.run(outputs, feed)
            self._memory.keep(shown, said)
        return said


def _digest(weights: str, outputs: Sequence[str], feed: Feed) -> bytes:
    digest = hashlib.sha256(repr((weights, list(outputs))).encode())
    for name in sorted(feed):
        digest.update(repr((name, feed[name].dtype.str, feed[name].shape)).encode())
        digest.update(np.ascontiguousarray(feed[name]).tobytes())
    return digest.digest()


def remembering(open_session: Callable[..., Any], memory: Memory) -> Callable[..., Remembered]:
    """Opens sessions as ``open_session`` does, each with the memory."""

    def opened(model: str, *arguments: Any, **named: Any) -> Remembered:
        return Remembered(open_session(model, *arguments, **named), file_hash(Path(model)), memory)

    return opened


def main(memory: Path, arguments: Sequence[str]) -> None:
    """The command line of the product, which ends the process."""
    import onnxruntime

    onnxruntime.InferenceSession = remembering(onnxruntime.InferenceSession, Memory(memory))
    sys.argv = ["qa", *arguments]
    runpy.run_module("seedqa.api.cli", run_name="__main__")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
