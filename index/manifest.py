"""The manifest of a generation: what was built, with what, and a hash for every file."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from seedqa.index.errors import IndexUnusable
from seedqa.index.passages import PassageSettings

SCHEMA = 6
_REMEDY = "rebuild it with: qa index PATH --index DIR, into a new or empty folder"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``fingerprint`` depends on the documents and settings alone, ``generation`` on the index's history."""

    schema: int
    generation: int
    fingerprint: str
    model: str
    weights: str
    passages: PassageSettings
    sources: tuple[str, ...]
    files: dict[str, str]

    def save(self, folder: Path) -> None:
        """Writes ``manifest.json``."""
        (folder / "manifest.json").write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Manifest":
        """Reads ``manifest.json``; ``IndexUnusable`` says what does not fit."""
        try:
            data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise IndexUnusable(f"the index in {folder.parent} has no readable manifest", _REMEDY) from None
        return _manifest(data, folder)


def _manifest(data: Any, folder: Path) -> Manifest:
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise IndexUnusable(f"the index in {folder.parent} has schema {schema}, this program has {SCHEMA}", _REMEDY)
    try:
        settings = PassageSettings(**data.pop("passages"))
        sources = tuple(data.pop("sources"))
        return Manifest(passages=settings, sources=sources, **data)
    except (KeyError, TypeError):
        raise IndexUnusable(f"the manifest in {folder} is not one of this program's", _REMEDY) from None


def file_hash(file: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def fingerprint(weights: str, passages: PassageSettings, documents: Mapping[str, str]) -> str:
    """Hash of everything answers depend on: schema, model, settings, and each document's address and text hash."""
    state = [SCHEMA, weights, asdict(passages), sorted(documents.items())]
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:16]
