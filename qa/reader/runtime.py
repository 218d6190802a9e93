"""The reader at work: question and passages in, spans and log odds out, by onnxruntime alone.

Each window is run by itself on one thread, without padding, so that a reading depends on nothing but its own
question and passage: not on the passages beside it, their order, or how many threads there are.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from seedqa.index.errors import ModelUnusable
from seedqa.qa.reader.decoding import ReadSpan, apart, spans_of
from seedqa.qa.reader.folder import MODEL, REMEDY, TOKENIZER, ReaderCard, load_card
from seedqa.qa.reader.windows import Window, Windower

__all__ = ["ReadSpan", "Reader", "Reading"]

NOTHING = -30.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The best spans of a passage, none overlapping, best first, and the log odds that it answers at all."""

    spans: tuple[ReadSpan, ...]
    answerable: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network says of one window: its best spans and its raw has-answer logit."""

    spans: tuple[ReadSpan, ...]
    has: float

    @property
    def margin(self) -> float:
        """The best span's score."""
        return self.spans[0].score if self.spans else NOTHING


class Reader:
    """An exported reader; safe to use from many threads."""

    def __init__(self, session: Any, windower: Windower, card: ReaderCard, threads: int) -> None:
        self.passages = card.passages
        self._session = session
        self._inputs = [entry.name for entry in session.get_inputs()]
        self._windower = windower
        self._calibration = card.calibration
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="reader")

    @classmethod
    def open(cls, folder: Path, threads: int = 2) -> "Reader":
        """Loads the reader exported to ``folder``; ``ModelUnusable`` if it is missing or damaged."""
        card = load_card(folder)
        return cls(_session(folder), _windower(folder, card), card, threads)

    def read(self, question: str, passages: Sequence[str], spans: int = 5) -> list[Reading]:
        """One reading a passage, in order, each with up to ``spans`` spans."""
        return [self._reading(seen, spans) for seen in self.look(question, passages)]

    def look(self, question: str, passages: Sequence[str]) -> list[list[Seen]]:
        """What the network says of every window of every passage, before calibration."""
        windows = [self._windower.windows(question, passage) for passage in passages]
        seen = self._pool.map(self._see, [window for found in windows for window in found])
        return [[next(seen) for _ in found] for found in windows]

    def close(self) -> None:
        """Ends the reader's threads."""
        self._pool.shutdown()

    def _reading(self, seen: Sequence[Seen], spans: int) -> Reading:
        odds = max((self._calibration.odds(one.has, one.margin) for one in seen if one.spans), default=NOTHING)
        return Reading(apart((span for one in seen for span in one.spans), spans), odds)

    def _see(self, window: Window) -> Seen:
        if not window.offsets:
            return Seen((), NOTHING)
        readable = np.zeros((1, len(window.ids)), np.float32)
        readable[0, 0] = 1
        readable[0, window.first : window.first + len(window.offsets)] = 1
        feed = {"ids": np.array([window.ids]), "types": np.array([window.types]), "readable": readable}
        starts, ends, has = self._session.run(["starts", "ends", "has"], {name: feed[name] for name in self._inputs})
        return Seen(tuple(spans_of(window, starts[0], ends[0])), float(has[0]))


def _windower(folder: Path, card: ReaderCard) -> Windower:
    return Windower.open(folder / TOKENIZER, card.length, card.overlap)


def _session(folder: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises bare Exceptions of its own
        problem = f"the reader in {folder} does not load ({str(error).splitlines()[0]})"
        raise ModelUnusable(problem, REMEDY) from None
