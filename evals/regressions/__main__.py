"""All seeded regressions, each of which has to be blocked, and the unchanged product, which never may be.

``python -m evals.regressions`` tries the fast form of the gate first and the whole one where that does not block;
``--unchanged 20`` says how often the product without a change is tried, ``--only NAME`` takes single patches.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.regressions.patches import Patch, patches
from evals.regressions.trial import FAST, Trial, Workshop

_SHOWN = 4


def main() -> int:
    """0 where every regression was blocked and no unchanged run was."""
    options = _options()
    chosen = [patch for patch in patches() if not options.only or patch.name in options.only]
    with TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        prepared = workshop.prepare()
        if prepared.status != 0:
            print(f"the product as it is does not pass:\n{prepared.output}{prepared.error}", file=sys.stderr)
            return 2
        wrong = sum(not right for right in _tried(workshop, chosen, options.unchanged))
    print(f"{wrong} of {len(chosen) + options.unchanged} trials came out wrong")
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.regressions", description=__doc__)
    parser.add_argument("--unchanged", type=int, default=20, help="runs without a change (default: 20)")
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME", help="single patches")
    return parser.parse_args()


def _tried(workshop: Workshop, chosen: list[Patch], unchanged: int) -> Iterator[bool]:
    """Whether each trial came out as it should, told as it ends."""
    for patch in chosen:
        trial, form = workshop.seeded(patch, FAST), "by the fast gate"
        if not trial.blocked:
            trial, form = workshop.seeded(patch, ()), "by the whole gate"
        print(f"{f'blocked {form}' if trial.blocked else 'NOT BLOCKED'}: {patch.name}: {patch.title}", flush=True)
        _tell(trial, trial.named[:_SHOWN])
        yield trial.blocked
    for number in range(1, unchanged + 1):
        trial = workshop.unchanged(number)
        print(f"{'passed' if trial.status == 0 else 'BLOCKED'}: {trial.name}", flush=True)
        _tell(trial, trial.named)
        yield trial.status == 0


def _tell(trial: Trial, lines: tuple[str, ...]) -> None:
    for line in lines:
        print(f"    {line}")
    if trial.status not in (0, 1):
        print(f"    {trial.error.strip()}")


if __name__ == "__main__":
    sys.exit(main())
