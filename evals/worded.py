"""Questions for worked-out figures in people's own words over four corpora: ``python -m seedqa.evals.worded``.

What is right is judged by the derivation, not by the wording of the answer.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from seedqa.evals.cases import CORPORA, Case, find_suite, load_suites
from seedqa.evals.quantities import to_base
from seedqa.index.build import build_index
from seedqa.qa.answering import Engine
from seedqa.qa.settings import Settings
from seedqa.qa.types import Answer

SUITES = ("figures-dev", "figures-test", "accounts-dev", "accounts-test")
_OWN = Path(__file__).resolve().parent / "corpora"
FOLDERS = (CORPORA["seeds"], CORPORA["harbour"], _OWN / "figures", _OWN / "accounts")


@dataclass(frozen=True, slots=True)
class Worded:
    """A case, the answer to it, and whether that is right."""

    case: Case
    answer: Answer
    right: bool


def ask_suite(name: str, engine: Engine) -> list[Worded]:
    """Every question of a suite."""
    (suite,) = load_suites([find_suite(name)])
    answers = [(case, engine.ask(case.question)) for case in suite.cases]
    return [Worded(case, answer, is_right(case, answer)) for case, answer in answers]


def is_right(case: Case, answer: Answer) -> bool:
    """The value in the gold's unit and tolerance, or the name; nothing told where there is nothing to."""
    if not case.answerable:
        return answer.status in ("not_found", "needs_clarification")
    if answer.status not in case.status:
        return False
    if case.value is None:
        return _says_all(case, answer)
    if answer.derivation is None:
        return False
    value, unit = to_base(Decimal(answer.derivation.value), _plural(answer.derivation.unit))
    wanted, base = to_base(case.value.value, case.value.unit)
    return unit == base and abs(value - wanted) <= to_base(case.value.tolerance, case.value.unit)[0]


def _says_all(case: Case, answer: Answer) -> bool:
    """Every name that is asked for; of a list also no more items than that."""
    said = (answer.short_answer or "").lower()
    complete = case.kind != "list" or len(answer.parts) == len(case.answers)
    return complete and all(any(wording.lower() in said for wording in item) for item in case.answers)


def _plural(unit: str) -> str:
    """A unit as the judge's table of units has it."""
    return f"{unit}s" if unit.startswith(("square", "cubic", "megawatt", "percentage")) else unit


def report(name: str, found: Sequence[Worded]) -> str:
    """The totals of a suite, by the form that the gold names first, and how many figures shown were wrong."""
    asked = Counter(worded.case.tags[0] for worded in found)
    right = Counter(worded.case.tags[0] for worded in found if worded.right)
    forms = ", ".join(f"{form} {right[form]}/{asked[form]}" for form in sorted(asked))
    shown = [worded for worded in found if worded.answer.derivation is not None]
    wrong = sum(not worded.right for worded in shown)
    return f"{name}: {sum(right.values())} of {len(found)} right; {wrong} of {len(shown)} shown wrong ({forms})"


def main() -> None:
    """Prints the totals of the suites."""
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.worded", description=__doc__.partition("\n")[0])
    parser.add_argument("suites", nargs="*", default=SUITES, help="which suites (default: all four)")
    parser.add_argument("--reader", default=Settings().reader, help="a bundled reader's name, or a reader's folder")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        build_index(Path(folder, "index"), FOLDERS)
        engine = Engine.open(Path(folder, "index"), Settings(reader=options.reader))
        for name in options.suites:
            print(report(name, ask_suite(name, engine)), flush=True)
        engine.close()


if __name__ == "__main__":
    main()
