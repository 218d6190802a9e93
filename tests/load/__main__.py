"""The whole load test, as `make load` runs it: many clients against one process on two cores, then with swaps.

Prints what was seen and exits with 1 where an answer was wrong, a request failed, or the slowest were too slow.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.api.serving import Server, serving
from tests.load.clients import Expected, Tally, answered_alone, answered_together
from tests.load.states import States

ROOT = Path(__file__).parents[2]
CORES = 2
TIMES_THE_MEDIAN = 20
QUESTIONS = 40


def main() -> int:
    """Both runs; 0 where everything held."""
    options = _parser().parse_args()
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:CORES]))
    with tempfile.TemporaryDirectory() as folder:
        states = States(Path(folder))
        states.turn(0)
        with serving("-m", "seedqa.api.cli", "serve", "--port", "0", "--index", str(states.index)) as server:
            server.entry("ready")
            return asyncio.run(_both(server, states, Path(folder), options))


async def _both(server: Server, states: States, folder: Path, options: argparse.Namespace) -> int:
    questions = _questions()
    expected, alone = await answered_alone(server.address, questions, rounds=3)
    states.turn(1)
    expected |= (await answered_alone(server.address, questions, rounds=1))[0]
    print(f"one client: median {1000 * alone.quantile(0.5):.1f} ms over {len(alone.seconds)} answers", flush=True)
    before = server.memory()
    quiet = await _timed(server, questions, expected, options)
    held = _told(f"{options.clients} clients, {options.seconds} s", quiet, alone)
    between = server.memory()
    command = [sys.executable, "-m", "tests.load.states", str(folder), "2", str(options.swaps)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as builder:
        swapped = await _timed(server, questions, expected, options, builder)
        built = (builder.stdout.read() if builder.stdout else "").split()
    held &= _told(f"the same while the index was swapped {len(built)} times", swapped, alone)
    print(f"generations seen: {len(swapped.generations)}; memory {before:,} kB, {between:,} kB, {server.memory():,} kB")
    return 0 if held and len(built) == options.swaps else 1


async def _timed(
    server: Server,
    questions: list[str],
    expected: Expected,
    options: argparse.Namespace,
    builder: "subprocess.Popen[str] | None" = None,
) -> Tally:
    end = time.monotonic() + options.seconds

    def over() -> bool:
        return time.monotonic() >= end and (builder is None or builder.poll() is not None)

    return await answered_together(server.address, questions, expected, options.clients, over)


def _told(what: str, tally: Tally, alone: Tally) -> bool:
    """Prints a run, and says whether it was as it should be."""
    median = alone.quantile(0.5)
    times = tally.quantile(0.99) / median
    print(
        f"{what}: {len(tally.seconds)} answers, {len(tally.errors)} wrong or failed, {tally.refused} times 429; "
        f"median {1000 * tally.quantile(0.5):.0f} ms, p99 {1000 * tally.quantile(0.99):.0f} ms "
        f"= {times:.1f} times one client's median",
        flush=True,
    )
    for error in tally.errors[:5]:
        print(f"  {error[:300]}")
    return not tally.errors and times <= TIMES_THE_MEDIAN


def _questions() -> list[str]:
    lines = (ROOT / "evals" / "gold" / "seeds-dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines][:QUESTIONS]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--swaps", type=int, default=20)
    return parser


if __name__ == "__main__":
    sys.exit(main())
