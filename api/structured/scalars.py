"""A fact as a JSON string, number or truth value, where it can be one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from seedqa.api.structured.facts import UNKNOWN, CitationFacts, Facts
from seedqa.api.structured.names import words_of
from seedqa.index.quantities import Quantity, read_dates, read_quantities

_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_LEVELS = ((0.75, "high"), (0.5, "medium"), (0.0, "low"))
_MOST_JOINED = 20


def scalar(schema: Mapping[str, Any], name: str, fact: Any, facts: Facts) -> Any:
    """The fact as what a schema without parts wants; None where it cannot be that."""
    if "const" in schema:
        return schema["const"]
    kind = schema.get("type")
    if fact is UNKNOWN:
        return None
    if isinstance(schema.get("enum"), list):
        return _chosen(schema["enum"], fact, facts.only)
    if kind in ("number", "integer"):
        number = _as_number(facts.only if fact == facts.plain else fact, name, kind == "integer")
        return None if number is None or _beyond(number, schema) else number
    if kind == "boolean":
        return _as_truth(facts.only if fact == facts.plain else fact)
    told = [_as_text(one, schema) for one in ((fact, facts.only) if fact == facts.plain else (fact,))]
    return next((text for text in told if text is not None and _fits(text, schema)), None)


def _beyond(number: float, schema: Mapping[str, Any]) -> bool:
    least, most = schema.get("minimum"), schema.get("maximum")
    return (isinstance(least, int | float) and number < least) or (isinstance(most, int | float) and number > most)


def _fits(text: str, schema: Mapping[str, Any]) -> bool:
    """Whether a text keeps to the schema's bounds; a pattern is a stranger's program and is not run."""
    least, most = schema.get("minLength", 0), schema.get("maxLength", len(text))
    bounded = isinstance(least, int) and isinstance(most, int) and least <= len(text) <= most
    return bounded and "pattern" not in schema


def _as_text(value: Any, schema: Mapping[str, Any]) -> str | None:
    """A fact in words; several are joined, of several quotes the first stands."""
    if isinstance(value, tuple):
        quotes = [one for one in value if isinstance(one, CitationFacts) and one.default == "quote"]
        plain = [_as_text(one, {}) for one in (quotes[:1] or value)]
        value = "; ".join(dict.fromkeys(filter(None, plain[:_MOST_JOINED]))) or None
    if isinstance(value, CitationFacts):
        value = value.plain
    if value is None or isinstance(value, bool):
        return {None: None, True: "yes", False: "no"}[value]
    text = str(value)
    return _as_date(text) if schema.get("format") == "date" else text


def _as_number(value: Any, name: str, whole: bool) -> int | float | None:
    """A number, or the one figure that a text states, in the scale that the name asks for."""
    if isinstance(value, tuple):
        value = value[0] if len(value) == 1 else None
    if isinstance(value, CitationFacts):
        value = value.citation.marker
    if isinstance(value, str):
        value = _figure(value, name)
    if value is None or isinstance(value, bool):
        return None
    if value == int(value):
        return int(value)
    return None if whole else float(value)


def _as_truth(value: Any) -> bool | None:
    """A truth value, or what an answer that begins with yes or no says."""
    if isinstance(value, bool):
        return value
    first = value.split()[0].strip(",.;:!").casefold() if isinstance(value, str) and value.strip() else None
    return {"yes": True, "no": False}.get(first or "")


def _chosen(options: Sequence[Any], value: Any, short: Any) -> Any:
    """The one of a few values that a fact is; None where none of them fits, or more than one."""
    told = {text.casefold() for text in (_as_text(value, {}), _as_text(short, {})) if text}
    if isinstance(value, float) and not isinstance(value, bool):
        told |= {next(level for least, level in _LEVELS if value >= least)}
    said = _as_truth(short)
    told |= set() if said is None else {"yes" if said else "no", str(said).casefold()}
    fitting = [option for option in options if str(option).casefold() in told]
    if not fitting and isinstance(short, str):
        words = f" {' '.join(short.casefold().split())} "
        fitting = [option for option in options if isinstance(option, str) and f" {option.casefold()} " in words]
    return fitting[0] if len(fitting) == 1 else None


def _figure(text: str, name: str) -> Decimal | None:
    found = [quantity for quantity in read_quantities(text) if _is_figure(quantity)]
    if len(found) != 1 or found[0].high is not None:
        return None
    words = words_of(name)
    return found[0].value / next((scale for word, scale in _SCALES.items() if word in words), 1)


def _is_figure(quantity: Quantity) -> bool:
    return quantity.kind != "date" or quantity.unit == "year"


def _as_date(text: str) -> str | None:
    days = [date.value for date in read_dates(text) if date.precision == "day" and date.kind == "absolute"]
    return days[0] if len(days) == 1 else None
