"""The app over a scripted engine."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from tests.api.scripted import ScriptedEngine


@pytest.fixture
def scripted() -> ScriptedEngine:
    """A fresh scripted engine."""
    return ScriptedEngine()


@pytest.fixture
def client(scripted: ScriptedEngine) -> Iterator[TestClient]:
    """A client of the app over the scripted engine; a defect comes back as the 500 a caller would see."""
    with TestClient(create_app(scripted), raise_server_exceptions=False) as opened:
        yield opened
