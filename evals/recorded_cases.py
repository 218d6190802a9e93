"""The cases that a model's replies are recorded for: chosen once, by a fixed seed, over every kind of question.

``evals/recordings/cases.txt`` names them, a line each, so that a suite may grow without making the recording stale.
"""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from seedqa.evals.cases import Case, find_suite, load_suites
from seedqa.index.errors import InputError

FILE = Path(__file__).parent / "recordings" / "cases.txt"
_SEED = 20_261_128
_ALL = 10_000
# How many cases of a kind are taken of each suite.
_WANTED: dict[str, dict[str, int]] = {
    "seeds-dev": {"fact": 10, "list": 4, "figure": 5, "two-document": 4, "unanswerable": 7, "injection": 2},
    "seeds-test": {"fact": 10, "list": 4, "figure": 5, "two-document": 4, "unanswerable": 7, "injection": 2},
    "seeds-chinese": {"fact": 18, "unanswerable": 6},
    "harbour-dev": {"fact": 8, "list": 3, "figure": 5, "two-document": 4, "unanswerable": 6, "injection": 2},
    "harbour-test": {"fact": 8, "list": 3, "figure": 5, "two-document": 4, "unanswerable": 6, "injection": 2},
    "planted-injection": {"injection": 8},
    "authored-dev": dict.fromkeys(("fact", "list", "figure", "two-document", "unanswerable"), _ALL),
    "seeds-conversations-dev": {"conversation": 12},
    "seeds-conversations-test": {"conversation": 18},
    "harbour-conversations": {"conversation": 12},
    "harbour-conversations-test": {"conversation": 18},
}


def choose() -> list[Case]:
    """The cases anew, stratified by suite and kind."""
    chosen: list[Case] = []
    for suite in load_suites(find_suite(name) for name in _WANTED):
        for kind, most in _WANTED[suite.name].items():
            cases = [case for case in suite.cases if case.kind == kind]
            kept = set(random.Random(f"{_SEED} {suite.name} {kind}").sample(range(len(cases)), min(most, len(cases))))
            chosen += [case for place, case in enumerate(cases) if place in kept]
    return chosen


def recorded_cases() -> list[tuple[str, Case]]:
    """The cases named in the file, each with its corpus."""
    named = [line.split() for line in FILE.read_text(encoding="utf-8").splitlines()]
    suites = load_suites(find_suite(name) for name in dict.fromkeys(suite for suite, _ in named))
    known = {case.id: case for suite in suites for case in suite.cases}
    missing = [case for _, case in named if case not in known]
    if missing:
        raise InputError(f"there is no case {missing[0]}", f"choose anew: python -m {__name__}")
    return [(suite.partition("-")[0], known[case]) for suite, case in named]


def write(cases: Iterable[Case], file: Path = FILE) -> None:
    """Names the cases in the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{case.suite} {case.id}\n" for case in cases), encoding="utf-8")


def main(arguments: Sequence[str] = ()) -> None:
    """Chooses anew."""
    cases = choose()
    write(cases)
    print(f"{len(cases)} cases are named in {FILE}")


if __name__ == "__main__":
    main()
