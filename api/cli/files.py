"""What commands read and print: text of a file or of standard input, JSON."""

import json
import sys
from pathlib import Path
from typing import Any

from seedqa.index.errors import InputError


def read_text(name: str) -> str:
    """A file's text, or standard input's for ``-``."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name} ({error.strerror})", "check the path") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 (byte {error.start})", "save it as UTF-8") from None


def print_json(data: Any) -> None:
    """Prints JSON that a person can read too."""
    print(json.dumps(data, ensure_ascii=False, indent=1))
