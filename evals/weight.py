"""``python -m seedqa.evals.weight``: what ``pip install seedqa`` brings, in megabytes, without any extra.

It is counted from the files of this environment: those of every distribution that the base install names, and those
that they name, as far as markers have them here. pip itself is not counted.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import distribution, requires
from pathlib import Path

from packaging.requirements import Requirement

LIMIT = 500.0
OWN = "seedqa"
_FOLDERS = ("api", "evals", "index", "qa", "seeds")
_CACHE = "__pycache__"


@dataclass(frozen=True, slots=True)
class Weight:
    """A distribution and its megabytes (of a million bytes)."""

    name: str
    megabytes: float


def main() -> int:
    """Prints the sum, the distributions and their shares, the heaviest first; 1 where it is too much."""
    found = base_install(base_requirements())
    print(told(found))
    for one in found:
        print(f"{one.megabytes:7.1f} {one.name}")
    return int(total(found) > LIMIT)


def base_install(required: Iterable[str]) -> list[Weight]:
    """What an install brings that needs those distributions, ourselves included, the heaviest first."""
    others = installed_by(required) - {OWN}
    found = [Weight(OWN, _own()), *(Weight(name, _recorded(name)) for name in others)]
    return sorted(found, key=lambda one: (-one.megabytes, one.name))


def total(found: Iterable[Weight]) -> float:
    """The sum of the megabytes."""
    return sum(one.megabytes for one in found)


def told(found: list[Weight]) -> str:
    """One line: how much it is, whether that is within the limit, and what is heaviest."""
    heaviest = ", ".join(f"{one.name} {one.megabytes:.0f}" for one in found[:4])
    limit = f"at most {LIMIT:.0f}: {'held' if total(found) <= LIMIT else 'NOT HELD'}"
    return f"pip install brings {total(found):.0f} MB in {len(found)} packages ({limit}): {heaviest}, ..."


def base_requirements() -> list[str]:
    """The distributions that the product needs without any extra."""
    needed = [Requirement(text) for text in requires(OWN) or ()]
    return [one.name for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]


def installed_by(names: Iterable[str]) -> set[str]:
    """The distributions that come with those named, as the metadata of this environment tells."""
    seen: set[tuple[str, str]] = set()
    left = [(_normal(name), "") for name in names]
    while left:
        place = left.pop()
        if place not in seen:
            seen.add(place)
            left += _needed(*place)
    return {name for name, _ in seen}


def _needed(name: str, extra: str) -> list[tuple[str, str]]:
    needed = [Requirement(text) for text in requires(name) or ()]
    held = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": extra})]
    return [(_normal(one.name), wanted) for one in held for wanted in ("", *one.extras)]


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _recorded(name: str) -> float:
    """The megabytes of the files that a distribution recorded when it was installed, compiled modules included."""
    files = (Path(str(file.locate())) for file in distribution(name).files or ())
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def _own() -> float:
    """Our own megabytes, from a checkout as from an install. pip compiles modules to about their own size."""
    roots = [Path(folder) for name in _FOLDERS for folder in import_module(f"{OWN}.{name}").__path__]
    files = [file for root in roots for file in root.rglob("*") if file.is_file() and _CACHE not in file.parts]
    return sum(file.stat().st_size * (2 if file.suffix == ".py" else 1) for file in files) / 1e6


if __name__ == "__main__":
    sys.exit(main())
