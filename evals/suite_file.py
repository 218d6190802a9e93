"""Changing a suite's file: whole or not at all, one writer at a time, and no other line touched."""

import codecs
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir
from typing import Any

from filelock import FileLock
from seedqa.index.decoding import text_of
from seedqa.index.errors import InputError

Line = Mapping[str, Any]
Change = Callable[[list[str]], list[str]]


def change_suite(path: Path, change: Change) -> None:
    """Replace the file's lines by what ``change`` makes of them; a missing file has none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock(path):
            data = path.read_bytes() if path.exists() else b""
            text = text_of(data, str(path)).removesuffix("\n")
            _replace(path, _bytes(change(text.split("\n") if text else []), data))
    except OSError as error:
        raise InputError(f"{path} cannot be changed: {error}", "name a suite file that can be written") from None


def _lock(path: Path) -> FileLock:
    """One for each suite of this machine, away from the suite so that nothing is left beside it."""
    name = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return FileLock(Path(gettempdir(), f"qa-suite-{name}.lock"))


def written(line: Line) -> str:
    """A case as one line of a suite."""
    return json.dumps(line, ensure_ascii=False)


def _bytes(lines: list[str], before: bytes) -> bytes:
    """Lines as UTF-8, with the byte order mark and the line ends that the file had."""
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    end = "\r\n" if b"\r\n" in before else "\n"
    return mark + "".join(f"{line}{end}" for line in lines).encode("utf-8")


def _replace(path: Path, data: bytes) -> None:
    """The new file lies beside the old one until it is whole on the disk."""
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            os.unlink(file.name)
            raise
    if path.exists():
        os.chmod(file.name, path.stat().st_mode)
    else:
        os.chmod(file.name, 0o644)
    os.replace(file.name, path)
