"""Derived questions in people's own words over four corpora: ``python -m seedqa.evals.ledger_worded``.

What is right is judged by the derivation, not by the wording of the answer. Vectors are constant here, so that nothing
is found by meaning: over a real index more is found.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from seedqa.evals.cases import CORPORA, Case, find_suite, load_suites
from seedqa.evals.ledger_store import open_texts
from seedqa.evals.quantities import to_base
from seedqa.index.store import Store
from seedqa.qa.figures import Computed, derive
from seedqa.qa.question import read_question

SUITES = ("figures-dev", "figures-test", "accounts-dev", "accounts-test")
_OWN = Path(__file__).resolve().parent / "corpora"
FOLDERS = (CORPORA["seeds"], CORPORA["harbour"], _OWN / "figures", _OWN / "accounts")


@dataclass(frozen=True, slots=True)
class Worded:
    """A case, what was worked out for it, and whether that is right."""

    case: Case
    computed: Computed | None
    right: bool


def texts() -> dict[str, str]:
    """The documents of the four corpora by file name."""
    found = (path for folder in FOLDERS for path in sorted(folder.iterdir()))
    kept = (path for path in found if path.suffix in {".txt", ".md"} and path.stem not in {"README", "SOURCES"})
    return {path.name: path.read_text(encoding="utf-8") for path in kept}


def ask_suite(name: str, store: Store) -> list[Worded]:
    """Every question of a suite."""
    (suite,) = load_suites([find_suite(name)])
    return [_asked(case, derive(read_question(case.question), [], store)) for case in suite.cases]


def _asked(case: Case, computed: Computed | None) -> Worded:
    return Worded(case, computed, is_right(case, computed))


def is_right(case: Case, computed: Computed | None) -> bool:
    """The value in the gold's unit and tolerance, or the name; nothing worked out where there is nothing to."""
    if not case.answerable:
        return computed is None or computed.status == "not_found"
    if computed is None or computed.status not in case.status:
        return False
    if case.value is None:
        return _says_all(case, computed)
    if computed.derivation is None:
        return False
    value, unit = to_base(Decimal(computed.derivation.value), _plural(computed.derivation.unit))
    wanted, base = to_base(case.value.value, case.value.unit)
    return unit == base and abs(value - wanted) <= to_base(case.value.tolerance, case.value.unit)[0]


def _says_all(case: Case, computed: Computed) -> bool:
    """Every name that is asked for; of a list also no more items than that."""
    said = (computed.short_answer or "").lower()
    complete = case.kind != "list" or len(computed.parts) == len(case.answers)
    return complete and all(any(wording.lower() in said for wording in item) for item in case.answers)


def _plural(unit: str) -> str:
    """A unit as the judge's table of units has it."""
    return f"{unit}s" if unit.startswith(("square", "cubic", "megawatt", "percentage")) else unit


def report(name: str, found: Sequence[Worded]) -> str:
    """The totals of a suite, by the form that the gold names first."""
    asked = Counter(worded.case.tags[0] for worded in found)
    right = Counter(worded.case.tags[0] for worded in found if worded.right)
    forms = ", ".join(f"{form} {right[form]}/{asked[form]}" for form in sorted(asked))
    return f"{name}: {sum(right.values())} of {len(found)} right ({forms})"


def main() -> None:
    """Prints the totals of both suites."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_texts(Path(folder), texts())
        for name in SUITES:
            print(report(name, ask_suite(name, store)))
        store.close()


if __name__ == "__main__":
    main()
