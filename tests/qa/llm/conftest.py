"""A scripted server for every test that asks a model."""

from collections.abc import Iterator

import pytest

from tests.qa.llm_server import ScriptedServer, scripted_server


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as opened:
        yield opened
