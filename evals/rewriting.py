"""How far rewriting follow-ups closes the gap between searching by the last turn and by a person's rewrite.

    python -m seedqa.evals.rewriting --canard canard_dev.json.gz --mtrag mtrag_rewrites.jsonl.gz [--part dev|test]

The sets and what is searched are described in ``evals/follow_ups.py``.
"""

import argparse
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from seedqa.evals.follow_ups import PARTS, FollowUp, Passage, Task, read_canard, read_mtrag
from seedqa.index.errors import InputError
from seedqa.index.lexical import TABLE, content_words, match_expression, postings_text
from seedqa.qa.conversation import understand

_DEPTH = 10
_QUERY = "SELECT rowid FROM postings WHERE postings MATCH ? ORDER BY bm25(postings, 0.5, 0.5, 1.0), rowid LIMIT ?"


@dataclass(frozen=True, slots=True)
class Closing:
    """The mean score of searching by the raw turn, by ours and by the person's, and the milliseconds of ours."""

    turns: int
    changed: int
    raw: float
    ours: float
    person: float
    milliseconds: float

    @property
    def closed(self) -> float:
        """The share of the gap between raw and person that is closed."""
        gap = self.person - self.raw
        return (self.ours - self.raw) / gap if gap else 1.0


class Corpus:
    """Passages in an FTS5 table in memory."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute(TABLE)
        rows = [(i, *map(postings_text, (p.title, p.heading, p.body))) for i, p in enumerate(passages)]
        self._database.executemany("INSERT INTO postings(rowid, title, heading, body) VALUES (?, ?, ?, ?)", rows)

    def score(self, question: str, turn: FollowUp) -> float:
        """For one target, one over its place among the first ten; for several, the share of them that is there."""
        found = self._search(question, turn.left_out)
        if len(turn.targets) == 1:
            return next((1.0 / place for place, key in enumerate(found, 1) if key in turn.targets), 0.0)
        return len(turn.targets & set(found)) / min(_DEPTH, len(turn.targets))

    def _search(self, question: str, left_out: int | None) -> list[int]:
        words = content_words(question)
        if not words:
            return []
        rows = self._database.execute(_QUERY, (match_expression(words), _DEPTH + 1))
        return [row[0] for row in rows if row[0] != left_out][:_DEPTH]

    def close(self) -> None:
        """Frees the memory."""
        self._database.close()


def closing(task: Task) -> Closing:
    """What is closed of the gap on one task."""
    corpus = Corpus(task.passages)
    times: list[float] = []
    ours = [_timed(turn, times) for turn in task.turns]
    raw, rewritten, person = (
        _mean(corpus.score(asked, turn) for asked, turn in zip(questions, task.turns, strict=True))
        for questions in ([t.question for t in task.turns], ours, [t.rewrite for t in task.turns])
    )
    corpus.close()
    changed = sum(asked != turn.question for asked, turn in zip(ours, task.turns, strict=True))
    return Closing(len(task.turns), changed, raw, rewritten, person, median(times))


def _timed(turn: FollowUp, times: list[float]) -> str:
    begun = perf_counter()
    question = understand(turn.question, turn.history).question
    times.append((perf_counter() - begun) * 1000)
    return question


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def lines(task: Task, found: Closing) -> Iterator[str]:
    """What is printed of a task."""
    yield f"{task.name}: {found.turns} turns, {found.changed} rewritten, {len(task.passages)} passages"
    measure = "MRR@10" if all(len(turn.targets) == 1 for turn in task.turns) else "recall@10"
    yield f"  {measure}  raw {found.raw:.3f}  ours {found.ours:.3f}  person {found.person:.3f}"
    yield f"  {found.closed:.3f} of the gap closed, {found.milliseconds:.2f} ms a turn (median)"


def main() -> None:
    """Measures the sets that are named."""
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.rewriting", description=__doc__.partition("\n")[0])
    parser.add_argument("--canard", type=Path)
    parser.add_argument("--mtrag", type=Path)
    parser.add_argument("--part", choices=PARTS, default="test")
    given = parser.parse_args()
    readers: tuple[tuple[Path | None, Callable[[Path, str], tuple[Task, ...]]], ...] = (
        (given.canard, read_canard),
        (given.mtrag, read_mtrag),
    )
    if not (given.canard or given.mtrag):
        parser.error("name a data set's file with --canard or --mtrag")
    try:
        for path, read in readers:
            if path is not None:
                for task in read(path, given.part):
                    print("\n".join(lines(task, closing(task))))
    except InputError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
