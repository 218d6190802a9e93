"""The example that asks with a model and without one, against a scripted server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.qa.llm_server import scripted_server

ROOT = Path(__file__).parents[2]


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_example_asks_twice_and_shows_what_became_of_the_models_words(seed_index: Path) -> None:
    with scripted_server() as server:
        server.says('{"verdict": "answered", "claims": [{"text": "Nobody leads it.", "quotes": ["no"]}]}')
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}
        command = [
            sys.executable,
            "examples/language_model.py",
            str(seed_index),
            "Who leads Jinghai district?",
            server.url,
        ]
        ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    without, with_model = ended.stdout.split("With the model ")
    assert without.startswith("Without the model (extractive)")
    assert "Nobody leads it" not in with_model
    assert "1 claim left out" in with_model
