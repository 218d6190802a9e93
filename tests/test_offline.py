"""No test reaches the network, neither in this process nor in one that it starts."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError

ROOT = Path(__file__).parents[1]
OPEN = """
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.settings import reader_folder
Reader.open(reader_folder("fast")).close()
"""
CONNECT = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"


def test_a_socket_of_this_process_is_refused() -> None:
    # The refusal warns before it raises, and warnings are errors here.
    with pytest.raises((SocketBlockedError, UserWarning)):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_test_that_serves_here_still_reaches_nothing_else() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as opened,
        pytest.raises((SocketConnectBlockedError, UserWarning)),
    ):
        opened.connect(("192.0.2.1", 80))


def test_a_process_of_a_test_is_refused() -> None:
    ended = subprocess.run([sys.executable, "-c", CONNECT], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "a test's process reached for 192.0.2.1" in ended.stderr


def test_models_are_never_looked_up() -> None:
    from huggingface_hub import constants

    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert constants.HF_HUB_OFFLINE


def test_opening_a_network_leaves_no_trace_for_its_makers(tmp_path: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", OPEN], cwd=ROOT, env=plain | homes, check=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
