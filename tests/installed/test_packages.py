"""What is in the wheel and in the sdist."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.installed.building import FOLDERS, build_wheel, run_python, tracked


def names(wheel: Path) -> list[str]:
    """The files of a wheel but those that tell about it."""
    found = ZipFile(wheel).namelist()
    return sorted(name for name in found if ".dist-info/" not in name and not name.endswith("/"))


def test_every_tracked_file_of_the_packages_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    ours = [name for name in tracked() if name.split("/")[0] in FOLDERS]
    assert len(ours) > 500
    installed = sorted(name if name.startswith("seedqa/") else f"seedqa/{name}" for name in ours)
    assert names(wheel) == installed
    assert "seedqa/py.typed" in installed


def test_one_name_lies_beside_other_peoples_modules(wheel: Path) -> None:
    found = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {name for name in found if not name.endswith(".dist-info")} == {"seedqa"}
    assert len(found) == 2


def test_the_sdist_gives_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    run_python("-m", "tarfile", "-e", sdist, tmp_path, cwd=tmp_path)
    (source,) = tmp_path.iterdir()
    assert {path.name for path in source.iterdir()} & {"tests", "docs", "examples"} == set()
    again = build_wheel(source, tmp_path / "again", compressed=False)
    assert record(again) == record(wheel)


def record(wheel: Path) -> list[str]:
    """The name and hash of every file of a wheel."""
    with ZipFile(wheel) as opened:
        (name,) = (name for name in opened.namelist() if name.endswith(".dist-info/RECORD"))
        return sorted(opened.read(name).decode().splitlines())


@pytest.mark.parametrize("name", ["wheel", "sdist"])
def test_it_can_be_put_on_an_index(name: str, request: pytest.FixtureRequest) -> None:
    file: Path = request.getfixturevalue(name)
    # PyPI takes 100 MB for one file unless asked for more; the two readers, at eight bits, are 90 of these.
    assert file.stat().st_size < 110 * 10**6
