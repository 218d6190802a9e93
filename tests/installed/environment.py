"""The product as somebody else has it: installed into an environment that knows nothing of this checkout."""

import os
import subprocess
import venv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2

from tests.api.serving import Server
from tests.api.terminal_session import TerminalSession, on_terminal
from tests.distributions import link_distributions
from tests.installed.building import ROOT, run_python


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment of its own, and the variables of somebody who has set none for the product."""

    folder: Path

    @property
    def commands(self) -> Path:
        """Where its commands lie."""
        return self.folder / "bin"

    @property
    def packages(self) -> Path:
        """Where what is installed lies."""
        (found,) = self.folder.glob("lib/python*/site-packages")
        return found

    @property
    def variables(self) -> dict[str, str]:
        """The variables of its processes, which may reach nothing beyond this machine."""
        path = os.pathsep.join([str(self.commands), os.environ["PATH"]])
        guard = str(self.folder / "guard")
        return {"PATH": path, "HOME": str(self.folder / "home"), "LANG": "C.UTF-8", "PYTHONPATH": guard}

    def run(self, command: str, *arguments: str | Path, cwd: Path, status: int = 0) -> str:
        """What a command prints; it has to end with that status."""
        whole = [str(self.commands / command), *map(str, arguments)]
        ended = subprocess.run(whole, cwd=cwd, env=self.variables, capture_output=True, text=True, check=False)
        assert ended.returncode == status, (ended.returncode, ended.stdout, ended.stderr)
        return ended.stdout

    @contextmanager
    def serving(self, *arguments: str | Path, cwd: Path) -> Iterator[str]:
        """The address of ``qa serve``, started in a folder."""
        command = [self.commands / "qa", "serve", "--port", "0", *arguments]
        with subprocess.Popen(
            command, cwd=cwd, env=self.variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                host, port = Server(process).address
                yield f"http://{host}:{port}"
            finally:
                process.kill()

    @contextmanager
    def terminal(self, *arguments: str | Path, cwd: Path) -> Iterator[TerminalSession]:
        """``qa`` on a terminal of its own."""
        with on_terminal([self.commands / "qa", *arguments], self.variables, cwd) as session:
            yield session


def make_environment(folder: Path, wheel: Path, names: Iterable[str]) -> Environment:
    """An environment with those distributions, which are linked, and the wheel, which pip installs."""
    venv.create(folder, symlinks=True)
    for name in ("home", "guard"):
        (folder / name).mkdir()
    copy2(ROOT / "tests" / "offline" / "sitecustomize.py", folder / "guard")
    made = Environment(folder)
    link_distributions(names, made.packages)
    install = ["install", "--quiet", "--no-deps", "--no-index"]
    run_python("-m", "pip", "--python", made.commands / "python", *install, wheel, cwd=folder)
    return made
