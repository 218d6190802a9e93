"""What lies below the folders a user names: text files to read, and what is left out, each with the reason.

Folders behind links are followed once the real ones are walked, so that a file is read where it really lies. A folder
is read once however many links lead to it, and a link that leads back up is told of and not followed.
"""

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from seedqa.index.decoding import read_text
from seedqa.index.errors import InputError
from seedqa.index.left_out import AGAIN, NAMED, NO_FILE, NOWHERE, OF_OTHER_KIND, UPWARD, LeftOut

SUFFIXES = frozenset({".txt", ".md", ".markdown"})
IGNORE_FILE = ".qaignore"


class Walk:
    """One walk over folders, which knows where it has been."""

    def __init__(self) -> None:
        self.left_out: list[LeftOut] = []
        self._seen: set[tuple[int, int]] = set()
        self._links: list[tuple[Path, Path]] = []

    def files(self, root: Path) -> Iterator[Path]:
        """The text files that really lie below a folder."""
        return self._walk(root, root, follows=False)

    def linked_files(self) -> Iterator[tuple[Path, Path]]:
        """The text files behind links found so far and found on the way, each with the folder it was found below."""
        while self._links:
            root, link = self._links.pop(0)
            why = self._why_not_followed(link)
            if why is None:
                yield from ((root, file) for file in self._walk(root, link, follows=True))
            else:
                self._leave_out(link, why)

    def _walk(self, root: Path, start: Path, follows: bool) -> Iterator[Path]:
        for place, folders, names in os.walk(start, onerror=_unreadable):
            self._seen.add(_identity(Path(place)))
            patterns = _ignore_patterns(Path(place))
            inner = [Path(place, name) for name in sorted(folders) if not name.startswith(".")]
            folders[:] = [path.name for path in inner if self._enters(root, path, patterns, follows)]
            for file in (Path(place, name) for name in sorted(names) if not name.startswith(".")):
                why = _why_left_out(file, patterns)
                if why is None:
                    yield file
                else:
                    self._leave_out(file, why)

    def _enters(self, root: Path, folder: Path, patterns: Sequence[str], follows: bool) -> bool:
        """Whether the walk goes on into a folder now; a link waits until all real folders are walked."""
        if _named(folder, patterns):
            self._leave_out(folder, NAMED)
        elif folder.is_symlink():
            self._links.append((root, folder))
        else:
            return not (follows and _identity(folder) in self._seen)
        return False

    def _why_not_followed(self, link: Path) -> str | None:
        target = _identity(link)
        if target in self._seen:
            return AGAIN
        real = link.parent.resolve()
        return UPWARD if target in map(_identity, (real, *real.parents)) else None

    def _leave_out(self, path: Path, why: str) -> None:
        self.left_out.append(LeftOut(str(path), path.suffix.lower(), why))


def _identity(folder: Path) -> tuple[int, int]:
    """What a folder is known by, whichever link leads to it."""
    try:
        found = folder.stat()
    except OSError as error:
        raise InputError(f"cannot read the folder {folder} ({error.strerror})", "check its permissions") from None
    return found.st_dev, found.st_ino


def _why_left_out(file: Path, patterns: Sequence[str]) -> str | None:
    if _named(file, patterns):
        return NAMED
    is_there = os.path.exists(file)
    if file.suffix.lower() not in SUFFIXES:
        return OF_OTHER_KIND if is_there else NOWHERE
    # A pipe or a device by that name would never end; a link that leads nowhere is told of when it is read.
    return NO_FILE if is_there and not os.path.isfile(file) else None


def _named(path: Path, patterns: Sequence[str]) -> bool:
    return any(fnmatch(path.name, pattern) for pattern in patterns)


def _unreadable(error: OSError) -> None:
    raise InputError(f"cannot read the folder {error.filename} ({error.strerror})", "check its permissions")


def _ignore_patterns(folder: Path) -> list[str]:
    file = folder / IGNORE_FILE
    if not file.is_file():
        return []
    try:
        lines = read_text(file).splitlines()
    except InputError as error:
        raise InputError(f"cannot read {file}: {error.problem}", "save it as UTF-8 text, one pattern a line") from None
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
