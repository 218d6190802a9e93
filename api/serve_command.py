"""``qa serve``: its settings from file, environment and command line, and what it serves."""

import argparse
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedqa.index.errors import IndexUnusable

if TYPE_CHECKING:
    from seedqa.api.settings import Configuration

    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_serve(subcommands: "Subcommands") -> None:
    """Puts ``serve`` into the command line's grammar."""
    command = subcommands.add_parser("serve", help="serve answers over HTTP, with a web page")
    command.add_argument("--host", help="where to listen (default: 127.0.0.1); any other address needs keys")
    command.add_argument("--port", type=int, help="(default: 8000)")
    command.add_argument("--index", metavar="DIR", help="the index folder")
    command.add_argument("--config", metavar="FILE", type=Path, help="settings as TOML: [service], [asking] and [llm]")
    command.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="one setting, such as asking.passages=5"
    )
    command.add_argument("--keys", metavar="FILE", help="the file of API keys (default: .qa/keys.json)")
    command.add_argument("--open", action="store_true", help="let everybody who reaches the address ask, without keys")
    command.set_defaults(run=run_serve)


def run_serve(options: argparse.Namespace) -> int:
    """``qa serve``."""
    from seedqa.api.commands import DEFAULT_INDEX, ready_index
    from seedqa.api.feedback import FeedbackFile, feedback_path
    from seedqa.api.server import serve
    from seedqa.api.sessions.opening import open_conversations
    from seedqa.qa.generation.opening import generating
    from seedqa.qa.live import LiveEngine

    configuration = configured(options)
    service, asking = configuration.service, configuration.asking
    index = None if service.index is None else Path(service.index).expanduser()
    _check(index)
    with closing(open_conversations(service.sessions)) as conversations:
        serve(
            lambda: generating(lambda: LiveEngine.open(ready_index(index), asking), configuration.llm),
            service.host,
            service.port,
            conversations,
            FeedbackFile(feedback_path(index or DEFAULT_INDEX)),
            service,
        )
    return 0


def configured(options: argparse.Namespace) -> "Configuration":
    """The settings that a command line asks for."""
    from seedqa.api.settings import read_configuration

    flags: dict[str, Any] = {name: getattr(options, name) for name in ("host", "port", "index", "keys")}
    flags["access"] = "open" if options.open else None
    return read_configuration(options.config, os.environ, options.set, flags)


def _check(index: Path | None) -> None:
    """Tells at once of an index that is not there, before anything is opened."""
    from seedqa.index.generations import current_generation

    if index is not None and current_generation(index) is None:
        raise IndexUnusable(f"there is no index in {index}", "build one with: qa index PATH --index DIR")
