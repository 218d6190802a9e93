"""Whether a computed answer is the one that the made-up corpus knows to be right."""

import re
from decimal import Decimal

from seedqa.evals.ledger_made import Made
from seedqa.qa.figures import Computed

_BOUNDS = {"more than": "more_than", "at least": "at_least", "less than": "less_than", "at most": "at_most"}


def is_right(made: Made, computed: Computed | None) -> bool:
    """Exact in value, unit, bound and status; nothing where nothing can be worked out."""
    if made.form == "none" or computed is None:
        return made.form == "none" and computed is None
    if computed.status != made.status:
        return False
    if made.form == "count":
        return (computed.short_answer or "").split(" ")[0] == str(made.value)
    if made.form == "list":
        return set((made.words or "").split("; ")) == set(computed.parts)
    return _has_words(made, computed) and (made.value is None or _has_value(made, computed))


def stated_bound(rounded: str) -> str:
    """The bound that a figure is told with; "about" is that of rounding."""
    match = re.match(r"more than|at least|less than|at most", rounded)
    return _BOUNDS[match[0]] if match else "exact"


def _has_words(made: Made, computed: Computed) -> bool:
    return made.words is None or all(word in (computed.short_answer or "") for word in made.words.split("; "))


def _has_value(made: Made, computed: Computed) -> bool:
    derived = computed.derivation
    if derived is None or Decimal(derived.value) != made.value or (made.unit and derived.unit != made.unit):
        return False
    return stated_bound(derived.rounded) == made.bound
