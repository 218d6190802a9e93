"""How far a run is, for a person who waits."""

from typing import TextIO

from seedqa.evals.run import Progress


def counter(err: TextIO) -> Progress:
    """A counter that rewrites its line, on a terminal only."""

    def show(suite: str, done: int, total: int) -> None:
        if err.isatty():
            print(f"\r{suite} {done}/{total}", end="\n" if done == total else "", file=err, flush=True)

    return show
