"""Suites that are made when they are asked for, from gold and its documents; the same seed makes the same suite.

``twins`` are questions nothing answers (``evals.twins``), one suite a corpus: ``seeds-twins`` from ``seeds-dev``,
``seeds-twins-test`` from ``seeds-test``, which is held out as its gold is. The bare name stands for all corpora.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from seedqa.evals.cases import Suite, find_suite, load_suite
from seedqa.evals.library import Library
from seedqa.evals.twins import twins
from seedqa.evals.wording import tokens
from seedqa.index.errors import InputError

# The corpora with gold of facts to make twins of.
TWINNED = ("seeds", "harbour")
Maker = Callable[[str, Library], Suite]


def expand(name: str) -> tuple[str, ...]:
    """The suites that a name stands for: itself, or a generated suite of each corpus."""
    kind, _, split = name.partition("-")
    if kind in MAKERS and split in ("", "test"):
        return tuple(f"{corpus}-{name}" for corpus in TWINNED)
    return (name,)


def is_generated(name: str) -> bool:
    """Whether a suite of this name is made and not read."""
    corpus, _, rest = name.partition("-")
    return corpus in TWINNED and rest.removesuffix("-test") in MAKERS


def generate(name: str, library: Library) -> Suite:
    """The suite of this name over the documents."""
    _, kind, *_ = name.split("-")
    suite = MAKERS[kind](name, library)
    if not suite.cases:
        raise InputError(f"nothing could be made for {name}", "evaluate over the corpus it is named for")
    return suite


def _twins(name: str, library: Library) -> Suite:
    corpus, _, *split = name.split("-")
    gold = load_suite(find_suite(f"{corpus}-{split[0] if split else 'dev'}"))
    asked = {tokens(case.question) for case in gold.cases}
    fresh = [twin for twin in twins([gold], library) if tokens(twin.question) not in asked]
    made = (twin.as_case(number) for number, twin in enumerate(fresh, 1))
    return Suite(name, tuple(replace(case, suite=name) for case in made))


MAKERS: Mapping[str, Maker] = {"twins": _twins}
