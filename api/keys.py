"""The keys of a service: made here, shown once, kept only as hashes, checked in constant time, revocable at once.

A key is `qa_ID_SECRET`, its secret 256 random bits, so a plain SHA-256 keeps it: there is nothing to guess at.
"""

import hashlib
import hmac
import json
import os
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock
from seedqa.index.decoding import text_of
from seedqa.index.errors import InputError, QaError

Scope = Literal["read", "write"]
_NOBODY = "0" * 64
_LONGEST_NAME = 100


class KeysUnusable(QaError):
    """The file of keys cannot be read, so nobody is let in."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept; ``write`` keys may read too. ``revoked`` is None while it is good."""

    id: str
    name: str
    scope: Scope
    sha256: str
    created: str
    revoked: str | None = None


class KeyRing:
    """The keys of one file; what another process changes there holds from the next request on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._known: dict[str, Key] = {}

    def every(self) -> list[Key]:
        """Every key, the revoked too, in the order they were made."""
        return list(self._current().values())

    def usable(self) -> bool:
        """Whether there is a key that is not revoked."""
        return any(key.revoked is None for key in self.every())

    def find(self, token: str) -> Key | None:
        """The key that a token is, unless it is revoked; as slow for a wrong one as for a right one."""
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
        key = self._current().get(token.split("_")[1] if token.count("_") == 2 else "")
        same = hmac.compare_digest(digest, _NOBODY if key is None else key.sha256)
        return key if key is not None and same and key.revoked is None else None

    def create(self, name: str, scope: Scope) -> str:
        """A new key's token, which is nowhere kept."""
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise InputError(f"{name[:_LONGEST_NAME]!r} is not a key's name", "say in a few words who it is for")
        key_id, secret = secrets.token_hex(4), secrets.token_hex(32)
        token = f"qa_{key_id}_{secret}"
        key = Key(key_id, name.strip(), scope, hashlib.sha256(token.encode()).hexdigest(), _now())
        self._change(lambda keys: [*keys, key])
        return token

    def revoke(self, key_id: str) -> Key:
        """Ends a key; `InputError` where there is none of that id."""
        if key_id not in self._current():
            raise InputError(f"{self._file} has no key {key_id!r}", "see: qa keys list")
        self._change(lambda keys: [_ended(key) if key.id == key_id else key for key in keys])
        return self._current()[key_id]

    def _change(self, change: Callable[[list[Key]], list[Key]]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._file}.lock"):
                _write(self._file, change(self.every()))
        except OSError as error:
            raise InputError(f"cannot write {self._file} ({error.strerror})", "name another with --keys") from None

    def _current(self) -> dict[str, Key]:
        with self._lock:
            state = _state(self._file)
            if state != self._seen:
                self._known = {key.id: key for key in _read(self._file)} if state else {}
                self._seen = state
            return self._known


def _ended(key: Key) -> Key:
    return key if key.revoked else replace(key, revoked=_now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _state(file: Path) -> tuple[int, int, int] | None:
    """What tells one version of a file from another."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(file, error.strerror) from None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _read(file: Path) -> list[Key]:
    try:
        return [_key(entry) for entry in json.loads(text_of(file.read_bytes(), str(file)))["keys"]]
    except OSError as error:
        raise _unusable(file, error.strerror) from None
    except (InputError, ValueError, KeyError, TypeError):
        raise _unusable(file, "it is not a file of keys") from None


def _key(entry: dict[str, Any]) -> Key:
    key = Key(**entry)
    told = (key.id, key.name, key.sha256, key.created)
    if key.scope not in ("read", "write") or not all(isinstance(value, str) for value in told):
        raise ValueError("not a key")
    return key


def _write(file: Path, keys: Sequence[Key]) -> None:
    """Replaces the file at once, readable by its owner alone."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump({"keys": [asdict(key) for key in keys]}, out, indent=1)
    os.replace(fresh, file)


def _unusable(file: Path, why: str | None) -> KeysUnusable:
    return KeysUnusable(f"the keys in {file} cannot be read ({why})", "mend the file, or name another with --keys")
