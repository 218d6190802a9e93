"""The wheel and the sdist of this checkout, and environments with what an installation brings and nothing else."""

from importlib.metadata import PathDistribution
from pathlib import Path
from zipfile import Path as ZipPath

import pytest
from packaging.requirements import Requirement

from tests.distributions import applies, closure
from tests.installed.building import build_sdist, build_wheel, copy_checkout
from tests.installed.environment import Environment, make_environment

Factory = pytest.TempPathFactory
DOCUMENT = "# Thornby Mill\n\nAda Lind chairs the board of Thornby Mill.\n\nThe mill employs 48 people.\n"


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: Factory) -> Path:
    """The archive of sources."""
    return build_sdist(copy_checkout(tmp_path_factory.mktemp("sdist-of") / "seedqa"), tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: Factory) -> Path:
    """The wheel, built where an earlier version was built before."""
    source = copy_checkout(tmp_path_factory.mktemp("wheel-of") / "seedqa")
    left = source / "build" / "lib" / "seedqa" / "gone.py"
    left.parent.mkdir(parents=True)
    left.write_text("", encoding="utf-8")
    return build_wheel(source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def base(wheel: Path, tmp_path_factory: Factory) -> Environment:
    """What ``pip install seedqa`` brings, and the image has."""
    return make_environment(tmp_path_factory.mktemp("base"), wheel, brought(wheel))


@pytest.fixture(scope="session")
def judging(wheel: Path, base: Environment, tmp_path_factory: Factory) -> Environment:
    """What ``pip install 'seedqa[eval]'`` brings."""
    if brought(wheel, "eval") == brought(wheel):
        return base
    return make_environment(tmp_path_factory.mktemp("judging"), wheel, brought(wheel, "eval"))


@pytest.fixture(scope="session")
def work(base: Environment, tmp_path_factory: Factory) -> Path:
    """A folder in which nothing was but one document, now indexed by the installed product."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "docs").mkdir()
    (folder / "docs" / "mill.md").write_text(DOCUMENT, encoding="utf-8")
    assert "added docs/mill.md" in base.run("qa", "index", "docs", cwd=folder)
    return folder


def brought(wheel: Path, extra: str = "") -> frozenset[str]:
    """The distributions that the wheel asks for, itself left out."""
    (metadata,) = (part for part in ZipPath(wheel).iterdir() if part.name.endswith(".dist-info"))
    needed = [Requirement(text) for text in PathDistribution(metadata).requires or ()]
    return closure(one for one in needed if applies(one) or applies(one, extra)) - {"seedqa"}
