"""The wheel and the sdist, built from the files of this checkout and from nothing that lies about beside them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copy2

ROOT = Path(__file__).parents[2]
FOLDERS = ("api", "evals", "index", "qa", "seeds", "seedqa")
# The build backend that pyproject.toml names, without a fresh environment to fetch it into.
_BUILD = """
import json, sys
from setuptools import build_meta
print(getattr(build_meta, sys.argv[1])(sys.argv[2], json.loads(sys.argv[3])))
"""


def tracked() -> list[str]:
    """The names of the files that git tracks, or would if they were added."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted({name for name in names if (ROOT / name).is_file() and not (ROOT / name).is_symlink()})


def copy_checkout(target: Path) -> Path:
    """A folder with the tracked files, as a fresh clone has them."""
    for name in tracked():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        copy2(ROOT / name, target / name)
    return target


def build_sdist(source: Path, target: Path) -> Path:
    """The archive of sources."""
    return _build("build_sdist", source, target, [])


def build_wheel(source: Path, target: Path, compressed: bool = True) -> Path:
    """The wheel; one that is only looked into need not be compressed."""
    return _build("build_wheel", source, target, [] if compressed else ["--compression=stored"])


def _build(hook: str, source: Path, target: Path, options: list[str]) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    settings = json.dumps({"--build-option": options})
    printed = run_python("-c", _BUILD, hook, target, settings, cwd=source)
    return target / printed.splitlines()[-1]


def run_python(*arguments: str | Path, cwd: Path) -> str:
    """What this environment's Python prints."""
    command = [sys.executable, *map(str, arguments)]
    ended = subprocess.run(command, cwd=cwd, env=os.environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout
