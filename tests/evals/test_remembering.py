"""What networks said is remembered by everything they were shown, and by nothing less."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from seedqa.evals.regressions.remembering import Feed, Memory, Remembered, remembering


class Doubling:
    """A session that doubles what it is shown, and counts how often it was asked."""

    def __init__(self, factor: int = 2) -> None:
        self.runs = 0
        self._factor = factor

    def get_inputs(self) -> list[str]:
        return ["ids"]

    def run(self, outputs: Sequence[str], feed: Feed) -> list[NDArray[Any]]:
        self.runs += 1
        return [feed["ids"] * self._factor for _ in outputs]


FEED = {"ids": np.array([[1, 2, 3]])}


def test_what_was_seen_is_not_run_again_by_any_process_with_the_same_memory(tmp_path: Path) -> None:
    first, second = Doubling(), Doubling()
    for session in (first, first, second):
        said = Remembered(session, "weights", Memory(tmp_path / "memory")).run(["out"], FEED)
        assert [array.tolist() for array in said] == [[[2, 4, 6]]]
        assert [array.dtype for array in said] == [FEED["ids"].dtype]
    assert (first.runs, second.runs) == (1, 0)


@pytest.mark.parametrize(
    ("weights", "outputs", "feed"),
    [
        ("others", ["out"], FEED),
        ("weights", ["out", "out"], FEED),
        ("weights", ["out"], {"ids": np.array([[1, 2, 4]])}),
        ("weights", ["out"], {"ids": np.array([1, 2, 3])}),
        ("weights", ["out"], {"ids": np.array([[1, 2, 3]], np.int32)}),
        ("weights", ["out"], {**FEED, "types": np.array([[0, 0, 0]])}),
    ],
)
def test_whatever_differs_is_run(tmp_path: Path, weights: str, outputs: list[str], feed: Feed) -> None:
    memory, session = Memory(tmp_path / "memory"), Doubling(factor=3)
    Remembered(Doubling(), "weights", memory).run(["out"], FEED)
    said = Remembered(session, weights, memory).run(outputs, feed)
    assert session.runs == 1
    assert [array.tolist() for array in said] == [(feed["ids"] * 3).tolist()] * len(outputs)


def test_sessions_are_told_apart_by_what_is_in_the_file_of_their_model(tmp_path: Path) -> None:
    opened: list[Doubling] = []

    def open_session(model: str, *, factor: int) -> Doubling:
        opened.append(Doubling(factor))
        return opened[-1]

    for name, content in (("one", "a"), ("same", "a"), ("other", "b")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    sessions = remembering(open_session, Memory(tmp_path / "memory"))
    said = [sessions(str(tmp_path / name), factor=2).run(["out"], FEED) for name in ("one", "same", "other")]
    assert [array.tolist() for (array,) in said] == [[[2, 4, 6]]] * 3
    assert [session.runs for session in opened] == [1, 0, 1]
