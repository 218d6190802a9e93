"""``qa eval`` run in a copy of the product, as CI would run it on a branch: its exit status and what it says."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from seedqa.evals.regressions.patches import TREE, Patch, copy_tree

BASELINE, MEMORY = "before.json", "memory.sqlite"
FAST = ("--fast",)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one run; ``named`` are the lines that tell of a failed gate or a broken case."""

    name: str
    status: int
    output: str
    error: str

    @property
    def blocked(self) -> bool:
        """Whether a gate failed: an error is no verdict."""
        return self.status == 1

    @property
    def named(self) -> tuple[str, ...]:
        """The failed gates."""
        return tuple(line for line in self.output.splitlines() if line.startswith("FAILED"))


class Workshop:
    """A folder with the indexes and the baseline of the product as it is, and trials of changed copies beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unchanged = folder / "unchanged"

    def take_over(self, tree: Path = TREE) -> None:
        """Begins with the indexes of the tree, where it has some; a run brings them in step with the documents."""
        for index in tree.glob(".qa/eval-*/"):
            shutil.copytree(index, self._unchanged / ".qa" / index.name)

    def prepare(self, arguments: Sequence[str] = ()) -> Trial:
        """The baseline: the unchanged product over everything that any trial will ask."""
        copy_tree(self._unchanged, None)
        return self._run("baseline", self._unchanged, [*arguments, "--write-baseline", str(self._folder / BASELINE)])

    def unchanged(self, number: int, arguments: Sequence[str] = FAST, afresh: bool = False) -> Trial:
        """The same product again; ``afresh`` runs the networks on everything once more."""
        return self._run(f"unchanged-{number:02d}", self._unchanged, self._compared(arguments), afresh)

    def seeded(self, patch: Patch, arguments: Sequence[str]) -> Trial:
        """The product with a patch in it; the copy is removed afterwards."""
        place = self._folder / patch.name
        copy_tree(place, patch, self._unchanged)
        shutil.copytree(self._unchanged / ".qa", place / ".qa")
        try:
            return self._run(patch.name, place, self._compared(arguments))
        finally:
            shutil.rmtree(place)

    def _compared(self, arguments: Sequence[str]) -> list[str]:
        return [*arguments, "--baseline", str(self._folder / BASELINE)]

    def _run(self, name: str, place: Path, arguments: Sequence[str], afresh: bool = False) -> Trial:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(place), os.environ.get("PYTHONPATH", "")])}
        remembering = ["seedqa.evals.regressions.remembering", str(self._folder / MEMORY)]
        command = [sys.executable, "-m", *(["seedqa.api.cli"] if afresh else remembering), "eval", *arguments]
        done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
        return Trial(name, done.returncode, done.stdout, done.stderr)
