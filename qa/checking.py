"""Settings checked by key, type and range; what does not fit is told in one line.

A settings class is a frozen dataclass whose fields hold numbers, words, yes or no, or lists of words. This module does
not know where the values come from; words of a command line or of the environment are read as the field's type.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from seedqa.index.errors import InputError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
_TRUTH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Slot:
    """What one setting may hold: a type, its words where it has a choice, its range, and whether it may be empty."""

    name: str
    base: Any
    choices: tuple[str, ...] = ()
    optional: bool = False
    least: float | None = None
    most: float | None = None

    @property
    def expected(self) -> str:
        """What to give, in words."""
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        named = {bool: "true or false", int: "a whole number", float: "a number", tuple: "a list of words", str: "text"}
        limits = "" if self.least is None else f" from {self.least:,} to {self.most:,}"
        return named[self.base] + limits


def ranged(default: Any, least: float, most: float) -> Any:
    """A field whose number lies between ``least`` and ``most``, both included."""
    return field(default=default, metadata={"least": least, "most": most})


def slots(kind: "type[DataclassInstance]") -> dict[str, Slot]:
    """The settings of a class, by name."""
    hints = get_type_hints(kind)
    return {entry.name: _slot(entry.name, hints[entry.name], entry.metadata) for entry in fields(kind)}


def checked(kind: type[T], values: Mapping[str, Any], place: str = "") -> T:
    """Settings of a class from a mapping; an ``InputError`` names the key, below ``place``, and what it may hold."""
    known = slots(kind)
    for key in values:
        if key not in known:
            raise InputError(f"{place + key!r} is not a setting", suggestion(key, list(known)))
    return kind(**{key: fitting(known[key], value, place + key) for key, value in values.items()})


def spelled(slot: Slot, text: str) -> Any:
    """What a word of a command line or of the environment stands for; what it does not fit is left as it is."""
    if slot.base is bool:
        return _TRUTH.get(text.strip().lower(), text)
    if slot.base is tuple:
        return [word.strip() for word in text.split(",") if word.strip()]
    if slot.base in (int, float):
        try:
            return slot.base(text)
        except ValueError:
            return text
    return text


def suggestion(key: str, known: Sequence[str]) -> str:
    """What was probably meant, and all there is."""
    near = difflib.get_close_matches(key, known, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return f"{meant}use one of: {', '.join(sorted(known))}"


def fitting(slot: Slot, value: Any, told: str) -> Any:
    """A value as the setting holds it; an ``InputError`` calls the setting what ``told`` does."""
    if slot.optional and value is None:
        return None
    found = float(value) if slot.base is float and type(value) is int else value
    found = tuple(found) if slot.base is tuple and isinstance(found, list) else found
    if type(found) is not slot.base or not _within(slot, found):
        shown = repr(value) if len(repr(value)) <= _LONGEST_SHOWN else repr(value)[:_LONGEST_SHOWN] + "..."
        raise InputError(f"{told} is {shown}", f"give {slot.expected}")
    return found


def _slot(name: str, hint: Any, limits: Mapping[str, Any]) -> Slot:
    options = [option for option in get_args(hint) if option is not type(None)]
    if type(None) in get_args(hint):
        inner = _slot(name, options[0], limits)
        return Slot(name, inner.base, inner.choices, True, inner.least, inner.most)
    if get_origin(hint) is Literal:
        return Slot(name, str, tuple(options))
    return Slot(name, get_origin(hint) or hint, (), False, limits.get("least"), limits.get("most"))


def _within(slot: Slot, value: Any) -> bool:
    """Whether a value of the right type is one of those allowed. Not-a-number is in no range."""
    if slot.choices:
        return value in slot.choices
    if slot.base is tuple:
        return all(isinstance(word, str) for word in value)
    return slot.least is None or slot.most is None or slot.least <= value <= slot.most
