"""``python -m seedqa.api.cli.reference``: every command's help and setting as Markdown, for ``docs/commands.md``."""

import inspect
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from seedqa.api.cli.app import app
from seedqa.api.settings import SECTIONS
from typer.main import get_command

_HEAD = """# Commands and settings

The help of every command, then every setting with what it is where nothing is said. `make docs` writes this.
"""
_WIDTH = 100


def reference() -> str:
    """Every command with its help, subcommands after their command, and the settings of every section."""
    commands = [f"## {name}\n\n```text\n{told}\n```\n" for name, told in helps()]
    return "\n".join([_HEAD, *commands, "## Settings\n", *map(_settings, SECTIONS)])


def helps() -> Iterator[tuple[str, str]]:
    """Every command line that has a help, ``qa`` first, with it."""
    command = get_command(app)
    yield from _below(command, command.make_context("qa", [], resilient_parsing=True, terminal_width=_WIDTH))


def _below(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    for name, other in getattr(command, "commands", {}).items():
        inner = other.make_context(name, [], parent=context, resilient_parsing=True, terminal_width=_WIDTH)
        yield from _below(other, inner)


def _settings(section: str) -> str:
    kind = SECTIONS[section]
    told = inspect.cleandoc(kind.__doc__).replace("``", "`")
    values = asdict(kind()).items()
    lines = [f"# {name} =" if value is None else f"{name} = {json.dumps(value)}" for name, value in values]
    return "\n".join([f"### [{section}]\n", told, "\n```toml", f"[{section}]", *lines, "```\n"])


if __name__ == "__main__":
    print(reference(), end="")
