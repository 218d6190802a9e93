"""Bytes -> canonical text: Unicode, newlines as ``\\n``, no byte order mark; nothing else is changed."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from seedqa.index.errors import InputError

# Longest mark first: the UTF-32 little-endian mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REMEDY = "save it as UTF-8 text, or leave it out"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A canonical text; ``guessed`` names its encoding where neither UTF-8 nor a byte order mark says it."""

    text: str
    guessed: str | None = None


def decode(data: bytes, name: str) -> Decoded:
    """The canonical text of a document's bytes; ``name`` is for the error of a file that holds no text."""
    decoded = _decoded(data, name)
    if "\0" in decoded.text:
        raise InputError(f"{name} is not a text file (it holds NUL bytes)", _REMEDY)
    return Decoded(_lines_ended(decoded.text), decoded.guessed)


def text_of(data: bytes, name: str) -> str:
    """The text of what somebody wrote for this program: by its byte order mark or as UTF-8, and nothing guessed."""
    marked = _marked(data, name)
    try:
        return _lines_ended(data.decode("utf-8") if marked is None else marked)
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 (byte {error.start})", "save it as UTF-8") from None


def read_text(file: Path) -> str:
    """``text_of`` a file; an ``InputError`` names one that cannot be read."""
    try:
        return text_of(file.read_bytes(), str(file))
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror})", "check the path") from None


def _lines_ended(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str) -> Decoded:
    marked = _marked(data, name)
    if marked is not None:
        return Decoded(marked)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _guessed(data, name)


def _marked(data: bytes, name: str) -> str | None:
    """The text of bytes that begin with a byte order mark."""
    found = ((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark))
    mark, encoding = next(found, (b"", ""))
    return _strict(data[len(mark) :], encoding, name) if mark else None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name} begins as {encoding} but is damaged at byte {error.start}", _REMEDY) from None


def _guessed(data: bytes, name: str) -> Decoded:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise InputError(f"{name} is not a text file (no text encoding fits its bytes)", _REMEDY)
    # Short texts fit many encodings equally well; of those the one in common use is meant.
    tied = [match for match in matches if match.chaos <= best.chaos]
    usual = "gb18030" if _in_pairs(data) else "cp1252"
    meant = next((match for match in tied if usual in match.could_be_from_charset), None)
    return Decoded(str(best), best.encoding) if meant is None else Decoded(str(meant), usual)


def _in_pairs(data: bytes) -> bool:
    """Whether bytes beyond ASCII stand in pairs, as Chinese does and single accented letters do not."""
    return all(len(run) % 2 == 0 for run in re.findall(rb"[\x80-\xff]+", data))
