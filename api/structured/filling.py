"""A client's JSON schema filled with the facts of an answer.

A property is filled by what its name asks for and as what its type wants; the only one whose name tells nothing gets
the bare answer. What is not known becomes null, its default, or nothing, as far as the schema lets it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from seedqa.api.failures import Failure, RefusedError
from seedqa.api.structured.facts import UNKNOWN, Facts
from seedqa.api.structured.scalars import scalar

DEEPEST = 8
LONGEST_SCHEMA = 100_000
MOST_VALUES = 2_000
_ABSENT = object()


class Unfilled(Exception):
    """A property that must have a value has none; `known` where its name says what it asks for."""

    def __init__(self, name: str, known: bool) -> None:
        self.name = name
        self.known = known
        super().__init__(name)


def filled(schema: Mapping[str, Any], facts: Facts, guessing: bool = True) -> Any:
    """The value of a schema; `Unfilled` names what it must have and these facts lack. Without `guessing` no property
    is filled whose name tells nothing."""
    if len(json.dumps(schema)) > LONGEST_SCHEMA:
        raise RefusedError(_TOO_LARGE)
    return _Filling(schema, guessing).value(schema, "answer", facts.plain, facts, 0)


class _Filling:
    """One schema on its way to a value. It is a stranger's, so that its depth and its size are bounded."""

    def __init__(self, root: Mapping[str, Any], guessing: bool) -> None:
        self._root = root
        self._guessing = guessing
        self._left = MOST_VALUES

    def value(self, schema: Any, name: str, fact: Any, facts: Facts, depth: int) -> Any:
        """The value of one place in the schema, which asks for `fact`."""
        schema = self._resolved(schema, name)
        if depth > DEEPEST:
            raise Unfilled(name, known=False)
        try:
            found = self._first(schema, name, fact, facts, depth)
        except Unfilled:
            if "default" not in schema:
                raise
            found = schema["default"]
        return found

    def _spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise RefusedError(_TOO_LARGE)

    def _first(self, schema: Mapping[str, Any], name: str, fact: Any, facts: Facts, depth: int) -> Any:
        """The first of the ways that a schema leaves open which can be gone."""
        lacking = Unfilled(name, known=fact is not UNKNOWN)
        null = False
        for option in _options(schema):
            self._spend()
            option = option if option is schema else self._resolved(option, name)
            if option.get("type") == "null":
                null = True
                continue
            try:
                return self._typed(option, name, fact, facts, depth)
            except Unfilled as unfilled:
                lacking = unfilled
        if null:
            return None
        raise lacking

    def _typed(self, schema: Mapping[str, Any], name: str, fact: Any, facts: Facts, depth: int) -> Any:
        if "anyOf" in schema or "oneOf" in schema:
            return self.value(schema, name, fact, facts, depth + 1)
        if isinstance(schema.get("properties"), Mapping) or schema.get("type") == "object":
            return self._object(schema, fact, facts, depth)
        if schema.get("type") == "array":
            return self._array(schema, name, fact, facts, depth)
        found = scalar(schema, name, fact, facts)
        if found is None:
            raise Unfilled(name, known=fact is not UNKNOWN)
        return found

    def _object(self, schema: Mapping[str, Any], fact: Any, facts: Facts, depth: int) -> dict[str, Any]:
        inner = _inner(fact, facts)
        properties = schema.get("properties")
        told = properties if isinstance(properties, Mapping) else {}
        required = schema.get("required")
        needed = {one for one in required if isinstance(one, str)} if isinstance(required, list) else set()
        values = {name: inner.named(name) for name in told}
        if needed - set(told):
            raise Unfilled(min(needed - set(told)), known=False)
        values |= self._guessed(told, values, inner)
        found = {name: self._property(told[name], name, values[name], inner, depth, name in needed) for name in told}
        return {name: value for name, value in found.items() if value is not _ABSENT}

    def _guessed(self, told: Mapping[str, Any], values: Mapping[str, Any], facts: Facts) -> dict[str, Any]:
        """The bare answer for the only name that tells nothing, where no other asks for the answer."""
        unknown = [name for name, value in values.items() if value is UNKNOWN and not _holds(told[name])]
        asked = any(value is not None and value in (facts.plain, facts.only) for value in values.values())
        if len(unknown) != 1 or asked or not self._guessing or facts.only is None:
            return {}
        return {unknown[0]: facts.only}

    def _property(self, schema: Any, name: str, fact: Any, facts: Facts, depth: int, needed: bool) -> Any:
        try:
            return self.value(schema, name, fact, facts, depth + 1)
        except Unfilled:
            if needed:
                raise
            return _ABSENT

    def _array(self, schema: Mapping[str, Any], name: str, fact: Any, facts: Facts, depth: int) -> list[Any]:
        if fact is UNKNOWN:
            raise Unfilled(name, known=False)
        told = _several(fact, facts)
        items = schema.get("items", {})
        found = [self.value(items, name, one, facts, depth + 1) for one in told]
        unique = [one for place, one in enumerate(found) if one not in found[:place]]
        least, most = schema.get("minItems", 0), schema.get("maxItems", len(unique))
        if isinstance(least, int) and len(unique) < least:
            raise Unfilled(name, known=True)
        return unique[:most] if isinstance(most, int) and most >= 0 else unique

    def _resolved(self, schema: Any, name: str) -> Mapping[str, Any]:
        """The schema with what it refers to, or is composed of, put in its place."""
        for _ in range(DEEPEST):
            if not isinstance(schema, Mapping):
                return {}
            if isinstance(schema.get("$ref"), str):
                schema = {**self._at(schema["$ref"], name), **_without(schema, "$ref")}
            elif isinstance(schema.get("allOf"), list):
                parts = [part for part in schema["allOf"] if isinstance(part, Mapping)]
                schema = {key: value for part in (*parts, _without(schema, "allOf")) for key, value in part.items()}
            else:
                return schema
        raise Unfilled(name, known=False)

    def _at(self, pointer: str, name: str) -> Mapping[str, Any]:
        """What a reference within the schema leads to; others are not followed."""
        found: Any = self._root if pointer.startswith("#") else None
        for step in pointer.split("/")[1:]:
            found = found.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(found, Mapping) else None
        if not isinstance(found, Mapping):
            raise Unfilled(name, known=False)
        return found


def _without(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return {key: value for key, value in schema.items() if key != name}


def _options(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The ways a schema leaves open: its alternatives, or its types one by one."""
    for key in ("anyOf", "oneOf"):
        if isinstance(schema.get(key), list):
            yield from (option for option in schema[key] if isinstance(option, Mapping))
            return
    types = schema.get("type")
    if isinstance(types, list):
        yield from ({**schema, "type": one} for one in types if isinstance(one, str))
    else:
        yield schema


def _holds(schema: Any) -> bool:
    """Whether a property is an object, which has names of its own."""
    return isinstance(schema, Mapping) and (schema.get("type") == "object" or "properties" in schema)


def _inner(fact: Any, facts: Facts) -> Facts:
    """The facts of a nested object: of the citation that is asked for, else of the whole."""
    first = fact[0] if isinstance(fact, tuple) and fact else fact
    return first if hasattr(first, "named") else facts


def _several(fact: Any, facts: Facts) -> Sequence[Any]:
    """The values of a list; where the whole answer is asked for as one, its parts."""
    if isinstance(fact, tuple):
        return fact
    if fact is not None and fact in (facts.plain, facts.only):
        parts = facts.named("parts")
        return parts if isinstance(parts, tuple) else (fact,)
    return () if fact is None else (fact,)


_TOO_LARGE = Failure(
    400,
    f"the schema is longer than {LONGEST_SCHEMA:,} characters or asks for more than {MOST_VALUES:,} values",
    "send a smaller one",
    code="invalid_value",
)
