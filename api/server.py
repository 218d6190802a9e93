"""The process that serves the app: one listening socket, one engine, logs on standard error."""

import copy
import errno
import logging
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.config import LOGGING_CONFIG

from api.answerer import Answerer
from api.app import create_app
from api.sessions.conversation import Conversations
from index.errors import InputError

GRACE_SECONDS = 30
LOG = logging.getLogger("seedqa")


def serve(
    engine_factory: Callable[[], Answerer],
    host: str = "127.0.0.1",
    port: int = 8000,
    conversations: Conversations | None = None,
) -> None:
    """Serve until interrupted; `InputError` where the address cannot be had.

    The address is claimed before the engine is opened, so that a taken port is told at once. Port 0 takes
    any free one; the log names it.
    """
    with _listener(host, port) as listener, closing(engine_factory()) as engine:
        _run(create_app(engine, conversations=conversations), listener)


def _run(app: FastAPI, listener: socket.socket) -> None:
    config = uvicorn.Config(app, log_config=_log_config(), server_header=False, timeout_graceful_shutdown=GRACE_SECONDS)
    LOG.info("listening on http://%s", _authority(listener))
    # uvicorn raises the interrupt anew once it has finished what it began.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError, UnicodeError) as error:
        raise _unusable(host, port, error) from error


def _unusable(host: str, port: int, error: Exception) -> InputError:
    address = f"{host!r} port {port}"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return InputError(f"{address} is taken", "stop what listens there, or choose another --port")
    if isinstance(error, PermissionError):
        return InputError(f"{address} may not be used", "choose a --port above 1023")
    if isinstance(error, OverflowError):
        return InputError(f"{port} is not a port", "choose a --port from 0 to 65535")
    return InputError(f"{address} cannot be listened on", "choose a --host of this machine, as 127.0.0.1")


def _authority(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _log_config() -> dict[str, Any]:
    config = copy.deepcopy(LOGGING_CONFIG)
    config["handlers"]["access"]["stream"] = "ext://sys.stderr"
    config["loggers"]["seedqa"] = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return config
