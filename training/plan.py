"""The order of a run's examples: chunks in which each source has its share, so that a longer run begins alike.

Where there is authored data it has most of every chunk; without, the older sources have it all.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.authored import load_library
from training.extracts import load_extracts
from training.lessons import Lessons, Shelf
from training.mixture import WARM, Mixture
from training.ranking import ranks_of
from training.records import Record, load_records
from training.spans import load_spans

CHUNK = 1600
SHARES = {"authored": 0.74, "older": 0.18, "lists": 0.03, "tables": 0.05}
OLDER, AUTHORED = "train.jsonl.gz", "authored"
LISTS, TABLES = "multispanqa_valid.json.gz", "tatqa_dev.json.gz"

Round = Callable[[random.Random], list[Record]]


@dataclass(frozen=True, slots=True)
class Data:
    """Where the sources are: ``folder`` with the older ones, ``authored/`` and lists in it; tables in ``tables``;
    ``more`` are folders of authored documents besides."""

    folder: Path
    tables: Path | None = None
    cache: Path | None = None
    more: tuple[Path, ...] = ()


def planned(data: Data, count: int, seed: int) -> list[Record]:
    """The first ``count`` examples of the run with this seed."""
    cache = data.cache
    older = Mixture(load_records(data.folder / OLDER), cache=cache and cache / "mixture.json.gz", shares=WARM)
    if not (data.folder / AUTHORED).is_dir():
        return older.plan(count, seed)
    shelf = Shelf.of(load_library([data.folder / AUTHORED, *data.more], "train"))
    lessons = Lessons(shelf, ranks_of(shelf, cache and cache / "ranks-train.json.gz"))
    rounds: dict[str, Round] = {"authored": lessons.round, "older": older.round}
    for name, records in _public(data):
        rounds[name] = _shuffled(records)
    return mixed(rounds, count, seed)


def mixed(rounds: dict[str, Round], count: int, seed: int) -> list[Record]:
    """Chunks of the sources in their shares (those that are there), each chunk shuffled."""
    streams = {name: _stream(name, turn, seed) for name, turn in rounds.items()}
    total = sum(SHARES[name] for name in rounds)
    found: list[Record] = []
    while len(found) < count:
        chunk = [next(streams[name]) for name in rounds for _ in range(round(CHUNK * SHARES[name] / total))]
        random.Random(f"{seed}/chunk/{len(found)}").shuffle(chunk)
        found += chunk
    return found[:count]


def _public(data: Data) -> Iterator[tuple[str, list[Record]]]:
    if (data.folder / LISTS).is_file():
        yield "lists", load_spans(data.folder / LISTS)
    if data.tables is not None and (data.tables / TABLES).is_file():
        yield "tables", load_extracts(data.tables / TABLES)


def _shuffled(records: Sequence[Record]) -> Round:
    return lambda rng: rng.sample(list(records), len(records))


def _stream(name: str, turn: Round, seed: int) -> Iterator[Record]:
    number = 0
    while True:
        yield from turn(random.Random(f"{seed}/{name}/{number}"))
        number += 1
