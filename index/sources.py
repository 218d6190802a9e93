"""Files and folders named by a user -> the text files to index, each with the address it is cited by."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seedqa.index.errors import InputError
from seedqa.index.folders import SUFFIXES, Walk
from seedqa.index.left_out import LeftOut


@dataclass(frozen=True, slots=True)
class Source:
    """A file to index; ``uri`` is its folder-relative address, the same on every machine."""

    path: Path
    uri: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The files found, in order of ``uri``, and what was passed over, in order of its path."""

    found: tuple[Source, ...]
    left_out: tuple[LeftOut, ...]


def find_sources(paths: Sequence[Path]) -> Sources:
    """Every text file at or below ``paths``; a missing path or an ambiguous address is an ``InputError``."""
    found: dict[str, Source] = {}
    walk = Walk()
    for source in _all(paths, walk):
        other = found.setdefault(source.uri, source)
        if other.path.resolve() != source.path.resolve():
            problem = f"{other.path} and {source.path} would both be cited as {source.uri}"
            raise InputError(problem, "name the folder that holds both instead")
    left_out = sorted(set(walk.left_out), key=lambda one: one.path)
    return Sources(tuple(found[uri] for uri in sorted(found)), tuple(left_out))


def _all(paths: Sequence[Path], walk: Walk) -> Iterator[Source]:
    for path in paths:
        yield from _below(path, walk)
    yield from (_source(root, root.resolve().name, file) for root, file in walk.linked_files())


def _below(path: Path, walk: Walk) -> Iterator[Source]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise InputError(f"cannot read {path} ({error.strerror})", "check the path") from None
    if stat.S_ISDIR(mode):
        name = path.resolve().name
        yield from (_source(path, name, file) for file in walk.files(path))
    elif not stat.S_ISREG(mode):
        raise InputError(f"{path} is neither a file nor a folder", "name files and folders")
    elif path.suffix.lower() not in SUFFIXES:
        endings = ", ".join(sorted(SUFFIXES))
        raise InputError(f"{path} is not a text or Markdown file", f"name files that end in {endings}")
    else:
        yield Source(path, _readable(path.name))


def _source(root: Path, name: str, file: Path) -> Source:
    return Source(file, _readable(f"{name}/{file.relative_to(root).as_posix()}"))


def _readable(address: str) -> str:
    """The address with bytes of a file name that are not UTF-8 spelled out, so that it can be stored and shown."""
    return os.fsencode(address).decode("utf-8", "backslashreplace")
