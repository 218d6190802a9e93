"""All seeded regressions, each of which has to be blocked, and the unchanged product, which never may be.

``python -m seedqa.evals.regressions`` tries the fast form of the gate, then the whole one where that does not block.
``--unchanged 20`` says how often the product without a change is tried: the first time with every network run afresh,
then with what the networks said remembered. ``--only NAME`` takes single patches.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from seedqa.evals.regressions.patches import Patch, patches
from seedqa.evals.regressions.trial import FAST, Trial, Workshop

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a trial came out as it should, and what to tell of it."""

    right: bool
    told: str
    details: tuple[str, ...]


def main() -> int:
    """0 where every regression was blocked and no unchanged run was."""
    options = _options()
    chosen = [patch for patch in patches() if not options.only or patch.name in options.only]
    begun = perf_counter()
    with TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        workshop.take_over()
        prepared = workshop.prepare()
        if prepared.status != 0:
            print(f"the product as it is does not pass:\n{prepared.output}{prepared.error}", file=sys.stderr)
            return 2
        seeded = [partial(_seeded, workshop, patch) for patch in chosen]
        unchanged = [partial(_unchanged, workshop, number) for number in range(1, options.unchanged + 1)]
        wrong = _told([*seeded, *unchanged], options.jobs)
    print(f"{wrong} of {len(chosen) + options.unchanged} trials came out wrong, in {perf_counter() - begun:.0f} s")
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.regressions", description=__doc__)
    parser.add_argument("--unchanged", type=int, default=20, help="runs without a change (default: 20)")
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME", help="single patches")
    parser.add_argument("--jobs", type=int, default=2, help="trials at a time (default: 2)")
    return parser.parse_args()


def _told(trials: Sequence[Callable[[], Finding]], jobs: int) -> int:
    """How many trials came out wrong, each told as it ends, in their order."""
    wrong = 0
    with ThreadPoolExecutor(jobs) as pool:
        for finding in pool.map(lambda trial: trial(), trials):
            print("\n    ".join([finding.told, *finding.details]), flush=True)
            wrong += not finding.right
    return wrong


def _seeded(workshop: Workshop, patch: Patch) -> Finding:
    trial, form = workshop.seeded(patch, FAST), "by the fast gate"
    if not trial.blocked:
        trial, form = workshop.seeded(patch, ()), "by the whole gate"
    named = any("; see " in line for line in trial.named)
    verdict = f"blocked {form}" if trial.blocked else "NOT BLOCKED"
    told = f"{verdict}{'' if named else ', NO CASE NAMED'}: {patch.name}: {patch.title}"
    return Finding(trial.blocked and named, told, _details(trial))


def _unchanged(workshop: Workshop, number: int) -> Finding:
    trial = workshop.unchanged(number, afresh=number == 1)
    return Finding(trial.status == 0, f"{'passed' if trial.status == 0 else 'BLOCKED'}: {trial.name}", _details(trial))


def _details(trial: Trial) -> tuple[str, ...]:
    failed = trial.named[:_SHOWN]
    return failed if trial.status in (0, 1) else (*failed, trial.error.strip())


if __name__ == "__main__":
    sys.exit(main())
