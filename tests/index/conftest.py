"""Small indexes over made-up sources."""

from pathlib import Path

import pytest
from seedqa.index.build import IndexSettings

from tests.index.making import Workshop, page


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Workshop:
    """Three documents, indexed; tests only read it and copy from it."""
    folder = tmp_path_factory.mktemp("workshop")
    workshop = Workshop(folder / "docs", folder / "index", IndexSettings(model=str(tiny_model)))
    for subject, figure in (("harbour", 12), ("orchard", 40), ("mill", 7)):
        workshop.write(f"{subject}.txt", page(subject, figure))
    workshop.build()
    return workshop


@pytest.fixture
def empty(tmp_path: Path, built_once: Workshop) -> Workshop:
    """No sources and no generation yet; the encoder is there already."""
    (tmp_path / "docs").mkdir()
    index = built_once.elsewhere(tmp_path / "index").index
    return Workshop(tmp_path / "docs", index, built_once.settings)


@pytest.fixture
def workshop(empty: Workshop, built_once: Workshop) -> Workshop:
    """Three documents and an index over them, to be changed at will."""
    for file in built_once.sources.iterdir():
        empty.write(file.name, file.read_text(encoding="utf-8"))
    empty.build()
    return empty
