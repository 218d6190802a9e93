"""The form of a suite, line by line, by the published JSON Schema: every complaint, where a loader stops at the first.

What a line means, and whether its documents prove it, is for ``evals.cases`` and ``evals.lint``.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from seedqa.evals.rows import read_rows

SCHEMA = Path(__file__).parent / "suite.schema.json"
_LONGEST = 80


def form_problems(path: Path) -> Iterator[str]:
    """What the schema says against each line, each beginning with ``file:line``; no JSON is an ``InputError``."""
    for row in read_rows(path):
        for error in sorted(_validator().iter_errors(row.fields), key=lambda error: list(map(str, error.path))):
            yield f"{row.place}: {_told(error)}"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _told(error: ValidationError) -> str:
    """The complaint in few words: a validator's own repeats the whole value."""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.path).lstrip(".")
    where = f"{place}: " if place else ""
    if error.validator == "enum":
        return f"{where}{_short(error.instance)} is not one of {', '.join(error.validator_value)}"
    if error.validator == "pattern":
        needed = "a string that is not blank" if error.validator_value == "\\S" else "a decimal number as a string"
        return f"{where}{_short(error.instance)} is not {needed}"
    if error.validator == "not":
        return f"{where}{_short(error.instance)} is negative"
    return f"{where}{error.message}" if len(error.message) <= _LONGEST * 2 else f"{where}{error.message[:_LONGEST]} ..."


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " ..."
