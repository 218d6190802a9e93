"""The Dockerfile keeps its promises, and what the image installs is what serving imports."""

import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STAGES = [stage for stage in re.split(r"(?m)^(?=FROM )", DOCKERFILE) if stage.startswith("FROM ")]
SERVING = [
    line for line in (ROOT / "docker" / "serving.txt").read_text().splitlines() if line and not line.startswith("#")
]
# Ourselves, what the test itself needs, and what libraries look for but do without.
IN_PASSING = {"seedqa", "httpx2", "httpcore2", "truststore", "setuptools", "sniffio"}
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
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
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


def test_what_is_installed_is_enough_to_serve(seed_index: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SERVE, str(seed_index), str(tmp_path / "kept.sqlite")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(ended.stdout.splitlines()[-1]))
    known = packages_distributions()
    used = {name.lower().replace("_", "-") for module in loaded for name in known.get(module, ())[:1]}
    heavy = {"torch", "transformers", "sentence-transformers", "llama-index-core", "scikit-learn", "onnx"}
    assert used & heavy == set()
    assert used - installed_by(SERVING) - IN_PASSING == set()


def installed_by(names: list[str]) -> set[str]:
    """The distributions that come with those named, as their metadata tells."""
    script = """
import json, sys
from importlib.metadata import PackageNotFoundError, requires
from packaging.requirements import Requirement
seen, left = set(), [(name, "") for name in sys.argv[1:]]
while left:
    place = left.pop()
    if place in seen:
        continue
    try:
        needed = [Requirement(text) for text in requires(place[0]) or ()]
    except PackageNotFoundError:
        continue
    seen.add(place)
    for one in needed:
        if one.marker is None or one.marker.evaluate({"extra": place[1]}):
            left += [(one.name.lower().replace("_", "-"), extra) for extra in ("", *one.extras)]
print(json.dumps(sorted({name for name, _ in seen})))
"""
    ended = subprocess.run([sys.executable, "-c", script, *names], capture_output=True, text=True, check=True)
    return set(json.loads(ended.stdout))
