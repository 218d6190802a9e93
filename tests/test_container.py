"""The Dockerfile keeps its promises, and the base install, which the image is made of, is what the product imports."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from tests.distributions import closure

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STAGES = [stage for stage in re.split(r"(?m)^(?=FROM )", DOCKERFILE) if stage.startswith("FROM ")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BASE = closure(Requirement(line) for line in PROJECT["dependencies"])
# Ourselves, what the test itself needs, and what libraries look for but do without.
IN_PASSING = {"seedqa", "httpx2", "httpcore2", "truststore", "setuptools", "sniffio", "jsonpointer", "orjson"}
HEAVY = {"torch", "transformers", "sentence-transformers", "llama-index-core", "scikit-learn", "onnx", "pytest"}
LOADED = "\nprint(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
# Indexes, as the image does, and runs a suite over it.
INDEX = """
import json, sys
from seedqa.api.cli import main
assert main(["index", sys.argv[1], "--index", sys.argv[3]]) == 0
assert main(["eval", sys.argv[2], "--index", sys.argv[3]]) == 0
assert main(["eval", "lint", sys.argv[2], "--index", sys.argv[3]]) == 0
"""
CASE: dict[str, Any] = {
    "id": "mill-1",
    "kind": "fact",
    "question": "Who built the mill of Osk?",
    "answers": [["Li Na"]],
    "evidence": [{"document": "mill.txt", "quote": "The mill of Osk was built of stone in 1802 by Li Na."}],
}
# Answers a question and keeps it, as the image does.
SERVE = """
import json, sys
from pathlib import Path
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.api.cli import main
from seedqa.api import server
from seedqa.api.sessions.opening import open_conversations
from seedqa.qa.live import LiveEngine
kept = open_conversations(sys.argv[2])
with TestClient(create_app(LiveEngine.open(Path(sys.argv[1])), kept)) as client:
    assert client.post("/v1/ask", json={"question": "Who leads?", "conversation_id": "c"}).status_code == 200
    assert client.get("/metrics").status_code == 200
    assert client.get("/").status_code == 200
"""


def test_a_linter_finds_nothing() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    ended = subprocess.run([linter, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_every_base_is_slim_and_pinned() -> None:
    bases = [stage.split()[1] for stage in STAGES]
    assert len(bases) >= 2
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base) for base in bases), bases
    assert "latest" not in DOCKERFILE


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    last = STAGES[-1]
    assert re.search(r"(?m)^USER (\d+):\1$", last)
    assert "HEALTHCHECK" in last
    assert "/healthz" in last
    assert last.index("USER ") < last.index("HEALTHCHECK") < last.index('CMD ["qa", "serve"]')
    assert "--mount" not in DOCKERFILE
    assert "ADD " not in DOCKERFILE


def test_nothing_but_what_is_copied_reaches_the_image() -> None:
    kept = {line.removeprefix("!").strip("/") for line in (ROOT / ".dockerignore").read_text().splitlines()[1:]}
    copied = {word for line in re.findall(r"(?m)^COPY (?!--from)(.*) \S+$", DOCKERFILE) for word in line.split()}
    assert {word.strip("./").split("/")[0] for word in copied} <= kept
    assert all((ROOT / word).exists() for word in copied)


def test_the_base_install_is_enough_to_index_to_judge_and_to_serve(seed_index: Path, tmp_path: Path) -> None:
    words, suite = tmp_path / "words", tmp_path / "mill.jsonl"
    words.mkdir()
    (words / "mill.txt").write_text(f"Notes\n\n{CASE['evidence'][0]['quote']}\n")
    suite.write_text(json.dumps(CASE))
    used = distributions(INDEX, words, suite, tmp_path / "index")
    used |= distributions(SERVE, seed_index, tmp_path / "kept.sqlite")
    assert {"onnxruntime", "faiss-cpu", "fastapi", "jsonschema"} <= used
    assert used & HEAVY == set()
    assert used - BASE - IN_PASSING == set()


def distributions(script: str, *arguments: Path) -> set[str]:
    """The distributions whose modules a script has loaded when it is done."""
    command = [sys.executable, "-c", script + LOADED, *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    known = packages_distributions()
    loaded = json.loads(ended.stdout.splitlines()[-1])
    return {name.lower().replace("_", "-") for module in loaded for name in known.get(module, ())[:1]}
