"""The packaged tokenizer, and a windower over it with windows short enough to work out by hand."""

from pathlib import Path

import pytest
from seedqa.index.embedding import PACKAGED, model_folder
from seedqa.qa.reader.windows import Windower


@pytest.fixture(scope="session")
def tokenizer_file() -> Path:
    folder = model_folder(PACKAGED)
    assert folder is not None
    return folder / "tokenizer.json"


@pytest.fixture
def windower(tokenizer_file: Path) -> Windower:
    return Windower.open(tokenizer_file, 48, 12)
