"""Replies on disk by the hash of their request, so that what was asked once costs nothing again and repeats exactly."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole reply, with the tokens that it cost when it was written."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0


class ReplyCache:
    """A folder of replies; processes may share it, since each file appears whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> Kept | None:
        """The reply of that request; None where there is none that can be read."""
        try:
            return Kept(**json.loads(self._file(key).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, key: str, reply: Kept) -> None:
        """Keeps a reply; where the folder cannot be written to, the reply is just not kept."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=self._folder, delete=False, encoding="utf-8") as written:
                json.dump(asdict(reply), written, ensure_ascii=False)
            os.replace(written.name, self._file(key))
        except OSError:
            return

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.json"
