"""Authored documents as examples to fit on: what an unfitted engine finds and works out for their questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from seedqa.evals.authored_marks import is_near, names_winner
from seedqa.evals.authored_places import places_of
from seedqa.evals.learning import Example, Row
from seedqa.evals.quantities import read_quantities
from seedqa.qa.answering import Engine
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.computing import bound_calculation, computed_of
from seedqa.qa.inquiry import Inquiry

_WEIGHT = 2.0
_CALCULATED = frozenset({"compute", "compare", "count"})


@dataclass(frozen=True, slots=True)
class AuthoredExample:
    """A question, what was found for it, and the calculation it led to: its features, and whether that is right."""

    example: Example
    inquiry: Inquiry
    calculated: Row | None


def authored_examples(engine: Engine, documents: Sequence[Mapping[str, Any]]) -> Iterator[AuthoredExample]:
    """Every question of the documents, but for those whose texts disagree, asked over the engine's whole index."""
    by_name = {document.uri.rsplit("/", 1)[-1]: document for document in engine.documents()}
    for document in documents:
        name = f"{document['id']}.md"
        for item in document["questions"]:
            if item["k"] == "conflict":
                continue
            places = tuple((name, *place) for place in places_of(item, document, by_name[name].text))
            inquiry = engine.inquire(item["q"])
            yield AuthoredExample(Example(item["q"], places, _WEIGHT, True), inquiry, _calculated(item, inquiry))


def _calculated(item: Mapping[str, Any], inquiry: Inquiry) -> Row | None:
    """The features of a calculation, and whether its figure or winner is the right one."""
    calculation = bound_calculation(inquiry.readings)
    computed = None if calculation is None else computed_of(calculation, 1.0)
    if calculation is None or computed is None:
        return None
    return calculation.features, _is_right(item, computed), 1.0


def _is_right(item: Mapping[str, Any], computed: Computed) -> bool:
    if computed.derivation is None:
        return item["k"] == "compare" and names_winner(item, computed.short_answer or "")
    wanted = read_quantities(item["v"]) if item["k"] in _CALCULATED else []
    return bool(wanted) and is_near(Decimal(computed.derivation.value), wanted[0].value)
