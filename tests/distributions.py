"""What ``pip install`` of some requirements brings, as the metadata of what is installed here tells."""

import sysconfig
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def closure(requirements: Iterable[Requirement]) -> frozenset[str]:
    """The distributions that come with those required, themselves included."""
    seen: set[tuple[str, str]] = set()
    left = [place for one in requirements for place in _places(one)]
    while left:
        place = left.pop()
        if place not in seen:
            seen.add(place)
            name, extra = place
            left += [place for one in _needed(name) if applies(one, extra) for place in _places(one)]
    return frozenset(name for name, _ in seen)


def applies(requirement: Requirement, extra: str = "") -> bool:
    """Whether a requirement counts on this machine, with that extra or with none."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def link_distributions(names: Iterable[str], site_packages: Path) -> None:
    """Puts distributions of this environment into another folder of packages, as links."""
    chosen = {canonicalize_name(name) for name in names}
    files = {canonicalize_name(one.name): [str(file) for file in one.files or ()] for one in distributions()}
    owners: dict[str, set[str]] = {}  # some share a folder
    for name, own in files.items():
        for top in {_top(file) for file in own}:
            owners.setdefault(top, set()).add(name)
    home = Path(sysconfig.get_path("purelib"))
    for link in {_top(file) if owners[_top(file)] <= chosen else file for name in chosen for file in files[name]}:
        if _top(link) != "..":  # a command, which lies outside the packages
            (site_packages / link).parent.mkdir(parents=True, exist_ok=True)
            (site_packages / link).symlink_to(home / link)


def _top(file: str) -> str:
    return file.partition("/")[0]


def _places(requirement: Requirement) -> list[tuple[str, str]]:
    name = canonicalize_name(requirement.name)
    return [(name, extra) for extra in ("", *requirement.extras)]


def _needed(name: str) -> list[Requirement]:
    try:
        return [Requirement(text) for text in requires(name) or ()]
    except PackageNotFoundError:
        raise AssertionError(f"{name} is required and not installed here; run: make setup") from None
