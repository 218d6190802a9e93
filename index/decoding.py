"""Bytes -> canonical text: Unicode, newlines as ``\\n``, no byte order mark; nothing else is changed."""

import codecs
import re

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


def decode(data: bytes, name: str) -> str:
    """The canonical text of a file's bytes; ``name`` is for the error of a file that holds no text."""
    text = _decoded(data, name)
    if "\0" in text:
        raise InputError(f"{name} is not a text file (it holds NUL bytes)", _REMEDY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name} begins as {encoding} but is damaged at byte {error.start}", _REMEDY) from None


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise InputError(f"{name} is not a text file (no text encoding fits its bytes)", _REMEDY)
    # Short texts fit many encodings equally well; of those the one in common use is meant.
    tied = [match for match in matches if match.chaos <= best.chaos]
    usual = "gb18030" if _in_pairs(data) else "cp1252"
    return str(next((match for match in tied if usual in match.could_be_from_charset), best))


def _in_pairs(data: bytes) -> bool:
    """Whether bytes beyond ASCII stand in pairs, as Chinese does and single accented letters do not."""
    return all(len(run) % 2 == 0 for run in re.findall(rb"[\x80-\xff]+", data))
