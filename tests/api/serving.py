"""A real server in a process of its own, and raw requests to it.

What a test waits for is said by the server: that it listens, that a question has reached the engine, that it ended.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

Found = TypeVar("Found")
ROOT = Path(__file__).parents[2]
# The scripted engine, but a question that names a pipe waits until somebody writes there, and says that it does.
SCRIPT = """
import json, sys, tempfile
from dataclasses import dataclass
from pathlib import Path
from seedqa.api.feedback import FeedbackFile
from seedqa.api.server import serve
from seedqa.api.sessions.opening import open_conversations
from seedqa.api.settings import ServiceSettings
from seedqa.index.errors import QaError
from seedqa.qa.answering import check_question
from tests.api.scripted import ScriptedEngine

@dataclass
class Patient(ScriptedEngine):
    def ask(self, question, history=(), documents=()):
        if question.startswith("/"):
            print("waiting", flush=True)
            with open(question) as pipe:
                pipe.read()
        return super().ask(check_question(question), history, documents)

settings = json.loads(sys.argv[1])
host, port = settings.pop("host", "127.0.0.1"), settings.pop("port", 0)
folder = tempfile.mkdtemp()
kept = open_conversations(f"{folder}/sessions.sqlite"), FeedbackFile(Path(folder, "feedback.jsonl"))
try:
    serve(Patient, host, port, *kept, settings=ServiceSettings(**settings))
except QaError as error:
    sys.exit(f"qa: {error}")
print("closed", flush=True)
"""


class Server:
    """A process that serves, and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.log: list[dict[str, Any]] = []
        self.words: list[str] = []
        self._said = threading.Condition()
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._read_log, self._read_words)]
        for reader in self._readers:
            reader.start()

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        host, _, port = self.entry("listening on")["address"].rpartition(":")
        return host, int(port)

    def entry(self, message: str) -> dict[str, Any]:
        """The first line of the log whose message begins so, once it is there."""
        return self._wait(lambda: next((one for one in self.log if one["message"].startswith(message)), None))

    def word(self, word: str) -> str:
        """A line of its standard output, once it is there."""
        return self._wait(lambda: word if word in self.words else None)

    def ended(self) -> int:
        """Its exit status, once it has ended and all it said is read."""
        status = self.process.wait()
        for reader in self._readers:
            reader.join()
        return status

    def memory(self) -> int:
        """The kilobytes of memory it holds."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise AssertionError("the process has ended")

    def _wait(self, look: Callable[[], Found | None]) -> Found:
        with self._said:
            assert self._said.wait_for(lambda: look() is not None or not self._reading(), timeout=120)
            found = look()
        assert found is not None, (self.words, self.log)
        return found

    def _reading(self) -> bool:
        return all(reader.is_alive() for reader in self._readers)

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            entry = json.loads(line) if line.startswith("{") else {"message": line.rstrip("\n")}
            with self._said:
                self.log.append(entry)
                self._said.notify_all()

    def _read_words(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._said:
                self.words.append(line.strip())
                self._said.notify_all()


@contextmanager
def serving(*arguments: str, **settings: Any) -> Iterator[Server]:
    """A server over the scripted engine; or what ``arguments`` of Python start."""
    command = [sys.executable, *(arguments or ("-c", SCRIPT, json.dumps(settings)))]
    paths = f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    # Memory that is let go is given back at once, so that what is held can be told from what lies about.
    environment = {**os.environ, "PYTHONPATH": paths, "MALLOC_MMAP_THRESHOLD_": "32768", "MALLOC_TRIM_THRESHOLD_": "0"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Server(process)
        finally:
            process.kill()


def exchanged(address: tuple[str, int], parts: Sequence[bytes]) -> bytes:
    """All that a server answers to bytes sent to it, until it closes; what it no longer reads is not sent."""
    with socket.create_connection(address, timeout=60) as connection:
        try:
            for part in parts:
                connection.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return received(connection)


def received(connection: socket.socket) -> bytes:
    """What comes until the other side closes or resets."""
    found = b""
    try:
        while part := connection.recv(65_536):
            found += part
    except ConnectionResetError:
        pass
    return found


def post(path: str, body: bytes, *headers: str, close: bool = True) -> bytes:
    """A POST of JSON as it goes over the wire."""
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json", *headers]
    lines += [f"Content-Length: {len(body)}", *(["Connection: close"] if close else [])]
    return "\r\n".join([*lines, "", ""]).encode() + body


def status_of(answer: bytes) -> int:
    """The status of the first response in what was received; 0 for none."""
    words = answer.split(b" ", 2)
    return int(words[1]) if words[0] == b"HTTP/1.1" else 0
