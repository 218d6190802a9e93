"""What commands read and print: text of a file or of standard input, JSON."""

import json
import sys
from pathlib import Path
from typing import Any

from seedqa.index import decoding


def read_text(name: str) -> str:
    """A file's text, or standard input's for ``-``."""
    if name == "-":
        return decoding.text_of(sys.stdin.buffer.read(), "standard input")
    return decoding.read_text(Path(name))


def print_json(data: Any) -> None:
    """Prints JSON that a person can read too."""
    print(json.dumps(data, ensure_ascii=False, indent=1))
