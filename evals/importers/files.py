"""Files of public sets: JSON, JSON Lines and tab-separated values, gzipped or not.

Every complaint names the file, and the line where there is one.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from seedqa.index.decoding import text_of
from seedqa.index.errors import InputError


def read_text(path: Path) -> str:
    """The text of a file, unpacked where its name ends in .gz."""
    try:
        data = path.read_bytes()
        return text_of(gzip.decompress(data) if path.suffix == ".gz" else data, str(path))
    except (OSError, EOFError) as error:
        raise InputError(f"{path} cannot be read: {error}", "check the path") from None


def read_json(path: Path) -> Any:
    """A file that is one JSON value."""
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise InputError(f"{path} is not JSON: {error}", "give the file as it was published") from None


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON Lines file, each with ``file:line``; blank lines are passed over."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", _object(line, f"{path}:{number}")


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise InputError(f"{place}: not JSON: {error}", "give one JSON object a line") from None
    if not isinstance(value, dict):
        raise InputError(f"{place}: not a JSON object", "give one JSON object a line")
    return value


def read_table(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The rows of a tab-separated file, each with ``file:line``."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", line.rstrip("\r").split("\t")


def needed(fields: dict[str, Any], name: str, place: str) -> str:
    """A text or a number of an object, as text that is not blank."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise InputError(f"{place}: no {name!r}", "give the file as it was published")
    return str(value)


def set_name(path: Path) -> str:
    """A suite's name from a file or a folder: its name without endings."""
    return path.resolve().name.split(".")[0] or "set"
