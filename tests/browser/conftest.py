"""A real browser at a real server over a real index."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from seedqa.index.build import build_index

from tests.browser.documents import write_documents

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# A machine busy with other tests is slow, not broken.
PATIENCE_MS = 30_000


@contextmanager
def serving(index: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """The address of `qa serve` over an index, as long as it runs; ``settings`` go into its environment."""
    command = [sys.executable, "-m", "seedqa.api.cli", "serve", "--index", str(index), "--port", "0"]
    environment = {
        **os.environ,
        **settings,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    with subprocess.Popen(command, cwd=index.parent, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            yield _address(process.stderr)
        finally:
            process.terminate()


def _address(log: IO[str]) -> str:
    told = []
    for line in log:
        told.append(line)
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            # A log that nobody reads would stop the server when the pipe is full.
            threading.Thread(target=log.read, daemon=True).start()
            return found[0]
    raise AssertionError(f"the server ended without listening: {''.join(told)}")


@pytest.fixture(scope="package")
def seeds_served(seed_index: Path) -> Iterator[str]:
    """The address of a server over the bundled seeds."""
    with serving(seed_index) as address:
        yield address


@pytest.fixture(scope="package")
def hard_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over documents that are hard to show."""
    folder = tmp_path_factory.mktemp("hard")
    write_documents(folder / "documents")
    build_index(folder / "index", [folder / "documents"])
    return folder / "index"


@pytest.fixture(scope="package")
def hard_served(hard_index: Path) -> Iterator[str]:
    """The address of a server over documents that are hard to show."""
    with serving(hard_index) as address:
        yield address


@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's Chromium. Playwright keeps its event loop to itself only as long as this package's tests run."""
    assert Path(CHROMIUM).exists(), "install it: apt-get install chromium"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new page in a profile of its own; scripts that fail, or text that a policy had to stop, fail the test."""
    context = chromium.new_context(viewport={"width": 1360, "height": 860}, color_scheme="light")
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    opened.on("dialog", lambda dialog: failures.append(f"a dialog: {dialog.message}"))
    opened.on("console", lambda said: failures.append(said.text) if "Content Security Policy" in said.text else None)
    yield opened
    context.close()
    assert failures == []
