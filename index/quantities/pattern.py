"""Regular expressions compiled at first use: importing them costs nothing, and a short run compiles only its own."""

import re
from collections.abc import Callable, Iterator
from typing import Any


class Pattern:
    """A regular expression with ``match``, ``search``, ``fullmatch`` and ``finditer`` as ``re`` has them."""

    __slots__ = ("_flags", "_source", "finditer", "fullmatch", "match", "search")

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called for a method not yet bound: compile, bind all four, and give the one asked for."""
        if name not in ("match", "search", "fullmatch", "finditer"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.match, self.search = compiled.match, compiled.search
        self.fullmatch, self.finditer = compiled.fullmatch, compiled.finditer
        return getattr(compiled, name)
