"""One command from its arguments to its exit status, as the public contract has them; every error is one line."""

import sys
from collections.abc import Sequence

import typer
from seedqa.api.cli.app import app
from seedqa.index.errors import QaError
from typer.main import get_command

ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0, 1 or 2 as the contract says, 130 on Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return int(get_command(app).main(given, prog_name="qa", standalone_mode=False))
    except QaError as error:
        return _told(str(error))
    except typer.TyperException as error:
        return _told(_misused(error))


def _told(line: str) -> int:
    print(f"qa: {line}", file=sys.stderr)
    return ERROR


def _misused(error: typer.TyperException) -> str:
    """A wrong command line in one line, with the help that lists what would be right."""
    problem = " ".join(error.format_message().split()).rstrip(".")
    context = getattr(error, "ctx", None)
    command = "qa" if context is None else context.command_path
    return f"{problem[:1].lower()}{problem[1:]}; {command} --help shows how it is written"
