"""Without an address of a model nothing of it is loaded, no answer changes, and no socket is opened."""

import json
import os
import subprocess
import sys
from pathlib import Path

from seedqa.qa.answering import Engine
from seedqa.qa.llm.opening import with_llm
from seedqa.qa.llm.settings import LlmSettings

ROOT = Path(__file__).parents[3]
QUESTION = "How much did Jinghai give Zhenyuan?"
# What is known of a model without one: its settings, and the form in which answers are told.
LIGHT = {"seedqa.qa.llm", "seedqa.qa.llm.settings", "seedqa.qa.llm.telling"}
ASK = """
import json, socket, sys
from contextlib import redirect_stdout

def refused(*told, **more):
    raise AssertionError("a socket was opened")

socket.socket.connect = socket.create_connection = refused
from seedqa.api.cli import main
with redirect_stdout(sys.stderr):
    assert main() == 0
loaded = ("seedqa.qa.llm", "llama_index", "openai", "httpx")
print(json.dumps([name for name in sys.modules if name.startswith(loaded)]))
"""


def test_nothing_of_it_is_loaded_and_no_network_is_reached(seed_index: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QA_LLM")}
    command = [sys.executable, "-c", ASK, "ask", QUESTION, "--index", str(seed_index)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "54.16 million yuan" in ended.stderr
    assert set(json.loads(ended.stdout)) <= LIGHT


def test_the_engine_is_the_same(seed_index: Path) -> None:
    engine = Engine.open(seed_index)
    assert with_llm(lambda: engine, LlmSettings()) is engine
    answer = engine.ask(QUESTION)
    assert (answer.mode, answer.dropped, answer.usage, answer.other) == ("extractive", 0, None, None)
    assert not any(stage.startswith("llm") for stage in answer.timings_ms)
    engine.close()
