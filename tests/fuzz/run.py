"""schemathesis over the whole OpenAPI document of a running server: so many cases, and what they found."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CONFIG = Path(__file__).with_name("schemathesis.toml")


@dataclass(frozen=True, slots=True)
class Findings:
    """How many cases were tried, whether one failed, and what was printed."""

    cases: int
    failed: bool
    output: str


def fuzz(address: tuple[str, int], examples: int, folder: Path, seed: int = 1) -> Findings:
    """Tries up to so many examples for every operation; ``folder`` takes what schemathesis keeps."""
    host, port = address
    url = f"http://{host}:{port}/openapi.json"
    options = ["--max-examples", str(examples), "--seed", str(seed), "--no-color", "--generation-database", "none"]
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run", url, *options]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    counted = re.search(r"([\d,]+) generated", ended.stdout)
    cases = int(counted[1].replace(",", "")) if counted else 0
    return Findings(cases, ended.returncode != 0, ended.stdout + ended.stderr)
