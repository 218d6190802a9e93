"""Seeded regressions: small bad changes as files, and a copy of the product with one of them in it.

A patch names a file and the words to replace. Where those words are gone it fails loudly, so that nobody takes a patch
that changes nothing for a gate that holds.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from seedqa.index.errors import InputError

FOLDER = Path(__file__).parent
TREE = FOLDER.parents[1]
PARTS = ("api", "evals", "index", "qa", "seedqa", "seeds")
_HUNK = re.compile(r"^file: (?P<file>\S+)\n<<<<\n(?P<old>.*?)^====\n(?P<new>.*?)^>>>>$", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"^(title|shown by): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words of a file, and what a tired person wrote instead."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Patch:
    """One bad change; ``shown_by`` are arguments of ``qa eval`` that are enough to see it."""

    name: str
    title: str
    shown_by: tuple[str, ...]
    hunks: tuple[Hunk, ...]

    @property
    def seeds_only(self) -> bool:
        """Whether the bundled documents are enough to see it."""
        return not any(part.startswith(("harbour", "planted")) for part in self.shown_by)


def patches(folder: Path = FOLDER) -> tuple[Patch, ...]:
    """All patches of a folder, in order of their names."""
    return tuple(read_patch(path) for path in sorted(folder.glob("*.patch")))


def read_patch(path: Path) -> Patch:
    """The patch in a file."""
    text = path.read_text(encoding="utf-8")
    head = dict(_HEAD.findall(text))
    hunks = tuple(Hunk(found["file"], found["old"], found["new"]) for found in _HUNK.finditer(text))
    if not hunks or set(head) != {"title", "shown by"}:
        raise InputError(f"{path} is no patch", "give it a title, what it is shown by, and at least one hunk")
    return Patch(path.stem, head["title"], tuple(head["shown by"].split()), hunks)


def copy_tree(target: Path, patch: Patch | None, tree: Path = TREE) -> None:
    """The product in ``target``, with the patch in it."""
    for part in PARTS:
        shutil.copytree(tree / part, target / part, dirs_exist_ok=True)
    for hunk in patch.hunks if patch else ():
        _apply(target / hunk.file, hunk)


def _apply(file: Path, hunk: Hunk) -> None:
    if not file.is_file():
        raise InputError(f"there is no {hunk.file} to patch", "point the patch at the file that does this now")
    text = file.read_text(encoding="utf-8")
    if text.count(hunk.old) != 1:
        problem = f"{hunk.file} has the words to replace {text.count(hunk.old)} times: {hunk.old.strip()[:60]!r}"
        raise InputError(problem, "write the patch for the code as it is now")
    file.write_text(text.replace(hunk.old, hunk.new), encoding="utf-8")


def missing_anchors(all_patches: Sequence[Patch], tree: Path = TREE) -> list[str]:
    """The hunks that no longer fit the tree."""
    return [
        f"{patch.name}: {hunk.file}"
        for patch in all_patches
        for hunk in patch.hunks
        if not (tree / hunk.file).is_file() or (tree / hunk.file).read_text(encoding="utf-8").count(hunk.old) != 1
    ]
