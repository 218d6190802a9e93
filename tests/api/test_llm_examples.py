"""The scripts that ask with a model, as they are, against a scripted server."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.qa.llm_server import scripted_server

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "examples" / "llm").glob("*.sh"))
QUOTE = "providing it with 1.8 million yuan, 14,000 masks, and more than 10 tons of disinfectant"
CLAIM = {"text": "It got 14,000 masks.", "quotes": [{"passage": 0, "text": QUOTE}], "formula": None}


def run(script: Path, folder: Path, index: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """The script, with this checkout's `qa`."""
    qa = folder / "qa"
    qa.write_text(f'#!/bin/sh\nexec {sys.executable} -m seedqa.api.cli "$@" --index {index}\n')
    qa.chmod(qa.stat().st_mode | stat.S_IXUSR)
    places = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = ["sh", str(script), "How many masks did Zhenyuan get?"]
    return subprocess.run(
        command, cwd=ROOT, env={**places, **settings}, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("script", [one for one in SCRIPTS if one.stem != "ollama"], ids=lambda one: one.stem)
def test_a_script_asks_the_model(script: Path, seed_index: Path, tmp_path: Path) -> None:
    with scripted_server() as server:
        server.says(json.dumps({"verdict": "answered", "claims": [CLAIM], "short_answer": "14,000 masks"}))
        settings = {
            "QA_LLM_URL": server.url,
            "QA_LLM_MODEL": "m",
            "QA_LLM_KEY": "k",
            "QA_LLM_CACHE": str(tmp_path / "kept"),
        }
        ended = run(script, tmp_path, seed_index, **settings)
        assert len(server.requests) == 1
    assert ended.returncode == 0, ended.stderr
    assert "answered by the language model" in ended.stdout


def test_a_hosted_model_needs_its_address(seed_index: Path, tmp_path: Path) -> None:
    ended = run(ROOT / "examples" / "llm" / "hosted.sh", tmp_path, seed_index)
    assert ended.returncode != 0
    assert "QA_LLM_URL: the address" in ended.stderr


def test_every_script_has_its_page() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "llm").glob("*.md"))
    assert SCRIPTS
    assert all(f"examples/llm/{script.name}" in pages for script in SCRIPTS)
