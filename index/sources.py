"""Files and folders named by a user -> the text files to index, each with the address it is cited by."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from index.errors import InputError

SUFFIXES = frozenset({".txt", ".md", ".markdown"})
IGNORE_FILE = ".qaignore"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to index; ``uri`` is its folder-relative address, the same on every machine."""

    path: Path
    uri: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The files found, in order of ``uri``, and those of other types passed over."""

    found: tuple[Source, ...]
    ignored: tuple[Path, ...]


def find_sources(paths: Sequence[Path]) -> Sources:
    """Every text file at or below ``paths``; a missing path or an ambiguous address is an ``InputError``."""
    found: dict[str, Source] = {}
    ignored: list[Path] = []
    for path in paths:
        for source in _below(path, ignored):
            other = found.setdefault(source.uri, source)
            if other.path.resolve() != source.path.resolve():
                problem = f"{other.path} and {source.path} would both be cited as {source.uri}"
                raise InputError(problem, "name the folder that holds both instead")
    return Sources(tuple(found[uri] for uri in sorted(found)), tuple(sorted(ignored)))


def _below(path: Path, ignored: list[Path]) -> list[Source]:
    if path.is_dir():
        root = path.resolve().name
        files = _walk(path, ignored)
        return [Source(file, f"{root}/{file.relative_to(path).as_posix()}") for file in files]
    if not path.exists():
        raise InputError(f"{path} does not exist", "check the path")
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{path} is not a text or Markdown file", f"name files that end in {_suffix_list()}")
    return [Source(path, path.name)]


def _walk(folder: Path, ignored: list[Path]) -> list[Path]:
    """Text files below ``folder``, hidden ones and those its ignore files name left out."""
    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_unreadable):
        patterns = _ignore_patterns(Path(place))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            file = Path(place, name)
            wanted = file.suffix.lower() in SUFFIXES and not any(fnmatch(name, p) for p in patterns)
            (files if wanted else ignored).append(file)
    return files


def _unreadable(error: OSError) -> None:
    raise InputError(f"cannot read the folder {error.filename} ({error.strerror})", "check its permissions")


def _ignore_patterns(folder: Path) -> list[str]:
    file = folder / IGNORE_FILE
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _suffix_list() -> str:
    return ", ".join(sorted(SUFFIXES))
