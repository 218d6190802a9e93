"""Conversation suites with the question that each turn stands for: is the turn right, and is it understood?

    python -m seedqa.evals.talks seeds-conversations-dev --index .qa/index

A rewrite is right where the turn in its talk gets the same verdict and the same citations as the stand-alone question
of ``evals/gold/standalone`` asked by itself; the engine's own mistakes count for neither. Gold without a stand-alone
question (one that is to be asked back) is right where its turn is.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from seedqa.evals.cases import GOLD, Case, find_suite, load_suite
from seedqa.evals.given import read_answer
from seedqa.evals.judging import judge
from seedqa.evals.library import Library
from seedqa.evals.systems import EngineSystem, System
from seedqa.index.errors import QaError
from seedqa.index.store import Store
from seedqa.qa.answering import Engine
from seedqa.qa.conversation import StoreLookup, understand
from seedqa.qa.types import Turn

STANDALONE = GOLD / "standalone"
EXCHANGES = (5, 200)


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn: whether it was right, whether its stand-alone question is, and whether both got the same answer."""

    case: Case
    right: bool
    alone: bool | None
    same: bool | None
    understood: str
    milliseconds: float


def standalone_questions(suite: str) -> dict[str, str]:
    """The stand-alone question of each turn of a suite that has one, by the turn's id."""
    path = STANDALONE / f"{suite}.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.is_file() else ()
    return {row["id"]: row["question"] for row in rows}


def hear(case: Case, alone: str | None, system: System, library: Library) -> Heard:
    """Asks a turn in its talk, and its stand-alone question by itself."""
    reply = system.ask(case.question, case.history)
    other = system.ask(alone, ()) if alone is not None else None
    return Heard(
        case=case,
        right=_right(case, reply, library),
        alone=None if other is None else _right(case, other, library),
        same=None if other is None else _said(reply) == _said(other),
        understood=str(reply["standalone_question"]),
        milliseconds=float(reply["timings_ms"]["conversation"]),
    )


def _right(case: Case, reply: Mapping[str, Any], library: Library) -> bool:
    """Right with right citations, or rightly refused."""
    judged = judge(case, read_answer(reply), library, None)
    cited = judged.shares.get("right_with_citation")
    return judged.right if cited is None else cited.hits == cited.total


def _said(reply: Mapping[str, Any]) -> tuple[object, ...]:
    return reply["status"], [(one["document_id"], one["start"], one["end"]) for one in reply["citations"]]


def lines(suite: str, heard: Sequence[Heard]) -> list[str]:
    """What is printed of a suite."""
    talks = len({tag for one in heard for tag in one.case.tags if tag.startswith("conv-")})
    known = [one for one in heard if one.alone is not None]
    answerable = [one for one in known if one.alone]
    return [
        f"{suite}: {len(heard)} turns in {talks} conversations",
        f"  right with right citations          {_share([one.right for one in heard])}",
        f"  stand-alone questions right         {_share([bool(one.alone) for one in known])}",
        f"  understood (same answer as alone)   {_share([bool(one.same) for one in known])}",
        f"  right where stand-alone is          {_share([one.right for one in answerable])}",
        f"  {median([one.milliseconds for one in heard]):.2f} ms to understand a turn (median)",
    ]


def length_line(cases: Sequence[Case], store: Store) -> str:
    """What a turn costs after a short and after a long talk, each understood by a lookup that remembers nothing."""
    turns = [Turn(turn.role, turn.content) for case in cases for turn in case.history[-2:]]
    times = {n: median(_timed(case, turns, n, store) for case in cases) for n in EXCHANGES}
    told = ", ".join(f"{milliseconds:.2f} ms after {n} exchanges" for n, milliseconds in times.items())
    return f"  {told} (medians, nothing remembered)"


def _timed(case: Case, turns: Sequence[Turn], exchanges: int, store: Store) -> float:
    history = [turns[place % len(turns)] for place in range(-2 * exchanges, 0)]
    lookup = StoreLookup(store)
    begun = perf_counter()
    understand(case.question, history, lookup)
    return (perf_counter() - begun) * 1000


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits) / len(hits):.3f} ({len(hits)})" if hits else "none"


def main() -> None:
    """Measures the suites that are named."""
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.talks", description=__doc__.partition("\n")[0])
    parser.add_argument("suites", nargs="+")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--cases", action="store_true", help="how each turn was understood; not for held-out suites")
    given = parser.parse_args()
    try:
        _measure(given.suites, given.index, given.cases)
    except QaError as error:
        parser.error(str(error))


def _measure(suites: Sequence[str], index: Path, cases: bool) -> None:
    engine, store = Engine.open(index), Store.open(index)
    system = EngineSystem(engine)
    library = Library.of(system.documents())
    for name in suites:
        suite = load_suite(find_suite(name))
        alone = standalone_questions(suite.name)
        heard = [hear(case, alone.get(case.id), system, library) for case in suite.cases]
        if cases and not suite.held_out:
            print("\n".join(f"{one.case.id} {'ok ' if one.right else 'BAD'} {one.understood}" for one in heard))
        print("\n".join([*lines(suite.name, heard), length_line(suite.cases, store)]))
    store.close()
    engine.close()


if __name__ == "__main__":
    main()
