"""Files and folders named by a user -> the text files to index, each with the address it is cited by."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from seedqa.index.errors import InputError

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
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise InputError(f"cannot read {path} ({error.strerror})", "check the path") from None
    if stat.S_ISDIR(mode):
        root = path.resolve().name
        files = _walk(path, ignored)
        return [Source(file, _readable(f"{root}/{file.relative_to(path).as_posix()}")) for file in files]
    if not stat.S_ISREG(mode):
        raise InputError(f"{path} is neither a file nor a folder", "name files and folders")
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{path} is not a text or Markdown file", f"name files that end in {_suffix_list()}")
    return [Source(path, _readable(path.name))]


def _readable(address: str) -> str:
    """The address with bytes of a file name that are not UTF-8 spelled out, so that it can be stored and shown."""
    return os.fsencode(address).decode("utf-8", "backslashreplace")


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
            ours = file.suffix.lower() in SUFFIXES and not any(fnmatch(name, p) for p in patterns)
            # A pipe or a device by that name would never end; a link that leads nowhere is told of when it is read.
            (files if ours and (os.path.isfile(file) or not os.path.exists(file)) else ignored).append(file)
    return files


def _unreadable(error: OSError) -> None:
    raise InputError(f"cannot read the folder {error.filename} ({error.strerror})", "check its permissions")


def _ignore_patterns(folder: Path) -> list[str]:
    file = folder / IGNORE_FILE
    if not file.is_file():
        return []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {file} ({error})", "save it as UTF-8 text, one pattern a line") from None
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _suffix_list() -> str:
    return ", ".join(sorted(SUFFIXES))
