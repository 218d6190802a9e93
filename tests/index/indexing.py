"""A process that runs ``qa index``, or takes a document in, each time in a fork that can be killed at any moment.

Importing torch takes seconds and happens once, here; what is forked is the whole command. One JSON request a
line on standard input, one JSON outcome a line on standard output.
"""

import importlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import torch
from seedqa.api.cli import main
from seedqa.index.uploads import put_document, uploaded_document

_WATCHED = ("open", "os.", "shutil.", "sqlite3.connect")


def _killed_at(step: int, index: str) -> None:
    """Makes this process die right before its ``step``-th access to the index."""
    seen = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event.startswith(_WATCHED) and any(index in str(argument) for argument in arguments):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def _index(request: dict[str, Any]) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if request.get("step"):
        _killed_at(request["step"], request["index"])
    status = 70
    try:
        if request.get("put"):
            name, text = request["put"]
            put_document(Path(request["index"]), uploaded_document(name, text.encode()))
            status = 0
        else:
            status = main(["index", request["sources"], "--index", request["index"], "--model", request["model"]])
    finally:
        os._exit(status)


def _run(request: dict[str, Any]) -> dict[str, Any]:
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        _index(request)
    if request.get("after") is not None and signal.sigtimedwait({signal.SIGCHLD}, request["after"]) is None:
        os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    signal.sigtimedwait({signal.SIGCHLD}, 0)
    killed = os.WIFSIGNALED(ended)
    status = None if killed else os.WEXITSTATUS(ended)
    return {"killed": killed, "status": status, "seconds": time.perf_counter() - begun}


if __name__ == "__main__":
    torch.set_num_threads(1)
    for name in ("sentence_transformers", "seedqa.index.build"):
        importlib.import_module(name)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)
