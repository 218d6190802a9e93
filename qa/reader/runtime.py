"""The reader at work: question and passages in, spans, tags, classes and log odds out, by onnxruntime alone.

Each window is run by itself on one thread, without padding, so that a reading depends on nothing but its own
question and passage: not on the passages beside it, their order, or how many threads there are.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from seedqa.index.errors import ModelUnusable
from seedqa.qa.reader.decoding import ReadSpan
from seedqa.qa.reader.folder import MODEL, REMEDY, TOKENIZER, ReaderCard, load_card
from seedqa.qa.reader.reading import NOTHING, Outputs, Reading, Seen, combined, figures_of, seen_of
from seedqa.qa.reader.windows import Window, Windower

__all__ = ["ReadSpan", "Reader", "Reading", "Seen"]


class Reader:
    """An exported reader; safe to use from many threads."""

    def __init__(self, session: Any, windower: Windower, card: ReaderCard, threads: int) -> None:
        self.passages = card.passages
        self._session = session
        self._inputs = [entry.name for entry in session.get_inputs()]
        self._outputs = [entry.name for entry in session.get_outputs()]
        self._windower = windower
        self._calibration = card.calibration
        self._least = card.least
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="reader")

    @classmethod
    def open(cls, folder: Path, threads: int = 2) -> "Reader":
        """Loads the reader exported to ``folder``; ``ModelUnusable`` if it is missing or damaged."""
        card = load_card(folder)
        return cls(_session(folder), _windower(folder, card), card, threads)

    def read(
        self,
        question: str,
        passages: Sequence[str],
        spans: int = 5,
        titles: Sequence[str] = (),
        history: Sequence[str] = (),
    ) -> list[Reading]:
        """One reading a passage, in order, each with up to ``spans`` spans.

        ``titles`` has the title of each passage's document; ``history`` what was asked and answered before, oldest
        first, question and answer in turn: its last four texts are read.
        """
        looked = self.look(question, passages, titles, history)
        return [combined(seen, self._calibration, spans) for seen in looked]

    def look(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = (), history: Sequence[str] = ()
    ) -> list[list[Seen]]:
        """What the network says of every window of every passage, before calibration."""
        given = self.outputs(question, passages, titles, history)
        return [
            self._seen(passage, found) or [Seen((), NOTHING)] for passage, found in zip(passages, given, strict=True)
        ]

    def _seen(self, passage: str, given: Sequence[tuple[Window, Outputs]]) -> list[Seen]:
        figures = figures_of(passage) if "slots" in self._outputs else ()
        return [seen_of(window, outputs, self._least, figures) for window, outputs in given]

    def outputs(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = (), history: Sequence[str] = ()
    ) -> list[list[tuple[Window, Outputs]]]:
        """Every window of every passage with the network's logits, by output; windows without a token left out."""
        named = zip(passages, titles or [""] * len(passages), strict=True)
        windows = [self._windower.windows(question, passage, title, history) for passage, title in named]
        told = [[window for window in found if window.offsets] for found in windows]
        given = self._pool.map(self._run, [window for found in told for window in found])
        return [[(window, next(given)) for window in found] for found in told]

    def close(self) -> None:
        """Ends the reader's threads."""
        self._pool.shutdown()

    def _run(self, window: Window) -> Outputs:
        readable, asked = (np.zeros((1, len(window.ids)), np.float32) for _ in range(2))
        readable[0, 0] = 1
        readable[0, window.first : window.first + len(window.offsets)] = 1
        asked[0, slice(*window.asked)] = 1
        ids, types = np.array([window.ids]), np.array([window.types])
        feed = {"ids": ids, "types": types, "readable": readable, "asked": asked}
        given = self._session.run(self._outputs, {name: feed[name] for name in self._inputs})
        return {name: value[0] for name, value in zip(self._outputs, given, strict=True)}


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
