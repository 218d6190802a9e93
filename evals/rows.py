"""One JSON object of a gold file, read field by field.

Every complaint is an ``InputError`` that begins with ``file:line``. This module does not know what a case is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from seedqa.index.decoding import read_text
from seedqa.index.errors import InputError


@dataclass(frozen=True, slots=True)
class Row:
    """A JSON object and where it stands."""

    place: str
    fields: dict[str, object]

    def wrong(self, problem: str, remedy: str) -> InputError:
        """The error to raise: it names the file and the line."""
        return InputError(f"{self.place}: {problem}", remedy)

    def check_names(self, required: frozenset[str], optional: frozenset[str]) -> None:
        """Refuse unknown keys and missing fields."""
        missing = sorted(required - self.fields.keys())
        if missing:
            raise self.wrong(f"missing field {missing[0]!r}", "add it; evals/gold/README.md describes every field")
        unknown = sorted(self.fields.keys() - required - optional)
        if unknown:
            raise self.wrong(f"unknown field {unknown[0]!r}", "remove it or mend its spelling")

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self.fields

    def text(self, name: str) -> str:
        """A string that is not blank."""
        return self._sentence(self.fields[name], name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings, none of them blank; absent counts as empty."""
        return self._strings(self.fields.get(name, []), name)

    def choices(self, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """A list of strings, each one of ``allowed``."""
        chosen = self.texts(name)
        for item in chosen:
            if item not in allowed:
                raise self.wrong(f"{name!r} cannot be {item!r}", f"use one of {', '.join(allowed)}")
        return chosen

    def lists(self, name: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of strings, none of them empty; absent counts as empty."""
        outer = tuple(self._strings(item, name) for item in self._list(self.fields.get(name, []), name))
        if not all(outer):
            raise self.wrong(f"an item of {name!r} is empty", "give it at least one accepted wording")
        return outer

    def rows(self, name: str) -> tuple["Row", ...]:
        """A list of objects; absent counts as empty."""
        items = self._list(self.fields.get(name, []), name)
        return tuple(self._object(item, name) for item in items)

    def row(self, name: str) -> "Row | None":
        """An object, or nothing where the field is absent or null."""
        value = self.fields.get(name)
        return None if value is None else self._object(value, name)

    def offset(self, name: str) -> int:
        """A whole number from zero."""
        value = self.fields[name]
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(f"{name!r} is not an offset", "write a whole number from 0, in code points")
        return value

    def decimal(self, name: str) -> Decimal:
        """A finite decimal number written as a string."""
        try:
            number = Decimal(self.text(name))
        except InvalidOperation:
            raise self.wrong(f"{name!r} is not a decimal number", 'write it like "70980000"') from None
        if not number.is_finite():
            raise self.wrong(f"{name!r} is not finite", 'write it like "70980000"')
        return number

    def _strings(self, value: object, name: str) -> tuple[str, ...]:
        return tuple(self._sentence(item, name) for item in self._list(value, name))

    def _sentence(self, value: object, name: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{name!r} needs a string that is not blank", "write one between quotes")
        return value

    def _list(self, value: object, name: str) -> list[object]:
        if not isinstance(value, list):
            raise self.wrong(f"{name!r} is not a list", "write it between [ and ]")
        return value

    def _object(self, value: object, name: str) -> "Row":
        if not isinstance(value, dict):
            raise self.wrong(f"{name!r} needs an object", "write it between { and }")
        return Row(self.place, value)


def read_rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file; blank lines are skipped."""
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            yield _parse(line, f"{path}:{number}")


def _lines(path: Path) -> list[str]:
    if not path.exists():
        raise InputError(f"no such suite: {path}", "name a suite of evals/gold or a .jsonl file")
    return read_text(path).split("\n")


def _parse(line: str, place: str) -> Row:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise InputError(f"{place}: not JSON: {error}", "write one JSON object a line") from None
    if not isinstance(value, dict):
        raise InputError(f"{place}: not a JSON object", "write one JSON object a line")
    return Row(place, value)
