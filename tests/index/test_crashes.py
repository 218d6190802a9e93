"""``qa index`` killed at any moment leaves an index that answers exactly as before or exactly as after."""

import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from seedqa.index.errors import IndexBusy
from seedqa.index.generations import current_generation, writing

from tests.index.making import Workshop, answers, page
from tests.models import exported_encoder

ROOT = Path(__file__).parents[2]
KILLS = 50


class Indexer:
    """The process of ``tests/index/indexing.py``."""

    def __init__(self) -> None:
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.index.indexing"],
            cwd=ROOT,
            env={**os.environ, **threads},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        workshop: Workshop,
        after: float | None = None,
        step: int | None = None,
        put: tuple[str, str] | None = None,
    ) -> dict[str, Any]:
        """One ``qa index``, or one document ``put``; killed ``after`` seconds or at its ``step``-th access."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        names = {"sources": str(workshop.sources), "index": str(workshop.index), "model": workshop.settings.model}
        self._process.stdin.write(json.dumps({**names, "after": after, "step": step, "put": put}) + "\n")
        self._process.stdin.flush()
        outcome: dict[str, Any] = json.loads(self._process.stdout.readline())
        return outcome

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()


@dataclass(frozen=True, slots=True)
class Change:
    """An index as it is, with sources that have changed; and what it says before and after it is brought in step."""

    workshop: Workshop
    indexer: Indexer
    before: list[Any]
    after: list[Any]
    seconds: float

    def copy(self, index: Path) -> Workshop:
        """The index as it was before, once more."""
        shutil.copytree(self.workshop.index, index, copy_function=os.link)
        return Workshop(self.workshop.sources, index, self.workshop.settings)


@pytest.fixture(scope="module")
def indexer() -> Iterator[Indexer]:
    started = Indexer()
    yield started
    started.close()


@pytest.fixture
def change(workshop: Workshop, indexer: Indexer, tmp_path: Path) -> Change:
    """A document added, one changed, one removed."""
    before = answers(workshop.index)
    workshop.write("harbour.txt", page("harbour", 99))
    workshop.write("quarry.txt", page("quarry", 5))
    (workshop.sources / "mill.txt").unlink()
    done = Workshop(workshop.sources, tmp_path / "done", workshop.settings)
    shutil.copytree(workshop.index, done.index)
    outcome = indexer.run(done)
    assert outcome["status"] == 0
    after = answers(done.index)
    assert after != before
    return Change(workshop, indexer, before, after, outcome["seconds"])


def test_fifty_kills_at_random_moments(change: Change, tmp_path: Path) -> None:
    chance = random.Random(20)
    outcomes = []
    asked: dict[str, list[Any]] = {}
    for trial in range(KILLS):
        copy = change.copy(tmp_path / f"trial-{trial}")
        outcomes.append(change.indexer.run(copy, after=chance.uniform(0.0, 1.05 * change.seconds)))
        # Answers are made from these files alone, so equal files are asked once.
        left = digest(copy.index)
        said = asked[left] = asked.get(left) or answers(copy.index)
        assert said in (change.before, change.after)
        if not outcomes[-1]["killed"]:
            assert said == change.after
        if trial % 10 == 0:
            assert change.indexer.run(copy)["status"] == 0
            assert answers(copy.index) == change.after
    assert sum(outcome["killed"] for outcome in outcomes) > KILLS / 2


def test_a_kill_at_every_access_to_the_index(change: Change, tmp_path: Path) -> None:
    before, asked = digest(change.workshop.index), set()
    for step in range(1, 1000):
        copy = change.copy(tmp_path / f"step-{step}")
        outcome = change.indexer.run(copy, step=step)
        left = digest(copy.index)
        if left != before and left not in asked:
            assert answers(copy.index) == change.after
            asked.add(left)
        if step % 9 == 0:
            assert change.indexer.run(copy)["status"] == 0
            assert answers(copy.index) == change.after
        if not outcome["killed"]:
            break
    assert step > 20
    assert asked


def test_a_kill_at_every_access_during_the_first_build(indexer: Indexer, workshop: Workshop, tmp_path: Path) -> None:
    expected = None
    for step in (3, 13, 34, None):
        fresh = Workshop(workshop.sources, tmp_path / f"first-{step}", workshop.settings)
        outcome = indexer.run(fresh, step=step)
        if outcome["killed"]:
            assert step == 34 or current_generation(fresh.index) is None
            assert indexer.run(fresh)["status"] == 0
        expected = expected or answers(fresh.index)
        assert answers(fresh.index) == expected


def test_a_kill_at_every_access_while_a_document_is_handed_in(change: Change, tmp_path: Path) -> None:
    put = ("quay.txt", page("quay", 7))
    done = change.copy(tmp_path / "put")
    assert change.indexer.run(done, put=put)["status"] == 0
    after = answers(done.index)
    before, asked = digest(change.workshop.index), set()
    for step in range(1, 1000):
        copy = change.copy(tmp_path / f"put-{step}")
        outcome = change.indexer.run(copy, step=step, put=put)
        left = digest(copy.index)
        if left != before and left not in asked:
            assert answers(copy.index) == after
            asked.add(left)
        if step % 9 == 0:
            assert change.indexer.run(copy, put=put)["status"] == 0
            assert answers(copy.index) == after
        if not outcome["killed"]:
            break
    assert step > 10
    assert asked


def test_two_processes_do_not_build_at_once(change: Change) -> None:
    with writing(change.workshop.index):
        assert change.indexer.run(change.workshop)["status"] == 2
        with pytest.raises(IndexBusy):
            change.workshop.build()
    assert answers(change.workshop.index) == change.before
    assert change.indexer.run(change.workshop)["status"] == 0
    assert answers(change.workshop.index) == change.after


def test_a_disk_that_is_full_loses_nothing(change: Change) -> None:
    script = "import sys; from seedqa.api.cli import main; sys.exit(main(sys.argv[1:]))"
    arguments = ["index", str(change.workshop.sources), "--index", str(change.workshop.index)]
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments, "--model", change.workshop.settings.model],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"qa: cannot write {change.workshop.index}")
    assert ended.stderr.count("\n") == 1
    assert answers(change.workshop.index) == change.before


def digest(index: Path) -> str:
    """A hash of every byte that readers follow: the current generation and the encoder."""
    folder = current_generation(index)
    assert folder is not None
    files = sorted([*folder.iterdir(), *exported_encoder(index).iterdir()])
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()
