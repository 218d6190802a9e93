"""The index directory: immutable generations beside each other, and one pointer switched last.

A reader follows ``CURRENT`` to a whole generation; a crash at any moment leaves the pointer on the old
or on the new one. Leftovers of a crash are cleared by the next writer.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from seedqa.index.errors import IndexBusy, IndexUnusable, InputError

_POINTER = "CURRENT"
_PREFIX = "generation-"
_SCRATCH = "building-"
_REBUILD = "rebuild it with: qa index"


def current_generation(index: Path) -> Path | None:
    """The folder ``CURRENT`` names, None where nothing was built; ``IndexUnusable`` for another kind of folder."""
    _check_name(index)
    if index.exists() and not index.is_dir():
        raise IndexUnusable(f"{index} is a file, not an index folder", "name a folder with --index")
    try:
        name = (index / _POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IndexUnusable(f"the index in {index} cannot be read ({error})", "check its permissions") from None
    except UnicodeDecodeError:
        raise IndexUnusable(f"the pointer of the index in {index} is damaged", _REBUILD) from None
    folder = index / name
    if not re.fullmatch(_PREFIX + r"\d+", name) or not folder.is_dir():
        raise IndexUnusable(f"{index} points to {name!r}, which is not there", _REBUILD)
    return folder


def sound_generation(index: Path) -> Path | None:
    """As ``current_generation``, and None too where the pointer is damaged: what a writer may build upon."""
    try:
        return current_generation(index)
    except IndexUnusable:
        return None


def generation_number(folder: Path) -> int:
    """The number of a generation's folder."""
    return int(folder.name.removeprefix(_PREFIX))


@contextmanager
def writing(index: Path) -> Iterator[Path]:
    """Holds the only writer's place and yields an empty scratch folder inside the index directory."""
    _check_name(index)
    _check_ours(index)
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(index / "LOCK"))
        lock.acquire(timeout=0)
    except Timeout:
        raise IndexBusy(f"another process is building {index}", "wait for it to end, then try again") from None
    except OSError as error:
        raise InputError(f"cannot write {index} ({error.strerror})", "name another folder with --index") from None
    scratch = index / f"{_SCRATCH}{os.getpid()}"
    try:
        _clear(index)
        scratch.mkdir()
        yield scratch
    except (OSError, sqlite3.OperationalError) as error:
        remedy = "free some space, or name another folder with --index"
        raise InputError(f"cannot write {index} ({error})", remedy) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        lock.release()


def commit(index: Path, scratch: Path, generation: int) -> Path:
    """Makes the scratch folder generation ``generation`` and points readers to it; returns its folder."""
    for file in scratch.iterdir():
        _sync(file)
    _sync(scratch)
    target = index / f"{_PREFIX}{generation:06d}"
    os.replace(scratch, target)
    pointer = index / f"{_POINTER}.new"
    pointer.write_text(target.name + "\n", encoding="utf-8")
    _sync(pointer)
    os.replace(pointer, index / _POINTER)
    _sync(index)
    return target


def _check_name(index: Path) -> None:
    """Refuses a name that the libraries which open files by name cannot take."""
    try:
        str(index).encode()
    except UnicodeEncodeError:
        raise InputError(f"the folder name {index} is not UTF-8", "name another folder with --index") from None


def _check_ours(index: Path) -> None:
    """Refuses to write into a folder that holds something else."""
    if not index.is_dir() or sound_generation(index) is not None:
        return
    ours = (_POINTER, _PREFIX, _SCRATCH, "LOCK", "encoders")
    foreign = sorted(path.name for path in index.iterdir() if not path.name.startswith(ours))
    if foreign:
        raise InputError(f"{index} holds other files ({foreign[0]})", "name an empty or new folder with --index")


def _clear(index: Path) -> None:
    """Removes what no reader needs: scratch of dead writers, and all but the current and the previous generation."""
    current = sound_generation(index)
    generations = sorted(index.glob(f"{_PREFIX}*"))
    known = [folder for folder in generations if current is not None and folder.name <= current.name]
    for folder in [*index.glob(f"{_SCRATCH}*"), *(set(generations) - set(known[-2:]))]:
        shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
