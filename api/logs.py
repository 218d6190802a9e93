"""The log on standard error: one JSON object a line, or plain lines for a person at a terminal.

What somebody asked is not logged unless the settings say so; that holds for a defect's message too, which may quote it.
"""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
LOG = logging.getLogger("seedqa")
_ROOT = Path(__file__).resolve().parent.parent


def log_event(message: str, **details: Any) -> None:
    """Logs that something happened, with its particulars as fields of their own."""
    LOG.info(message, extra={"details": details})


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON; ``revealing`` adds an exception's own words."""

    def __init__(self, revealing: bool = False) -> None:
        super().__init__()
        self._revealing = revealing

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return json.dumps(_entry(record, self._revealing), ensure_ascii=True, default=str)


class TextFormatter(logging.Formatter):
    """A record as a line to read."""

    def __init__(self, revealing: bool = False) -> None:
        super().__init__()
        self._revealing = revealing

    def format(self, record: logging.LogRecord) -> str:
        """The line, and below it where a defect happened."""
        entry = _entry(record, self._revealing)
        time, level, message = (entry.pop(name) for name in ("time", "level", "message"))
        failed = entry.pop("error", None)
        told = " ".join(f"{name}={json.dumps(value, ensure_ascii=False, default=str)}" for name, value in entry.items())
        line = f"{time[11:19]} {level} {message} {told}".rstrip()
        return line if failed is None else "\n  ".join([line, failed["type"], *failed["stack"]])


def log_config(style: str, revealing: bool) -> dict[str, Any]:
    """The configuration of logging for `json`, `text`, or `auto`: text where a terminal reads it."""
    plain = style == "text" or (style == "auto" and sys.stderr.isatty())
    formatter = TextFormatter if plain else JsonFormatter
    quiet = {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter, "revealing": revealing}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "seedqa": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "uvicorn": quiet,
            # Requests are logged by api/requests.py, with their ids.
            "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }


def _entry(record: logging.LogRecord, revealing: bool) -> dict[str, Any]:
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    entry: dict[str, Any] = {"time": moment, "level": record.levelname.lower(), "message": record.getMessage()}
    known = REQUEST_ID.get()
    if known is not None:
        entry["request_id"] = known
    entry |= getattr(record, "details", {})
    if record.exc_info and record.exc_info[1] is not None:
        entry["error"] = _failure(record.exc_info[1], revealing)
    return entry


def _failure(error: BaseException, revealing: bool) -> dict[str, Any]:
    """Which kind of error, and where; its own words may quote a question, so only where they may be told."""
    frames = traceback.extract_tb(error.__traceback__)
    stack = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    told = {"type": type(error).__name__, "stack": stack}
    return told | {"words": str(error)} if revealing else told


def _short(file: str) -> str:
    return file.removeprefix(f"{_ROOT}/")
