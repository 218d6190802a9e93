"""Answers from documents, each with the exact words that prove it.

``Engine`` answers from an index, ``build_index`` makes one; everything else is where its folder says. In a checkout
the folders stand beside this one, installed they stand inside it.
"""

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedqa.index.build import build_index
    from seedqa.qa.answering import Engine
    from seedqa.qa.settings import Settings
    from seedqa.qa.types import Answer, Turn

__all__ = ["Answer", "Engine", "Settings", "Turn", "build_index"]
__version__ = "0.2.0"

# From 1.31 on, onnxruntime tells its makers of every session unless this is set before it is loaded.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

_HERE = Path(__file__).resolve().parent
if not (_HERE / "qa").is_dir():
    __path__.append(str(_HERE.parent))

_HOMES = {
    "Answer": "seedqa.qa.types",
    "Engine": "seedqa.qa.answering",
    "Settings": "seedqa.qa.settings",
    "Turn": "seedqa.qa.types",
    "build_index": "seedqa.index.build",
}


def __getattr__(name: str) -> Any:
    """Imports what is asked for, so that ``import seedqa`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'seedqa' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
