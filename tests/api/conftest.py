"""The app over a scripted engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.api.sessions.opening import open_conversations

from tests.api.postgres import running_postgres
from tests.api.scripted import ScriptedEngine


@pytest.fixture
def scripted() -> ScriptedEngine:
    """A fresh scripted engine."""
    return ScriptedEngine()


@pytest.fixture
def client(scripted: ScriptedEngine, tmp_path: Path) -> Iterator[TestClient]:
    """A client of the app over the scripted engine; a defect comes back as the 500 a caller would see."""
    conversations = open_conversations(str(tmp_path / "kept" / "conversations.sqlite"))
    app = create_app(scripted, conversations=conversations)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened
    conversations.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL."""
    with running_postgres() as url:
        yield url
