"""What all tests share: no network, one index over the seeds, and a model that loads in no time."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from seedqa.index.build import build_index
from seedqa.qa.answering import Engine

from tests.models import save_tiny_model

ROOT = Path(__file__).parents[1]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Blocks sockets here, and in the processes that tests start.

    A test that serves on this machine asks for it with ``@pytest.mark.allow_hosts(["127.0.0.1"])``.
    """
    config.option.disable_socket = True
    config.option.allow_unix_socket = True
    os.environ["HF_HUB_OFFLINE"] = "1"
    # How long an example takes says more about the machine than about the code.
    settings.register_profile("seedqa", deadline=None)
    settings.load_profile("seedqa")
    guarded = str(Path(__file__).parent / "offline")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [guarded, os.environ.get("PYTHONPATH")]))


@pytest.fixture(autouse=True)
def _log_as_found() -> Iterator[None]:
    """What a command that a test calls sets up for its log does not outlast the test."""
    log = logging.getLogger("seedqa")
    before = (log.handlers[:], log.level, log.propagate)
    yield
    log.handlers[:], log.level, log.propagate = before


@pytest.fixture(scope="session")
def seed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over the bundled seeds with the bundled encoder, built once; tests only read it."""
    index = tmp_path_factory.mktemp("seeds") / "index"
    build_index(index, [ROOT / "seeds"])
    return index


@pytest.fixture(scope="session")
def engine(seed_index: Path) -> Iterator[Engine]:
    """The engine over the seeds."""
    opened = Engine.open(seed_index)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an untrained model; what it finds means nothing, how it is stored does."""
    return save_tiny_model(tmp_path_factory.mktemp("tiny"))
